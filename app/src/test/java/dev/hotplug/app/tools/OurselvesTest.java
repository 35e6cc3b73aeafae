package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OurselvesTest {
  @TempDir
  private Path folder;

  private Path launcher;
  private Path jar;
  private Path java;
  private Path config;

  @BeforeEach
  void begin() throws IOException {
    launcher = program("bin/hotplug");
    java = program("bin/java");
    jar = program("lib/hotplug-app.jar");
    config = program(".mcp.json");
    program("other/hotplug");
  }

  @Test
  void ourEntryIsKnownByTheFileItRuns() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link"), launcher);

    assertThat(isOurs(launcher.toString())).isTrue();
    assertThat(isOurs("./bin/hotplug")).isTrue();
    assertThat(isOurs("bin/../bin/hotplug", "serve")).isTrue();
    assertThat(isOurs(link.toString())).isTrue();
    assertThat(isOurs("hotplug")).isTrue();
  }

  @Test
  void anotherProgramOfThatNameIsNotOurs() {
    assertThat(isOurs(folder.resolve("other/hotplug").toString())).isFalse();
    assertThat(isOurs("./other/hotplug")).isFalse();
    assertThat(isOurs("missing")).isFalse();
  }

  @Test
  void ourJarIsKnownToo() {
    assertThat(isOurs(java.toString(), "-Xmx1g", "-jar", jar.toString())).isTrue();
    assertThat(isOurs("java", "-jar", "lib/../lib/hotplug-app.jar")).isTrue();
    assertThat(isOurs(java.toString(), "-jar", "lib/other.jar")).isFalse();
    assertThat(isOurs(java.toString(), "-jar")).isFalse();
    assertThat(isOurs(java.toString(), jar.toString())).isFalse();
  }

  @Test
  void oneThatReadsAnotherConfigurationIsSomebodyElse() {
    var other = folder.resolve("other.json").toString();

    assertThat(isOurs("bin/hotplug", "--config", ".mcp.json")).isTrue();
    assertThat(isOurs("bin/hotplug", "serve", "--config=" + config)).isTrue();
    assertThat(isOurs("bin/hotplug", "--config")).isTrue();
    assertThat(isOurs("bin/hotplug", "--config", other)).isFalse();
    assertThat(isOurs("bin/hotplug", "serve", "--config=" + other)).isFalse();
  }

  @Test
  void thePathOfTheEntryCountsBeforeOurs() {
    var spec = new ServerSpec.Stdio("x", "hotplug", List.of(),
        Map.of("PATH", folder.resolve("other").toString()), null, Options.DEFAULT);

    assertThat(us().isStartedBy(spec, List.of(config), folder)).isFalse();
  }

  @Test
  void aPathThatCannotBeIsNotOurs() {
    assertThat(isOurs("bin/\0hotplug")).isFalse();
    assertThat(isOurs("java", "-jar", "lib/\0.jar")).isFalse();
    assertThat(isOurs("bin/hotplug", "--config", "\0")).isFalse();
  }

  @Test
  void aServerBehindAnUrlIsNotOurs() {
    var spec = new ServerSpec.Http("x", "http://localhost", Map.of(), ServerSpec.Kind.HTTP,
        Options.DEFAULT);

    assertThat(us().isStartedBy(spec, List.of(config), folder)).isFalse();
  }

  @Test
  void withoutLauncherAndJarNothingIsOurs() {
    var nobody = new Ourselves(null, null, Map.of());

    assertThat(nobody.isStartedBy(spec("bin/hotplug"), List.of(config), folder)).isFalse();
    assertThat(
        nobody.isStartedBy(spec(java.toString(), "-jar", jar.toString()), List.of(config), folder))
        .isFalse();
  }

  private boolean isOurs(String command, String... args) {
    return us().isStartedBy(spec(command, args), List.of(config), folder);
  }

  private Ourselves us() {
    return new Ourselves(launcher, jar, Map.of("PATH", folder.resolve("bin").toString()));
  }

  private static ServerSpec spec(String command, String... args) {
    return new ServerSpec.Stdio("x", command, List.of(args), Map.of(), null, Options.DEFAULT);
  }

  private Path program(String name) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
