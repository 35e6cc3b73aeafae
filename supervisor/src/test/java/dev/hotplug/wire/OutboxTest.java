package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many put, one takes, nobody fills the memory. */
class OutboxTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Line LINE = Line.notification("m", Span.of("{}"));
  private static final Line LONG = Line.notification("m",
      Span.of("\"" + "x".repeat(10_000) + "\""));

  @Test
  void linesComeOutInTheirOrder() {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);
    var other = Line.notification("other", Span.of("{}"));

    assertThat(outbox.offer(LINE)).isTrue();
    assertThat(outbox.offer(other)).isTrue();

    assertThat(outbox.take()).containsExactly(LINE, other);
  }

  @Test
  void oneLineIsAlwaysTakenInHoweverLong() {
    var outbox = new Outbox(1, LongLines.UNBOUNDED);

    assertThat(outbox.offer(LONG)).isTrue();
    assertThat(outbox.offer(LINE)).isFalse();

    assertThat(outbox.take()).containsExactly(LONG);
  }

  @Test
  void itIsFullWhenItHoldsItsBytes() {
    var outbox = new Outbox(50_000, LongLines.UNBOUNDED);

    int taken = 0;
    while (outbox.offer(LONG)) taken++;

    assertThat(taken).isEqualTo(5);
  }

  @Test
  void whatTheWriterHasCountsUntilItIsWritten() {
    var outbox = new Outbox(1, LongLines.UNBOUNDED);
    assertThat(outbox.offer(LONG)).isTrue();
    assertThat(outbox.take()).containsExactly(LONG);
    assertThat(outbox.offer(LINE)).isFalse();

    outbox.abandon();

    assertThat(outbox.isClosed()).isTrue();
  }

  @Test
  void longLinesOfManyFitTheRoomThatTheyShare() {
    var longLines = new LongLines(1024 * 1024, LIMIT);
    var line = Line.notification("m", Span.of("\"" + "x".repeat(600 * 1024) + "\""));
    var one = new Outbox(10_000_000, longLines);
    var other = new Outbox(10_000_000, longLines);
    assertThat(one.offer(line)).isTrue();

    assertThat(other.offer(line)).isFalse();
    assertThat(other.offer(LONG)).isTrue();
    one.abandon();

    assertThat(other.offer(line)).isTrue();
  }

  @Test
  void shortLinesCostMoreThanTheirBytes() {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);

    int taken = 0;
    while (outbox.offer(LINE)) taken++;

    assertThat(taken).isBetween(1_000_000 / 500, 1_000_000 / 256);
  }

  @Test
  void whoPutsWaitsForRoom() throws Exception {
    var outbox = new Outbox(1, LongLines.UNBOUNDED);
    outbox.put(LONG);
    var waiting = CompletableFuture.supplyAsync(() -> outbox.put(LINE), Thread::startVirtualThread);
    assertStillWaiting(waiting);

    assertThat(outbox.take()).containsExactly(LONG);
    assertThat(outbox.take()).containsExactly(LINE);

    assertThat(waiting).succeedsWithin(LIMIT).isEqualTo(true);
  }

  @Test
  void closingSendsAwayWhoWaitsToPut() throws Exception {
    var outbox = new Outbox(1, LongLines.UNBOUNDED);
    outbox.put(LONG);
    var waiting = CompletableFuture.supplyAsync(() -> outbox.put(LINE), Thread::startVirtualThread);
    assertStillWaiting(waiting);

    outbox.close();

    assertThat(waiting).succeedsWithin(LIMIT).isEqualTo(false);
  }

  @Test
  void whoTakesWaitsForALineOrTheEnd() throws Exception {
    var outbox = new Outbox(1_000, LongLines.UNBOUNDED);
    var first = CompletableFuture.supplyAsync(outbox::take, Thread::startVirtualThread);
    assertStillWaiting(first);

    outbox.put(LINE);
    assertThat(first).succeedsWithin(LIMIT).isEqualTo(List.of(LINE));

    var second = CompletableFuture.supplyAsync(outbox::take, Thread::startVirtualThread);
    outbox.close();
    assertThat(second).succeedsWithin(LIMIT).isEqualTo(List.of());
  }

  @Test
  void onceClosedItTakesInNothingButGivesOutWhatItHolds() {
    var outbox = new Outbox(1_000, LongLines.UNBOUNDED);
    outbox.put(LINE);
    assertThat(outbox.isClosed()).isFalse();

    outbox.close();
    outbox.close();

    assertThat(outbox.isClosed()).isTrue();
    assertThat(outbox.offer(LINE)).isFalse();
    assertThat(outbox.put(LINE)).isFalse();
    assertThat(outbox.take()).containsExactly(LINE);
    assertThat(outbox.take()).isEmpty();
  }

  @Test
  void whatTheOutletTakesNoWriterIsWokenFor() {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);
    var outlet = new Narrow(Integer.MAX_VALUE);
    outbox.open(outlet);

    outbox.put(LINE);
    outbox.offer(LINE);

    assertThat(outlet.writes()).containsExactly(text(LINE), text(LINE));
    outbox.close();
    assertThat(outbox.take()).isEmpty();
  }

  @Test
  void whatTheOutletDoesNotTakeIsTheWriters() {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);
    var outlet = new Narrow(text(LINE).length() + 5);
    outbox.open(outlet);

    for (int i = 0; i < 3; i++) outbox.put(LINE);

    assertThat(String.join("", outlet.writes()) + text(outbox.take()))
        .isEqualTo(text(LINE, LINE, LINE));
  }

  @Test
  void nothingOvertakesALineThatIsTooLongForTheOutlet() {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);
    var outlet = new Narrow(Integer.MAX_VALUE);
    outbox.open(outlet);

    outbox.put(LONG);
    outbox.put(LINE);
    assertThat(outbox.take()).containsExactly(LONG, LINE);

    // The writer has not come back, so that these may not be written yet.
    outbox.put(LINE);
    assertThat(outlet.writes()).isEmpty();
    assertThat(outbox.take()).containsExactly(LINE);
  }

  @Test
  void aThreadThatReadsWritesTogetherWhatItSaysInARow() throws Exception {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);
    var outlet = new Narrow(Integer.MAX_VALUE);
    outbox.open(outlet);
    var seen = new ArrayList<Integer>();

    var reading = new Reading("reading", () -> {
      for (int i = 0; i < 3; i++) outbox.put(LINE);
      seen.add(outlet.writes().size());
      Reading.settle();
      Reading.settle();
      seen.add(outlet.writes().size());
      Reading.settleForGood();
      outbox.put(LINE);
    });
    reading.start();
    reading.join(LIMIT);

    assertThat(seen).containsExactly(0, 1);
    assertThat(outlet.writes()).containsExactly(text(LINE, LINE, LINE), text(LINE));
  }

  @Test
  void aThreadThatReadsKeepsLittleBack() throws Exception {
    var outbox = new Outbox(1_000_000, LongLines.UNBOUNDED);
    var outlet = new Narrow(Integer.MAX_VALUE);
    outbox.open(outlet);

    var reading = new Reading("reading", () -> {
      for (int i = 0; i < 1_000; i++) outbox.put(LINE);
    });
    reading.start();
    reading.join(LIMIT);

    assertThat(String.join("", outlet.writes()).length()).isGreaterThan(900 * text(LINE).length());
    assertThat(outlet.writes()).hasSizeLessThan(100).allMatch(it -> it.length() <= Outlet.MOST);
  }

  @Test
  void anOutletIsClosedWithTheQueueOrWhenItComesTooLate() {
    var outbox = new Outbox(1_000, LongLines.UNBOUNDED);
    var first = new Narrow(Integer.MAX_VALUE);
    var late = new Narrow(Integer.MAX_VALUE);
    outbox.open(first);

    outbox.close();
    outbox.open(late);
    outbox.flush();

    assertThat(first.isClosed()).isTrue();
    assertThat(late.isClosed()).isTrue();
  }

  private static String text(Line... lines) {
    return text(List.of(lines));
  }

  private static String text(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.parts().stream())
        .map(Span::toString)
        .collect(Collectors.joining());
  }

  private static void assertStillWaiting(CompletableFuture<?> waiting) throws Exception {
    try {
      waiting.get(20, TimeUnit.MILLISECONDS);
      throw new AssertionError("did not wait");
    } catch (TimeoutException _) {
      // As it should.
    }
  }
}
