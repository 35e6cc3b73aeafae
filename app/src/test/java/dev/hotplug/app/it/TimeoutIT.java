package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Promise P14: a server that does not answer costs its caller the limit, and nobody else anything.
 */
class TimeoutIT {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** Far less than any limit that could have been meant instead. */
  private static final Duration FAR_LESS = Duration.ofSeconds(8);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aCallThatIsNeverAnsweredEndsAtItsLimitAndTheServerIsTold() throws Exception {
    SHARED.server("silent", Entry.torture().with("timeout", "1000"));
    SHARED.hotplug().load("silent").assertSuccess();
    long begun = System.nanoTime();

    var hung = SHARED.hotplug().call("silent", "hang", "{}");

    assertAtLimit("a call", Figures.since(begun));
    hung.assertFailure("hang on \"silent\"", "not answered within 1000 ms", "still runs");
    assertThat(hung.word("status")).isEqualTo("timed_out");
    assertThat(SHARED.hotplug().text("silent", "cancelled", "{}")).contains("requestId")
        .contains("no answer within 1000 ms");
  }

  @Test
  void aLateAnswerIsNotGivenToTheNextCall() throws Exception {
    SHARED.server("late", Entry.torture().with("timeout", "1000"));
    SHARED.hotplug().load("late").assertSuccess();

    SHARED.hotplug().call("late", "late", "{\"ms\": 1300}").assertFailure("not answered");
    Await.until("the late answer has come", () -> {
      assertThat(SHARED.hotplug().text("late", "echo", "{\"text\": \"mine\"}")).isEqualTo("mine");
      return hasLateAnswer();
    });
  }

  private static boolean hasLateAnswer() throws InterruptedException {
    return SHARED.hotplug()
        .log("late")
        .stream()
        .anyMatch(line -> line.contains("an answer to nothing that waits"));
  }

  @Test
  void aServerThatNeverAnswersInitializeEndsTheLoadAtItsLimit() throws Exception {
    var mute = Entry.of("sh", "-c", "echo thinking >&2; while read -r line; do :; done");
    SHARED.server("mute", mute.withTimeouts("\"start_ms\": 1000"));
    long begun = System.nanoTime();

    var load = SHARED.hotplug().load("mute");

    assertAtLimit("initialize", Figures.since(begun));
    load.assertFailure("did not answer initialize within 1000 ms", "does not run", "thinking");
  }

  @Test
  void aServerThatNeverListsItsToolsEndsTheLoadAtItsLimit() throws Exception {
    SHARED.server("listless", Entry.torture("hangList").withTimeouts("\"list_ms\": 1000"));
    long begun = System.nanoTime();

    var load = SHARED.hotplug().load("listless");

    assertAtLimit("tools/list", Figures.since(begun));
    load.assertFailure("did not answer tools/list within", "does not run");
  }

  @Test
  void aServerThatHangsHoldsUpNobodyElse() throws Exception {
    SHARED.load("quick");
    SHARED.server("asleep", Entry.torture("hangInitialize").withTimeouts("\"start_ms\": 1500"));
    var loading = SHARED.hotplug().askLoad("asleep");

    Callers.once(8, FAR_LESS,
        caller -> assertThat(
            SHARED.hotplug().text("quick", "echo", "{\"text\": \"" + caller + "\"}"))
            .isEqualTo(Integer.toString(caller)));

    assertThat(SHARED.hotplug().status("asleep").path("status").asText()).isEqualTo("starting");
    assertThat(loading.isAnswered()).isFalse();
    loading.result().assertFailure("did not answer initialize");
  }

  private static void assertAtLimit(String what, Duration took) {
    Figures.print("P14", what + " with a limit of " + LIMIT.toMillis() + " ms was answered", took);
    assertThat(took).isBetween(LIMIT, FAR_LESS);
  }
}
