package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise P5: every call is answered exactly once, with its own answer. */
class EveryCallIT {
  private static final int CALLS = 20_000;
  private static final int CALLERS = 64;
  private static final int SERVERS = 3;

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void manyCallersOverSeveralServersEachGetTheirOwnAnswer() throws Exception {
    for (int i = 0; i < SERVERS; i++) SHARED.load("s" + i);
    var calls = new AtomicInteger();
    var answers = ConcurrentHashMap.<String>newKeySet();
    long begun = System.nanoTime();

    Callers.once(CALLERS, Duration.ofMinutes(2), _ -> {
      for (int i = calls.getAndIncrement(); i < CALLS; i = calls.getAndIncrement()) {
        var answer = SHARED.hotplug()
            .text("s" + i % SERVERS, "echo", "{\"text\": \"payload " + i + "\"}");
        assertThat(answer).isEqualTo("payload " + i);
        answers.add(answer);
      }
    });

    var took = Figures.since(begun);
    Figures.print("P5", CALLS + " calls by " + CALLERS + " callers ("
        + CALLS * 1_000L / took.toMillis() + "/s) were answered", took);
    assertThat(answers).hasSize(CALLS);
  }
}
