package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Promise P6: reloads lose no call, and no answer is older than a reload that had returned before
 * the call was made.
 */
class ReloadUnderLoadIT {
  private static final int CALLERS = 64;
  private static final int RELOADS = Soak.rounds(50, 1_000);
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  private final AtomicInteger newest = new AtomicInteger();

  @Test
  void reloadsOnEndUnderSixtyFourCallersLoseNoCallAndTurnNobodyBack() throws Exception {
    var source = Source.in(SHARED.folder(), "busy", "version=0");
    SHARED.server("busy", TestServers.versioned(source));
    SHARED.hotplug().load("busy").assertSuccess();
    long begun = System.nanoTime();

    try (var callers = Callers.looping(CALLERS, _ -> call())) {
      for (int reload = 1; reload <= RELOADS; reload++) {
        source.edit("version=" + reload);
        SHARED.hotplug().reload("busy").assertSuccess();
        newest.set(reload);
      }
      var took = Figures.since(begun);
      long calls = callers.stop(LAST_ANSWERS);
      Figures.print("P6",
          calls + " calls by " + CALLERS + " callers, none lost and none answered by "
              + "an older version, during " + RELOADS + " reloads",
          took);
      assertThat(calls).isGreaterThan(RELOADS);
    }

    assertThat(SHARED.hotplug().status("busy").path("generation").asInt()).isEqualTo(RELOADS + 1);
  }

  private void call() throws InterruptedException {
    int atLeast = newest.get();
    var answer = SHARED.hotplug().call("busy", "version", "{}");
    assertThat(answer.isError()).as(answer.raw().toString()).isFalse();
    assertThat(Integer.parseInt(answer.text())).isGreaterThanOrEqualTo(atLeast);
  }
}
