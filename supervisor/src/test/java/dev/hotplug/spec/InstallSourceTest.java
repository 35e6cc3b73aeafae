package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallSourceTest {
  @TempDir
  private Path folder;

  @Test
  void itIsReadAsItIsWritten() {
    assertThat(source("{\"url\": \"https://x/y.git\", \"commit\": \"${C}\"}"))
        .contains(new InstallSource("https://x/y.git", "${C}", Optional.empty()));
    assertThat(source("{\"url\": \"u\", \"commit\": \"c\", \"subdir\": \"a/b\"}"))
        .contains(new InstallSource("u", "c", Optional.of("a/b")));
  }

  private Optional<InstallSource> source(String json) {
    var configuration = read(json);
    assertThat(configuration.problems()).isEmpty();
    return configuration.entry("n").orElseThrow().source();
  }

  @Test
  void anotherSourceRestartsNothing() {
    var one = read("{\"url\": \"u\", \"commit\": \"c\"}").entry("n").orElseThrow();
    var other = read("{\"url\": \"u\", \"commit\": \"d\"}").entry("n").orElseThrow();

    assertThat(one).isNotEqualTo(other);
    assertThat(one.spec()).isEqualTo(other.spec());
  }

  @Test
  void oneThatIsWrongIsIgnoredAndTheServerRuns() {
    wrong("5", "hotplug.source must be an object, {…}, but is 5");
    wrong("{\"url\": \"u\"}", "hotplug.source has no commit");
    wrong("{\"commit\": \"c\"}", "hotplug.source has no url");
    wrong("{\"url\": 1, \"commit\": \"c\"}",
        "hotplug.source.url must be a string that is not empty, but is 1");
    wrong("{\"url\": \"u\", \"commit\": \" \"}", "hotplug.source.commit must be a string");
  }

  private void wrong(String json, String problem) {
    var configuration = read(json);

    assertThat(configuration.entry("n").orElseThrow().source()).isEmpty();
    assertThat(configuration.problems()).singleElement()
        .satisfies(it -> assertThat(it.message()).contains(problem).contains("It is ignored"));
  }

  @Test
  void aWrongFolderIsNotedAndTheRestIsUsed() {
    var configuration = read("{\"url\": \"u\", \"commit\": \"c\", \"subdir\": [], \"x\": 1}");

    assertThat(configuration.entry("n").orElseThrow().source())
        .contains(new InstallSource("u", "c", Optional.empty()));
    assertThat(configuration.problems()).hasSize(2);
  }

  private Configuration read(String source) {
    var file = Written.servers(folder,
        "\"n\": {\"command\": \"x\", \"hotplug\": {\"source\": " + source + "}}");
    return McpJson.read(List.of(file.file()), Map.of());
  }
}
