package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Limits;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened, what is true now, what to do next: for each way a call can end without result. */
class CallFailuresTest {
  private static final Tool T = Catalogs.taking("t", "{\"a\":{\"type\":\"integer\"}}", "a");
  private static final Cause CAUSE = new Cause("ended: exit code 3", new Exit(3), List.of("oh"),
      null);

  @TempDir
  private static Path folder;

  private final World world = World.in(folder);

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void eachEndHasItsWords() {
    check(new CallOutcome.TimedOut(Duration.ofSeconds(2)), "timed_out",
        "was not answered within 2000 ms", "it still runs", "\"timeout\"");
    check(new CallOutcome.WaitedTooLong(Duration.ofSeconds(2)), "timed_out",
        "was not sent: its turn did not come within 2000 ms", "busy with other calls, or not ready",
        "\"timeout\"");
    check(new CallOutcome.Crowded(new Limits(64, 256)), "crowded",
        "was not sent: 64 calls at once and 256 waiting are all", "They go on",
        "\"hotplug\": {\"limits\": {\"in_flight\": …, \"queued\": …}}");
    check(new CallOutcome.NotLiving(1, List.of(3L)), "not_living",
        "was not sent: generation 1 does not run, or has not served yet",
        "Generation 3 alone can be called", "\"keep_previous\": true");
    check(new CallOutcome.NotLiving(1, List.of(2L, 3L)), "not_living", "was not sent",
        "Generations 2, 3 can be called", "Name one that lives");
    check(new CallOutcome.NotLiving(1, List.of()), "not_living", "was not sent",
        "None of the server runs", "get_server_history {\"server_name\": \"s\"}");
    check(new CallOutcome.Full(2, 64), "crowded", "generation 2 works on 64 calls", "They go on",
        "\"in_flight\"");
    check(new CallOutcome.Cancelled(), "cancelled", "was cancelled", "may have had its effect",
        "Call again");
    check(lost(Duration.ofMillis(4_249)), "lost",
        "was lost after 4.2 s: generation 4 ended: exit code 3", "was not sent again",
        "Check whether it had its effect");
    check(new CallOutcome.Garbled(4, "not JSON"), "garbled", "no JSON-RPC: not JSON",
        "The call may have had its effect", "one line of JSON-RPC");
    check(new CallOutcome.NoRoom(4), "no_room", "while long answers of other servers",
        "the server still runs", "Call again");
    check(new CallOutcome.TooLong(4, 1000), "too_long", "more than 1000 bytes",
        "the server still runs", "line_limit_bytes");
    check(new CallOutcome.Clogged(4), "clogged", "was not sent", "It still runs",
        "reload_mcp_server {\"server_name\": \"s\"}");
    check(new CallOutcome.NotServing(CAUSE), "failed", "was not sent",
        "does not run; it ended: exit code 3",
        "load_mcp_server_dynamically {\"server_name\": \"s\"}; get_server_logs {\"server_name\": "
            + "\"s\"} shows its whole output, get_server_history {\"server_name\": \"s\"} how each start "
            + "ended.");
    check(new CallOutcome.Unloaded(), "stopped", "was not sent",
        "unloaded meanwhile and does not " + "run", "Call again to load it");
    check(refused("{\"code\":-32602,\"message\":\"no a\"}"), "refused",
        "refused the call of t: no a " + "(code -32602)", "The server still runs", "t(a: integer)");
    check(refused("{}"), "refused", "refused the call of t: it did not say why (code 0)",
        "still runs", "For instance");
    check(refused("\"odd\""), "refused", "refused the call of t", "still runs", "For instance");
  }

  @Test
  void howAServerEndedIsTold() {
    for (var outcome : List.of(lost(Duration.ofMillis(7)), new CallOutcome.NotServing(CAUSE))) {
      var content = CallFailures.of("s", T, outcome).content();
      assertThat(content.path("exit")).hasToString("{\"code\":3}");
      assertThat(content.path("stderr_tail")).hasToString("[\"oh\"]");
    }
  }

  @Test
  void anErrorOfTheServersIsKeptWhole() {
    var error = "{\"code\":-32042,\"message\":\"m\",\"data\":{\"x\":[1,2]}}";

    assertThat(CallFailures.of("s", T, refused(error)).content().path("rpc_error"))
        .hasToString(error);
    var deep = "{\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertThat(CallFailures.of("s", T, refused(deep)).content().path("rpc_error").asText())
        .isEqualTo(deep);
  }

  @Test
  void anErrorBeyondAllMeasureIsShownInPart() {
    var error = "{\"code\":1,\"data\":[" + "0,".repeat(50_000) + "0]}";

    assertThat(CallFailures.of("s", T, refused(error)).content().path("rpc_error").asText())
        .isEqualTo(error.substring(0, 64 * 1024) + "…");
  }

  @Test
  void aLongMessageIsCut() {
    var error = "{\"code\":1,\"message\":\"" + "m".repeat(100_000) + "\"}";

    assertThat(CallFailures.of("s", T, refused(error)).error()).hasSizeLessThan(4_200);
  }

  @Test
  void aCallThatWasLostSoonSaysHowSoon() {
    assertThat(CallFailures.of("s", T, lost(Duration.ofMillis(999))).error())
        .contains("was lost after 999 ms: generation 4");
  }

  private static CallOutcome lost(Duration elapsed) {
    return new CallOutcome.Lost(4, elapsed, CAUSE);
  }

  private static CallOutcome refused(String error) {
    return new CallOutcome.Refused(4, Span.of(error));
  }

  private void check(CallOutcome outcome, String status, String happened, String now, String next) {
    var answer = CallFailures.of("s", T, outcome).result();
    var content = Conformance.checked(world.tools(), "call_dynamic_server_tool", answer);
    assertThat(content.path("status").asText()).isEqualTo(status);
    assertThat(content.path("error").asText()).contains(happened).contains(now);
    assertThat(content.path("next_step").asText()).contains(next);
    assertThat(content.path("server_name").asText()).isEqualTo("s");
  }
}
