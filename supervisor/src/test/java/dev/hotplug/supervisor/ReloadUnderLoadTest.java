package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.torture.Soak;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Promise P6 among scripted servers, which start faster than 64 callers get a turn: these call
 * while the server is reloaded, again and again without a pause; more often with {@code -Psoak}.
 */
class ReloadUnderLoadTest {
  private static final int CALLERS = 64;
  private static final int RELOADS = Soak.rounds(50, 1_000);

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong reloaded = new AtomicLong(1);
  private final AtomicBoolean isOver = new AtomicBoolean();

  @Test
  void aSwapLosesNoCallAndNoAnswerIsOlderThanTheReloadBeforeTheCall() throws Exception {
    check(Scene.notes());
  }

  @Test
  void aReplacementLosesNoCallAndNoAnswerIsOlderThanTheReloadBeforeTheCall() throws Exception {
    check(Scene.spec("notes", Reload.REPLACE, Duration.ofSeconds(30)));
  }

  private void check(ServerSpec spec) throws Exception {
    try (var scene = Scene.inRealTime();
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      scene.load(spec);
      var calling = new ArrayList<Future<Long>>();
      for (int i = 0; i < CALLERS; i++) calling.add(callers.submit(caller(scene)));

      for (int i = 0; i < RELOADS; i++) {
        reloaded.set(Scene.started(scene.supervisor().reload(spec)).generation());
      }
      isOver.set(true);
      long answers = 0;
      for (var caller : calling) answers += Scene.get(caller);

      System.out.printf("P6: %d calls during %d reloads on end, none lost%n", answers, RELOADS);
      assertThat(answers).isEqualTo(calls.get()).isGreaterThan(RELOADS);
      assertThat(reloaded).hasValue(RELOADS + 1L);
      assertThat(received(scene)).hasSize((int) calls.get()).doesNotHaveDuplicates();
    }
  }

  /** Calls again and again; returns how many answers it got. */
  private Callable<Long> caller(Scene scene) {
    return () -> {
      long answers = 0;
      while (!isOver.get()) {
        long oldest = reloaded.get();
        assertThat(Scene.answeredBy(scene.supervisor().call("notes", numbered())))
            .isGreaterThanOrEqualTo(oldest);
        answers++;
      }
      return answers;
    };
  }

  private ToolCall numbered() {
    return new ToolCall("echo", Span.of("{\"call\":" + calls.incrementAndGet() + "}"), null,
        Optional.empty(), null);
  }

  /** What reached any of the servers, in whatever order. */
  private static List<String> received(Scene scene) {
    return scene.connector()
        .opened()
        .stream()
        .flatMap(server -> server.received().stream())
        .toList();
  }
}
