package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client hears while it waits, and what it takes back. */
class ProgressIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aSlowLoadReportsProgressToWhoWantsIt() throws Exception {
    SHARED.server("slow", Entry.torture("slowStart=2300"));

    SHARED.hotplug()
        .askTool("load_mcp_server_dynamically", "{\"server_name\": \"slow\"}", "slow load")
        .result()
        .assertSuccess();

    var progress = progress("slow load");
    assertThat(progress).hasSizeGreaterThanOrEqualTo(2);
    assertThat(progress).allMatch(each -> each.path("message").asText().contains("starting slow"));
    assertThat(numbers(progress)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void nobodyIsToldWhoDidNotAsk() throws Exception {
    SHARED.server("unasked", Entry.torture("slowStart=1200"));
    int before = SHARED.hotplug().notifications("notifications/progress").size();

    SHARED.hotplug().load("unasked").assertSuccess();

    assertThat(SHARED.hotplug().notifications("notifications/progress")).hasSize(before);
  }

  @Test
  void progressOfAServerReachesTheClientUnderItsOwnToken() throws Exception {
    SHARED.load("steps");

    var answer = progressing("steps", 50, "my token").result();

    assertThat(answer.text()).isEqualTo("all 50 steps");
    var progress = progress("my token");
    assertThat(progress).hasSize(50);
    assertThat(numbers(progress)).isSorted().doesNotHaveDuplicates();
    assertThat(progress.getLast().path("message").asText()).isEqualTo("step 50");
  }

  @Test
  void aTokenThatIsANumberStaysOneAndNothingFollowsTheResult() throws Exception {
    SHARED.load("hasty");
    var params = "{\"name\": \"call_dynamic_server_tool\", \"arguments\": {\"server_name\": \"hasty\","
        + " \"tool_name\": \"progress\", \"parameters\": {\"steps\": 100, \"more\": 50}},"
        + " \"_meta\": {\"progressToken\": 4711}}";

    var asked = SHARED.hotplug().ask("tools/call", params);
    var heard = asked.answer().thenApply(_ -> progress("4711"));

    assertThat(asked.result().text()).isEqualTo("all 100 steps");
    assertThat(numbers(heard.join())).containsExactlyElementsOf(upTo(100));
    assertThat(heard.join()).allMatch(each -> each.path("progressToken").isNumber());
    assertThat(SHARED.hotplug().text("hasty", "echo", "{\"text\": \"after it\"}"))
        .isEqualTo("after it");
    assertThat(progress("4711")).hasSize(100);
  }

  private static List<Double> upTo(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(Double::valueOf).toList();
  }

  @Test
  void twoCallsUnderWayKeepTheirTokensApart() throws Exception {
    SHARED.load("both");

    var one = progressing("both", 20, "one");
    var other = progressing("both", 20, "other");

    assertThat(one.result().text()).isEqualTo("all 20 steps");
    assertThat(other.result().text()).isEqualTo("all 20 steps");
    assertThat(progress("one")).hasSize(20);
    assertThat(progress("other")).hasSize(20);
  }

  @Test
  void aCancelledCallReachesTheServerUnderItsOwnIdAndIsNotAnswered() throws Exception {
    SHARED.load("patient");
    var cancelled = SHARED.hotplug().askCall("patient", "sleep", "{\"ms\": 500}");

    cancelled.cancel("enough");

    var heard = SHARED.hotplug().text("patient", "cancelled", "{}");
    assertThat(heard).contains("\"reason\":\"enough\"");
    // The server knows its own id: it does not answer either. Else it would have by now.
    SHARED.hotplug().text("patient", "sleep", "{\"ms\": 700}");
    assertThat(SHARED.hotplug().log("patient")).noneMatch(line -> line.contains("an answer to"));
    assertThat(cancelled.isAnswered()).isFalse();
  }

  @Test
  void aCancelledLoadIsNotAnsweredAndTheServerComesUp() throws Exception {
    SHARED.server("wanted", Entry.torture("slowStart=500"));
    var loading = SHARED.hotplug().askLoad("wanted");

    loading.cancel("changed my mind");

    assertThat(SHARED.hotplug().text("wanted", "echo", "{\"text\": \"up\"}")).isEqualTo("up");
    assertThat(loading.isAnswered()).isFalse();
  }

  @Test
  void aCallThatIsCancelledWhileItsServerStartsIsNeverSent() throws Exception {
    var effects = SHARED.folder().resolve("never.effects");
    SHARED.server("never", Entry.torture("slowStart=600", "counter=" + effects));
    var call = SHARED.hotplug().askCall("never", "side_effect", "{\"text\": \"unwanted\"}");

    call.cancel("changed my mind");

    assertThat(SHARED.hotplug().text("never", "side_effect", "{\"text\": \"wanted\"}"))
        .isEqualTo("wanted");
    assertThat(SHARED.hotplug().text("never", "cancelled", "{}")).isEqualTo("[]");
    assertThat(effects).hasContent("wanted");
    assertThat(call.isAnswered()).isFalse();
  }

  private static Asked progressing(String server, int steps, String token) {
    return SHARED.hotplug()
        .askTool("call_dynamic_server_tool",
            "{\"server_name\": " + Bytes.quote(server)
                + ", \"tool_name\": \"progress\", \"parameters\": {\"steps\": " + steps + "}}",
            token);
  }

  private static List<JsonNode> progress(String token) {
    return SHARED.hotplug()
        .notifications("notifications/progress")
        .stream()
        .map(Line.Notification::tree)
        .filter(params -> params.path("progressToken").asText().equals(token))
        .toList();
  }

  private static List<Double> numbers(List<JsonNode> progress) {
    return progress.stream().map(each -> each.path("progress").doubleValue()).toList();
  }
}
