package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every entry ends, exactly once, whoever comes at the same time. */
@Timeout(60)
class PendingTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ROUNDS = 3_000;
  private final ManualTimer timer = new ManualTimer();
  private final ConcurrentLinkedQueue<Long> withdrawn = new ConcurrentLinkedQueue<>();

  @Test
  void idsAreNeverUsedTwice() {
    var pending = pending();

    var first = pending.open(ask());
    assertThat(pending.end(first.id(), new Reply.Cancelled())).isTrue();
    var second = pending.open(ask());

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(pending.end(first.id(), new Reply.Cancelled())).isFalse();
    assertThat(second.reply()).isNotDone();
  }

  @Test
  void onlyTheFirstEndCounts() throws Exception {
    var pending = pending();
    var exchange = pending.open(ask());

    assertThat(pending.end(exchange.id(), new Reply.Ok(Span.of("1")))).isTrue();
    pending.giveUp(exchange, new Reply.Cancelled(), "too late");
    timer.pass(SECOND);
    pending.close();

    assertThat(exchange.reply()).succeedsWithin(LIMIT).isEqualTo(new Reply.Ok(Span.of("1")));
    assertThat(withdrawn).isEmpty();
  }

  @Test
  void whatIsOpenedWhileAllIsClosedEndsToo() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var pending = pending();
      var opened = new ArrayList<CompletableFuture<Exchange>>();

      together(() -> opened.add(CompletableFuture.completedFuture(pending.open(ask()))),
          pending::close);

      assertThat(opened.getFirst().join().reply()).as("round " + round).isCompleted();
    }
    assertThat(timer.alarms()).isZero();
  }

  @Test
  void anAnswerThatComesWhileTheAlarmIsSetCallsItOff() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var pending = pending();

      together(() -> pending.open(ask()), () -> {
        while (!pending.end(1, new Reply.Ok(Span.of("1")))) Thread.onSpinWait();
      });
    }
    assertThat(timer.alarms()).isZero();
  }

  @Test
  void answerCancelDeadlineAndCloseEndItOnceBetweenThem() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var pending = pending();
      var exchange = pending.open(ask());
      var ends = new AtomicInteger();
      var _ = exchange.reply().thenRun(ends::incrementAndGet);

      together(() -> pending.end(1, new Reply.Ok(Span.of("1"))), () -> exchange.cancel("enough"),
          () -> timer.pass(SECOND), pending::close);

      assertThat(exchange.reply()).succeedsWithin(LIMIT);
      assertThat(ends).hasValue(1);
      boolean gaveUp = exchange.reply().join() instanceof Reply.Cancelled
          || exchange.reply().join() instanceof Reply.TimedOut;
      assertThat(withdrawn).as("round " + round).hasSize(gaveUp ? 1 : 0);
      withdrawn.clear();
    }
    assertThat(timer.alarms()).isZero();
  }

  private Pending pending() {
    return new Pending(timer, (id, _) -> withdrawn.add(id));
  }

  private static Ask ask() {
    return Ask.of("m", Span.of("{}"), SECOND);
  }

  /** Runs these at the same time and waits for all. */
  private static void together(Runnable... actions) throws InterruptedException {
    var start = new CyclicBarrier(actions.length);
    var threads = Stream.of(actions)
        .map(action -> Thread.ofVirtual().start(() -> runAfter(start, action)))
        .toList();
    for (var thread : threads) assertThat(thread.join(LIMIT)).isTrue();
  }

  private static void runAfter(CyclicBarrier start, Runnable action) {
    try {
      start.await(10, TimeUnit.SECONDS);
      action.run();
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the others have not come", e);
    }
  }
}
