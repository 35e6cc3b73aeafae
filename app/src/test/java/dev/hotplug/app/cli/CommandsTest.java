package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.serve.ServeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private final Screen screen = Screen.startedBy(Path.of("/opt/hotplug/hotplug"));

  @Test
  void helpNamesTheVerbsAndTheExitCodes() {
    assertThat(screen.run("--help")).isZero();

    assertThat(screen.out())
        .contains("serve", "init", "mcp-json", "demo", "build", "install", "uninstall", "link",
            "approve", "list", "logs", "call", "lint", "dev", "adopt", "eject")
        .contains("69", "128+n");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void everyVerbHasHelp() {
    for (var verb : new String[]{"serve", "init", "mcp-json", "demo", "build", "install",
        "uninstall", "link", "approve", "list", "logs", "call", "lint", "dev", "adopt", "eject"}) {
      assertThat(screen.run(verb, "--help")).as(verb).isZero();
      assertThat(screen.out()).contains("Usage: hotplug " + verb);
    }
  }

  @Test
  void theVersionIsPrinted() {
    assertThat(screen.run("--version")).isZero();

    assertThat(screen.out()).isEqualToIgnoringNewLines("hotplug 1.2.3");
  }

  @Test
  void serveIsHandedItsOptions() {
    serves(null, null, "serve");
    serves("f", null, "serve", "--config", "f");
    serves("f", "debug", "serve", "--config=f", "--log-level=debug");
    serves("f", null, "--config", "f");
    assertThat(screen.run("serve", "--allow-local", "--log-level=off")).isEqualTo(Screen.SERVED);
    assertThat(screen.served().getLast()).isEqualTo(new ServeOptions(null, "off", true));
  }

  @Test
  void whatIsNotUnderstoodIsExplained() {
    wrong("Unmatched argument", "no-such-verb");
    wrong("Unknown option", "serve", "--no-such");
    wrong("Unmatched argument", "serve", "serve");
    wrong("--log-level must be one of debug, error, info, off, trace, warn, not loud", "serve",
        "--log-level", "loud");
    wrong("--log-level must be one of", "--log-level", "loud");
    wrong("--config must name a file", "serve", "--config", " ");
    wrong("--config", "serve", "--config");
    wrong("--config", "--config");
    wrong("should be specified only once", "--config", "f", "--config", "g");
    wrong("Unknown option", "--no-such");
    wrong("Unknown option", "-x");
    wrong("a command is missing", "--");
    wrong("--project", "init", "--project");
  }

  @Test
  void aWordThatNamesAFileIsNotReplacedByWhatThatHas(@TempDir Path folder) throws Exception {
    var word = "@" + Files.writeString(folder.resolve("app.args"), "--log-level off");

    serves(word, null, "serve", "--config", word);
    wrong("'" + word + "'", "serve", "--", word);
  }

  @Test
  void buildIsTheLaunchersBusiness() {
    assertThat(screen.run("build")).isEqualTo(2);

    assertThat(screen.err()).isEqualToIgnoringNewLines(
        "hotplug: nothing was built; the launcher " + "does that: /opt/hotplug/hotplug build");
  }

  private void serves(@Nullable String config, @Nullable String logLevel, String... words) {
    assertThat(screen.run(words)).isEqualTo(Screen.SERVED);
    assertThat(screen.served().getLast()).isEqualTo(new ServeOptions(config, logLevel, false));
  }

  private static void wrong(String why, String... words) {
    var screen = Screen.startedBy(Path.of("/opt/hotplug/hotplug"));
    assertThat(screen.run(words)).as(String.join(" ", words)).isEqualTo(2);
    assertThat(screen.err()).contains(why).contains("hotplug");
    assertThat(screen.out()).isEmpty();
    assertThat(screen.served()).isEmpty();
  }
}
