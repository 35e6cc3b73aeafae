package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server is given two calls at once and three that wait; whoever is too many is told. */
class LimitsIT {
  private static final String LIMITS = "\"limits\": {\"in_flight\": 2, \"queued\": 3}";

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void theSixthCallIsToldBothLimitsAndTheFiveBeforeItAreAnswered() throws Exception {
    SHARED.server("narrow", Entry.torture().with("hotplug", "{" + LIMITS + "}"));
    SHARED.hotplug().load("narrow").assertSuccess();
    var calls = sleeping("narrow", 5);

    var sixth = SHARED.hotplug().call("narrow", "echo", "{\"text\": \"me, too\"}");

    assertCrowded(sixth);
    for (var call : calls) assertThat(call.result().text()).isEqualTo("slept 500 ms");
    assertThat(SHARED.hotplug().text("narrow", "echo", "{\"text\": \"now\"}")).isEqualTo("now");
  }

  @Test
  void whoWaitsWhileTheServerStartsIsCountedToo() throws Exception {
    SHARED.server("slow", Entry.torture("slowStart=1500").with("hotplug", "{" + LIMITS + "}"));

    var calls = sleeping("slow", 12);

    var ends = new ArrayList<ToolResult>();
    for (var call : calls) ends.add(call.result());
    var turnedAway = ends.stream().filter(ToolResult::isError).toList();
    assertThat(turnedAway).hasSize(7).allSatisfy(LimitsIT::assertCrowded);
    ends.removeAll(turnedAway);
    assertThat(ends).extracting(ToolResult::text).containsOnly("slept 500 ms");
  }

  private static List<Asked> sleeping(String server, int count) {
    var calls = new ArrayList<Asked>();
    for (int i = 0; i < count; i++) {
      calls.add(SHARED.hotplug().askCall(server, "sleep", "{\"ms\": 500}"));
    }
    return calls;
  }

  private static void assertCrowded(ToolResult refused) {
    refused.assertFailure("was not sent", "2 calls at once", "3 waiting");
    assertThat(refused.word("status")).isEqualTo("crowded");
    assertThat(refused.word("next_step")).contains("in_flight").contains("queued");
  }
}
