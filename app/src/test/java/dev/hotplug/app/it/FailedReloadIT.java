package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise P7: code that does not start leaves the old version serving, and says why it did not. */
class FailedReloadIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      syntax   |                  | def broken(:             | exit code 1              | such mode
      exits    |                  | exitOnStart=1            | exit code 1              | it began
      hangs    | "start_ms": 2000 | hangInitialize           | answer initialize within | it began
      listless | "list_ms": 700   | hangList                 | answer tools/list within | it began
      junk     | "start_ms": 2000 | junkOnly                 | answer initialize within | it began
      dialect  |                  | wrongProtocol=2042-01-01 | speaks MCP version "2042 | it began
      refuses  |                  | initializeError          | initialize was refused   | it began
      """)
  void theOldVersionAnswersEveryCallAndTheCauseIsNamed(String name, @Nullable String timeouts,
      String code, String cause, String stderr) throws Exception {
    var source = SHARED.load(name, "version=v1");
    SHARED.server(name, source.entry().withTimeouts(timeouts == null ? "" : timeouts));

    source.edit("stderrOnStart=it began", code);
    ToolResult reload;
    try (var callers = Callers.looping(2, _ -> assertV1(name))) {
      reload = SHARED.hotplug().reload(name);
      assertThat(callers.stop(Duration.ofSeconds(5))).isPositive();
    }

    reload.assertFailure(name, cause, "Generation 1 still serves");
    assertThat(reload.word("status")).isEqualTo("ready");
    assertThat(reload.field("stderr_tail").toString()).contains(stderr);
    assertThat(version(name)).isEqualTo("v1");
    assertThat(SHARED.hotplug().status(name).at("/last_failure/cause").asText()).contains(cause);
  }

  @Test
  void theMendedCodeIsTakenUpAndItsFailureIsForgotten() throws Exception {
    var source = SHARED.load("notes", "version=v1");
    source.edit("nonsense");
    SHARED.hotplug().reload("notes").assertFailure("Generation 1 still serves");

    source.edit("version=v2");
    var reload = SHARED.hotplug().reload("notes").assertSuccess();

    assertThat(reload.field("generation").asInt()).isEqualTo(3);
    assertThat(reload.field("old_generation").asInt()).isEqualTo(1);
    assertThat(version("notes")).isEqualTo("v2");
  }

  @Test
  void aProgramThatIsNotThereIsNamedWithThePathThatWasSearched() throws Exception {
    SHARED.load("moved", "version=v1");
    SHARED.server("moved", Entry.of("no-such-program"));

    SHARED.hotplug()
        .reload("moved")
        .assertFailure("no-such-program", String.valueOf(System.getenv("PATH")),
            "Generation 1 still serves");

    assertThat(version("moved")).isEqualTo("v1");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws Exception {
    SHARED.server("homeless", Entry.torture().with("cwd", "\"no/such/folder\""));

    SHARED.hotplug()
        .load("homeless")
        .assertFailure(SHARED.folder().resolve("no/such/folder").toString());
  }

  /** With a pause, so that the new code gets its share of the machine. */
  private static void assertV1(String server) throws InterruptedException {
    assertThat(version(server)).isEqualTo("v1");
    assertThat(SHARED.hotplug().text(server, "sleep", "{\"ms\": 10}")).isEqualTo("slept 10 ms");
  }

  private static String version(String server) throws InterruptedException {
    return SHARED.hotplug().text(server, "version", "{}");
  }
}
