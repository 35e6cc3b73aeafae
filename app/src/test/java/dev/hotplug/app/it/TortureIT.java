package dev.hotplug.app.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Promise P11: whatever a server prints, its conversation goes on, each call gets its own answer,
 * and what was odd is found in its log.
 */
class TortureIT {
  /** Each kind of junk, and what the log says of it. */
  private static final Map<String, String> JUNK = Map.ofEntries(
      entry("text", "Server listening, press Ctrl-C to end"), entry("ansi", "warning"),
      entry("mark", "(an empty line)"), entry("null", "[stdout] null"),
      entry("number", "[stdout] 42"), entry("string", "[stdout] \"text\""),
      entry("empty_object", "[stdout] {}"), entry("empty_array", "[stdout] []"),
      entry("batch", "[log] {\"data\":\"in a batch\"}"),
      entry("half", "{\"jsonrpc\":\"2.0\",\"id\":1,\"resu"),
      entry("two_on_a_line", "{\"jsonrpc\":\"2.0\",\"method\":\"a\"}{\"jsonrpc\""),
      entry("no_version", "{\"id\":\"nobody\",\"result\":{}}"),
      entry("no_id", "{\"jsonrpc\":\"2.0\",\"result\":{}}"),
      entry("null_id", "an error without saying of what: {\"code\":-32700,\"message\":\"what?\"}"),
      entry("deep", "[stdout] [[[["), entry("invalid_utf8", "repaired: {\"\uFFFD(\"}"));

  /** Each odd way to answer, its text, and what the log says of it; one that is torn is none. */
  private static final Map<String, List<String>> ANSWERS = Map.of( //
      "blank", List.of("after the blanks", "(an empty line)"), //
      "dup", List.of("first", "an answer to nothing that waits"), //
      "early", List.of("in its time", "an answer to nothing that waits"), //
      "unknown_id", List.of("for somebody", "id 987654321"), //
      "string_id", List.of("a string id", "a string, where a number was sent"), //
      "torn", List.of("a torn é"));

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @BeforeEach
  void servers() throws Exception {
    SHARED.server("t", Entry.torture());
    SHARED.server(Neighbour.NAME, Entry.quick());
  }

  @Test
  void junkGoesToTheLogAndTheCallIsAnswered() throws Exception {
    try (var _ = Neighbour.beside("junk", SHARED.hotplug())) {
      for (var kind : JUNK.entrySet()) {
        var arguments = "{\"kind\": \"" + kind.getKey() + "\"}";
        assertAnswered("junk", arguments, "after the junk");
        assertLogged(kind.getKey(), kind.getValue());
      }
    }
  }

  @Test
  void anOddAnswerIsGivenToItsCallOnly() throws Exception {
    try (var _ = Neighbour.beside("odd answers", SHARED.hotplug())) {
      for (var tool : ANSWERS.entrySet()) {
        var words = tool.getValue();
        assertAnswered(tool.getKey(), "{}", words.getFirst());
        for (var logged : words.subList(1, words.size())) assertLogged(tool.getKey(), logged);
      }
    }
  }

  @Test
  void aServerThatDecoratesEveryMessageIsUnderstood() throws Exception {
    SHARED.server("decorated", Entry.torture("banner"));

    assertThat(SHARED.hotplug().text("decorated", "echo", "{\"text\": \"é\"}")).isEqualTo("é");
    assertThat(SHARED.hotplug().log("decorated")).anyMatch(line -> line.contains("=== torture"));
  }

  @Test
  void aServerThatWritesByteByByteIsUnderstood() throws Exception {
    SHARED.server("drip", Entry.torture("drip"));

    assertThat(SHARED.hotplug().text("drip", "echo", "{\"text\": \"é\"}")).isEqualTo("é");
  }

  /** The next calls get their own answers, too. */
  private static void assertAnswered(String tool, String arguments, String text)
      throws InterruptedException {
    assertThat(SHARED.hotplug().text("t", tool, arguments)).as(arguments).isEqualTo(text);
    for (var next : List.of("one", "two", "three", "four")) {
      assertThat(SHARED.hotplug().text("t", "echo", "{\"text\": \"" + next + "\"}"))
          .as("after " + tool + " " + arguments)
          .isEqualTo(next);
    }
  }

  private static void assertLogged(String kind, String text) throws InterruptedException {
    assertThat(SHARED.hotplug().log("t")).as(kind).anyMatch(line -> line.contains(text));
  }
}
