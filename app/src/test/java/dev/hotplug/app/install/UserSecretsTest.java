package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.EnvFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserSecretsTest {
  @TempDir
  private Path top;

  @Test
  void whatIsKeptIsFoundByItsServerUntilItIsForgotten() throws Exception {
    var secrets = new UserSecrets(top.resolve("env"));

    secrets.keep("a/b", Map.of("TOKEN", "one"));
    secrets.keep("a/b", Map.of("TOKEN", "two\nlines", "URL", "u"));

    var file = EnvFile.in(top.resolve("env"), "a/b");
    assertThat(secrets.place("a/b")).isEqualTo(file.toString());
    assertThat(EnvFile.read(file).values())
        .containsExactlyInAnyOrderEntriesOf(Map.of("TOKEN", "two\nlines", "URL", "u"));
    assertThat(secrets.forget("other")).isFalse();
    assertThat(secrets.forget("a/b")).isTrue();
    assertThat(secrets.forget("a/b")).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void nothingIsMadeForNothing() throws Exception {
    new UserSecrets(top.resolve("env")).keep("notes", Map.of());

    assertThat(Files.exists(top.resolve("env"))).isFalse();
  }
}
