package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotplug.supervisor.InFlight.Entry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(2);

  @Test
  void whoEntersIsCountedUntilHeLeaves() {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.count()).isEqualTo(2);

    inFlight.leave();

    assertThat(inFlight.count()).isEqualTo(1);
  }

  @Test
  void nobodyIsAdmittedOnceItIsClosedButWhoIsInsideStays() {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);

    inFlight.close();

    assertThat(inFlight.enter()).isEqualTo(Entry.CLOSED);
    assertThat(inFlight.count()).isEqualTo(1);
  }

  @Test
  void whoWantsNoOtherIsAdmittedToAClosedOneWhileOthersAreInside() {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    inFlight.close();

    assertThat(inFlight.enterByName()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.enterByName()).isEqualTo(Entry.FULL);
    assertThat(inFlight.enter()).isEqualTo(Entry.CLOSED);

    inFlight.leave();
    assertThat(inFlight.enterByName()).isEqualTo(Entry.ADMITTED);
    inFlight.leave();
    inFlight.leave();
    assertThat(inFlight.enterByName()).isEqualTo(Entry.CLOSED);
    assertThat(inFlight.admitsByName()).isFalse();
  }

  @Test
  void whoWantsNoOtherIsNotAdmittedOnceTimeIsUp() {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.admitsByName()).isTrue();
    inFlight.close();

    inFlight.expire();

    assertThat(inFlight.enterByName()).isEqualTo(Entry.CLOSED);
  }

  @Test
  void whoFindsAllPlacesTakenIsNotAdmittedUntilOneIsFree() {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);

    assertThat(inFlight.enter()).isEqualTo(Entry.FULL);

    inFlight.leave();
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.count()).isEqualTo(2);
  }

  @Test
  void whereNobodyIsInsideNobodyIsWaitedFor() throws Exception {
    inFlight.close();

    assertThat(inFlight.awaitEmpty()).isZero();
  }

  @Test
  void theWaitEndsWhenTheLastOneLeaves() throws Exception {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    inFlight.close();
    var waiting = waiting();

    inFlight.leave();
    inFlight.leave();

    assertThat(Scene.get(waiting)).isZero();
  }

  @Test
  void theWaitEndsWhenTimeIsUpAndTellsHowManyAreLeft() throws Exception {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    inFlight.close();
    var waiting = waiting();
    assertThat(inFlight.finishing()).isEqualTo(1);

    inFlight.expire();

    assertThat(Scene.get(waiting)).isEqualTo(1);
    assertThat(inFlight.finishing()).isZero();
  }

  @Test
  void whereTimeIsUpAlreadyNobodyIsWaitedFor() throws Exception {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);

    inFlight.expire();

    assertThat(inFlight.awaitEmpty()).isEqualTo(1);
  }

  @Test
  void aWaitThatIsInterruptedSaysSo() {
    assertThat(inFlight.enter()).isEqualTo(Entry.ADMITTED);
    Thread.currentThread().interrupt();

    assertThatThrownBy(inFlight::awaitEmpty).isInstanceOf(InterruptedException.class);
  }

  @Test
  void nobodyIsInsideAfterTheWaitHoweverManyCameAndWent() throws Exception {
    for (int round = 0; round < 50; round++) {
      var gate = new InFlight(16);
      var inside = new AtomicInteger();
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls = IntStream.range(0, 16).mapToObj(_ -> callers.submit(() -> {
          int entered = 0;
          for (; gate.enter() == Entry.ADMITTED; entered++) {
            inside.incrementAndGet();
            Thread.onSpinWait();
            inside.decrementAndGet();
            gate.leave();
          }
          return entered;
        })).toList();

        gate.close();

        assertThat(gate.awaitEmpty()).isZero();
        assertThat(inside).hasValue(0);
        for (var call : calls) assertThat(Scene.get(call)).isNotNegative();
      }
    }
  }

  @Test
  void nobodyIsInsideAfterTheWaitThoughOthersWantedNoOther() throws Exception {
    for (int round = 0; round < 50; round++) {
      var gate = new InFlight(16);
      var isOver = new AtomicBoolean();
      assertThat(gate.enter()).isEqualTo(Entry.ADMITTED);
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls = IntStream.range(0, 8).mapToObj(_ -> callers.submit(() -> {
          boolean isLate = false;
          while (gate.enterByName() == Entry.ADMITTED) {
            isLate |= isOver.get();
            gate.leave();
          }
          return isLate;
        })).toList();
        gate.close();
        gate.leave();

        assertThat(gate.awaitEmpty()).isZero();
        isOver.set(true);
        for (var call : calls) assertThat(Scene.get(call)).isFalse();
      }
    }
  }

  private Future<Integer> waiting() {
    var result = new CompletableFuture<Integer>();
    Thread.ofVirtual().start(() -> {
      try {
        result.complete(inFlight.awaitEmpty());
      } catch (InterruptedException e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }
}
