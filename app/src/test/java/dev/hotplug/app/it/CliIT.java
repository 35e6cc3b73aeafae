package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line beside {@code serve}. */
class CliIT {
  @TempDir
  private Path folder;

  @Test
  void helpNamesEveryCommandAndTheExitCodes() throws Exception {
    var ran = Ran.hotplug(folder, "--help");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("serve", "init", "mcp-json", "demo", "build", "128+n", "69");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void theVersionIsOneLine() throws Exception {
    var ran = Ran.hotplug(folder, "--version");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).matches("hotplug \\d+\\.\\d+\\.\\d+(-\\w+)?\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-such-option", "serve --log-level loud", "serve --config", "bild"})
  void whatIsNotUnderstoodIsExplainedAndEndsWith2(String words) throws Exception {
    var ran = Ran.hotplug(folder, words.split(" ", -1));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).containsAnyOf("Usage: hotplug", "Did you mean: hotplug build?");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void mcpJsonPrintsABlockThatCanBeReadAndTheLineForClaude() throws Exception {
    var ran = Ran.hotplug(folder, "mcp-json");

    assertThat(ran.exit()).isZero();
    var end = ran.out().indexOf("claude mcp add");
    var block = Bytes.tree(ran.out().substring(0, end));
    assertThat(block.at("/mcpServers/hotplug/command").asText())
        .isEqualTo(Launcher.path().toString());
    assertThat(ran.out().substring(end).strip())
        .isEqualTo("claude mcp add --scope project hotplug -- " + Launcher.path());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theDemoShowsTheMainJobAndLeavesNothing() throws Exception {
    var temp = Files.createDirectory(folder.resolve("temp"));

    var ran = Ran.in(folder, temporary(temp), demo());

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains(temp.toString(), "Hello, Ada!", "Good morning, Ada!",
        "changed: Greeter.java", "dev.hotplug/reloaded {\"generation\":2,", "exit code 1",
        "Generation 2 still serves", "dev.hotplug/reloadFailed {", "generation 4 serves",
        "All as expected.");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void aDemoThatIsInterruptedLeavesNothingEither() throws Exception {
    var temp = Files.createDirectory(folder.resolve("temp"));

    var ran = Ran.untilItSays("Hello, Ada!", folder, temporary(temp), demo());

    assertThat(ran.exit()).isEqualTo(128 + 15);
    assertThat(ran.out()).doesNotContain("UNEXPECTED", "as expected");
    assertThat(temp).isEmptyDirectory();
  }

  private static Map<String, String> temporary(Path folder) {
    return Map.of("HOTPLUG_JAVA_OPTS", "-Djava.io.tmpdir=" + folder);
  }

  private static List<String> demo() {
    return List.of(Launcher.distribution().toString(), "demo");
  }
}
