package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each rung is tried for as long as it may take, and the next only then. */
@Timeout(60)
class StopLadderTest {
  private static final Duration EOF = Duration.ofMillis(200);
  private static final Duration TERM = Duration.ofMillis(150);
  private static final Duration LONG = Duration.ofSeconds(15);

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void aPoliteServerEndsWithItsStdin() throws Exception {
    var upstream = nursery.stopping(LONG, LONG).ready();

    check(upstream, Stopped.EndedBy.EOF, Duration.ZERO, LONG);

    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(0));
  }

  @Test
  void oneThatIgnoresTheEndOfItsStdinGetsTerm() throws Exception {
    var upstream = nursery.stopping(EOF, LONG).ready("ignoreEof");

    check(upstream, Stopped.EndedBy.TERM, EOF, LONG);

    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(143));
  }

  @Test
  void oneThatIgnoresTermGetsKill() throws Exception {
    var upstream = nursery.stopping(EOF, TERM).ready("ignoreEof", "ignoreTerm");

    check(upstream, Stopped.EndedBy.KILL, EOF.plus(TERM), LONG);

    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(137));
  }

  @Test
  void theWholeGroupIsSignalled() throws Exception {
    var upstream = nursery.stopping(EOF, LONG).script("""
        trap : TERM
        sh -c 'trap "exit 0" TERM; echo ready >&2; while :; do sleep 0.01; done' &
        wait; wait; exit 5
        """);
    Await.until("it is ready", () -> nursery.log().contains("ready"));

    check(upstream, Stopped.EndedBy.TERM, EOF, LONG);

    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(5));
  }

  @Test
  void oneThatNeverReadsIsStoppedThoughItsStdinCannotBeClosed() throws Exception {
    var upstream = nursery.stopping(EOF, LONG).script("exec sleep 600");
    var call = Calls.of("echo", "{'text':'" + "x".repeat(300_000) + "'}");
    upstream.call(call);
    upstream.call(call);

    check(upstream, Stopped.EndedBy.TERM, EOF, LONG);

    Await.until("its writing thread has ended",
        () -> Thread.getAllStackTraces()
            .keySet()
            .stream()
            .noneMatch(thread -> thread.getName().equals("stdin-" + upstream.pid())));
  }

  @Test
  void oneThatHasEndedIsStoppedAtOnce() throws Exception {
    var upstream = nursery.stopping(LONG, LONG).script("exit 1");
    Await.result(upstream.ended());

    check(upstream, Stopped.EndedBy.ITSELF, Duration.ZERO, LONG);
    check(upstream, Stopped.EndedBy.ITSELF, Duration.ZERO, LONG);
  }

  @Test
  void theLastWordsOnTheWayDownAreHeard() throws Exception {
    var upstream = nursery
        .prepared(nursery.script(Nursery.TINY + "\necho goodbye >&2; echo '{}'; exit 0"));

    check(upstream, Stopped.EndedBy.EOF, Duration.ZERO, LONG);

    assertThat(Await.result(upstream.ended()).stderrTail()).contains("goodbye");
  }

  /** The wrapper that makes a group of it may not have come to that. */
  @Test
  void aSignalRightAfterTheStartIsNotLost() {
    for (int i = 0; i < 20; i++) {
      var upstream = nursery.script("exec sleep 600");

      upstream.kill();

      assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(137));
    }
  }

  @Test
  void whoWaitsOnOneRungGoesOnWhenTheGroupIsSignalledFromOutside() throws Exception {
    var mild = nursery.stopping(LONG, LONG).ready("ignoreEof");
    var stubborn = nursery.ready("ignoreEof", "ignoreTerm");
    var closing = List.of(closing(mild), closing(stubborn));

    mild.terminate();
    stubborn.kill();

    assertThat(Await.result(closing.get(0)).endedBy()).isEqualTo(Stopped.EndedBy.TERM);
    assertThat(Await.result(closing.get(1)).endedBy()).isEqualTo(Stopped.EndedBy.KILL);
    assertThat(Await.result(mild.ended()).exit()).isEqualTo(new Exit(143));
    assertThat(Await.result(stubborn.ended()).exit()).isEqualTo(new Exit(137));
  }

  private static CompletableFuture<Stopped> closing(Upstream upstream) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return upstream.close();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }, Thread::startVirtualThread);
  }

  private static void check(Upstream upstream, Stopped.EndedBy by, Duration least, Duration most)
      throws InterruptedException {
    long before = System.nanoTime();
    var stopped = upstream.close();
    var taken = Duration.ofNanos(System.nanoTime() - before);

    assertThat(stopped.endedBy()).isEqualTo(by);
    assertThat(stopped.swept()).isEmpty();
    assertThat(stopped.exit()).isNotNull();
    assertThat(taken).isBetween(least, most);
  }
}
