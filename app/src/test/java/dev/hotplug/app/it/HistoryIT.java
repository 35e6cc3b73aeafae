package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server is made of now, and what became of its generations, with real processes. */
class HistoryIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aCrashStandsInTheHistoryWithItsExitCodeAndLastWords() throws Exception {
    SHARED.load("shaky");
    SHARED.hotplug().call("shaky", "exit", "{\"code\": 7}").assertFailure("exit code 7");
    SHARED.hotplug().text("shaky", "echo", "{\"text\": \"again\"}");

    Await.until("it is known how it was stopped",
        () -> SHARED.hotplug().history("shaky").at("/0/end").has("ended_by"));

    var history = SHARED.hotplug().history("shaky");
    assertThat(history.at("/0/end/how").asText()).isEqualTo("crashed");
    assertThat(history.at("/0/end/exit/code").asInt()).isEqualTo(7);
    assertThat(history.at("/1/cause").asText()).isEqualTo("crash");
    assertThat(history.at("/1").has("end")).isFalse();
    assertThat(SHARED.hotplug().status("shaky").path("restarts").asInt()).isEqualTo(1);
  }

  @Test
  void theProcessesOfAServerAndTheirMemoryAreShown() throws Exception {
    SHARED.load("family", "spawnChild", "spawnDetached");

    Await.until("both helpers run",
        () -> SHARED.hotplug().status("family").path("pids").size() == 3);

    var status = SHARED.hotplug().status("family");
    assertThat(status.path("memory_bytes").asLong()).isBetween(10_000_000L, 1_000_000_000L);
    assertThat(pids(status.path("pids"))).allMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(status.at("/last_start/ok").booleanValue()).isTrue();
    assertThat(status.at("/timing_ms/initialize").asInt()).isPositive();
  }

  @Test
  void aGenerationThatFinishesItsCallsIsShownAsLeaving() throws Exception {
    SHARED.load("slow");
    var sleeping = SHARED.hotplug().askCall("slow", "sleep", "{\"ms\": 1500}");
    Await.until("it is under way",
        () -> SHARED.hotplug().status("slow").path("in_flight").asInt() == 1);
    var old = SHARED.hotplug().status("slow").path("pids");

    SHARED.hotplug().reload("slow").assertSuccess();

    var status = SHARED.hotplug().status("slow");
    assertThat(status.at("/leaving/0/generation").asInt()).isEqualTo(1);
    assertThat(status.at("/leaving/0/in_flight").asInt()).isEqualTo(1);
    assertThat(status.at("/leaving/0/pids")).isEqualTo(old);
    assertThat(pids(status.path("pids"))).doesNotContainAnyElementsOf(pids(old));
    assertThat(sleeping.result().text()).isEqualTo("slept 1500 ms");
  }

  private static List<Long> pids(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asLong).toList();
  }
}
