package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class ChosenTest {
  private static final Path HERE = Path.of("").toAbsolutePath();

  /** A command with an option of its own. */
  @Command(name = "try")
  private static final class Try {
    @Mixin
    private Chosen chosen = new Chosen();

    @Option(names = "--format")
    private String format = "text";
  }

  @Test
  void aServerIsMeantByItsName() {
    for (var words : List.of(List.of("notes"), List.of("notes", "--format", "json"),
        List.of("--format", "json", "notes"))) {
      var chosen = parsed(words).chosen;

      assertThat(chosen.server()).isEqualTo("notes");
      assertThat(chosen.entry(Dev.DEFAULT)).isEmpty();
    }
  }

  @Test
  void whatStandsBehindTwoDashesIsACommandLine() {
    var words = parsed(List.of("--format", "json", "--", "node", "x.js", "--format", "--", "-v"));

    assertThat(words.format).isEqualTo("json");
    assertThat(words.chosen.server()).isEqualTo("server");
    assertThat(words.chosen.entry(Dev.DEFAULT).orElseThrow().spec())
        .isEqualTo(new ServerSpec.Stdio("server", "node", List.of("x.js", "--format", "--", "-v"),
            Map.of(), HERE, Options.DEFAULT));
  }

  @Test
  void aCommandLineMayHaveANameAnEnvironmentAndAFolder() {
    var chosen = parsed(List.of("--name", "n", "--env", "A=1", "--env", "B=x=y", "--cwd", "../z",
        "--", "node")).chosen;

    assertThat(chosen.server()).isEqualTo("n");
    assertThat(chosen.entry(Dev.DEFAULT).orElseThrow().spec())
        .isEqualTo(new ServerSpec.Stdio("n", "node", List.of(), Map.of("A", "1", "B", "x=y"),
            HERE.resolveSibling("z"), Options.DEFAULT));
  }

  @Test
  void aNameIsOneWordAndHasItsOwnEnvironment() {
    wrong("one server is expected", "notes", "other");
    wrong("has an entry", "notes", "--env", "A=1");
    wrong("Missing required parameter");
    wrong("Missing required parameter", "--");
  }

  private static void wrong(String part, String... words) {
    assertThatThrownBy(() -> parsed(List.of(words)).chosen.server())
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(part);
  }

  private static Try parsed(List<String> words) {
    var command = new Try();
    var root = new CommandLine(new Root()).addSubcommand(command);
    var all = new ArrayList<>(words);
    all.addFirst("try");
    root.parseArgs(all.toArray(String[]::new));
    return command;
  }

  @Command(name = "root")
  private static final class Root {}
}
