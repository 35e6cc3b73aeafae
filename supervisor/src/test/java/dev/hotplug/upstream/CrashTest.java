package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a server is noticed whatever it looks like, and whoever waits for it is told. */
@Timeout(60)
class CrashTest {
  /** Far less than the minute a caller might wait, far more than a busy machine needs. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void eightCallsInFlightAreToldAtOnce() throws Exception {
    var upstream = nursery.ready();
    var inFlight = hanging(upstream);

    upstream.call(Calls.of("exit", "{'code':3}"));

    assertThat(inFlight).allSatisfy(
        reply -> assertThat(reply).succeedsWithin(AT_ONCE).isEqualTo(new Reply.Closed(true)));
    assertThat(Await.result(upstream.ended()))
        .isEqualTo(new Cause("ended: exit code 3", new Exit(3), List.of(), null));
    assertThat(Await.result(upstream.call(Calls.of("echo", "{'text':'x'}")).reply()))
        .isEqualTo(new Reply.Closed(false));
    assertThat(upstream.close()).extracting(Stopped::endedBy).isEqualTo(Stopped.EndedBy.ITSELF);
  }

  @ParameterizedTest
  @CsvSource({"KILL, killed by SIGKILL (exit code 137)", "TERM, killed by SIGTERM (exit code 143)",
      "HUP, killed by SIGHUP (exit code 129)", "ABRT, killed by SIGABRT (exit code 134)",
      "SEGV, killed by SIGSEGV (exit code 139)"})
  void aSignalIsTold(String signal, String words) {
    var upstream = nursery
        .prepared(nursery.script("ulimit -c 0; echo last words >&2\n" + Nursery.TINY));
    var inFlight = upstream.ended();

    assertThat(signal(upstream.pid(), signal)).isZero();

    assertThat(inFlight).succeedsWithin(AT_ONCE).satisfies(cause -> {
      assertThat(cause.what()).isEqualTo("ended: " + words);
      assertThat(cause.stderrTail()).containsExactly("last words");
    });
  }

  private static int signal(long pid, String signal) {
    try {
      return new ProcessBuilder("kill", "-s", signal, Long.toString(pid)).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aServerThatKillsItselfUnderACallIsTold() throws Exception {
    var upstream = nursery.ready();

    var reply = upstream.call(Calls.of("kill_self", "{'signal':'KILL'}")).reply();

    assertThat(Await.result(reply)).isEqualTo(new Reply.Closed(true));
    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(137));
  }

  @Test
  void aServerThatClosesItsStdoutCountsAsEnded() throws Exception {
    var upstream = nursery.ready("ignoreEof");
    var inFlight = hanging(upstream);

    upstream.call(Calls.of("close_stdout", "{}"));

    assertThat(inFlight).allSatisfy(
        reply -> assertThat(reply).succeedsWithin(AT_ONCE).isEqualTo(new Reply.Closed(true)));
    assertThat(Await.result(upstream.ended()).what())
        .isEqualTo("closed its stdout, though its process still runs");
    upstream.kill();
  }

  /** Calls that wait, and those to come, would never be answered. */
  @Test
  void aServerThatClosesItsStdinCountsAsEnded() {
    var upstream = nursery.prepared(nursery.script("""
        read -r line
        echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}'
        read -r line
        read -r line
        exec 0<&-
        echo '{"jsonrpc":"2.0","id":2,"result":{"tools":[]}}'
        exec sleep 600
        """));

    var lost = upstream.call(Calls.of("echo", "{}")).reply();

    assertThat(lost).succeedsWithin(AT_ONCE).isEqualTo(new Reply.Closed(true));
    assertThat(Await.result(upstream.ended()).what())
        .isEqualTo("closed its stdin, though its process still runs");
    assertThat(Await.result(upstream.call(Calls.of("echo", "{}")).reply()))
        .isEqualTo(new Reply.Closed(false));
    upstream.kill();
  }

  @Test
  void aHelperThatHoldsThePipesOpenHidesNothing() throws Exception {
    var upstream = nursery.ready("spawnChild=holdPipes");
    var inFlight = hanging(upstream);

    upstream.call(Calls.of("exit", "{'code':4}"));

    assertThat(inFlight).allSatisfy(
        reply -> assertThat(reply).succeedsWithin(AT_ONCE).isEqualTo(new Reply.Closed(true)));
    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(4));
    assertThat(upstream.close().swept()).extracting(Swept::command).containsExactly("sleep 600");
  }

  /** What hangs on the end may wait for a slow client; the timer and the JDK's threads must not. */
  @Test
  void theEndIsToldOnAThreadOfItsOwn() throws Exception {
    for (var end : List.of("exit 1", "exec 1>&-; exec sleep 600")) {
      var upstream = nursery.script("read -r line; " + end);
      var teller = upstream.ended().thenApply(_ -> Thread.currentThread());

      upstream.call(Calls.of("echo", "{}"));

      assertThat(Await.result(teller).getName()).isEqualTo("ended-" + upstream.pid());
      assertThat(Await.result(teller).isVirtual()).isTrue();
      upstream.kill();
    }
  }

  private static List<CompletableFuture<Reply>> hanging(Upstream upstream) throws Exception {
    var calls = Stream.generate(() -> upstream.call(Calls.of("hang", "{}")).reply())
        .limit(8)
        .toList();
    assertThat(Calls.text(upstream, "echo", "{'text':'all are there'}")).isNotEmpty();
    assertThat(calls).noneMatch(CompletableFuture::isDone);
    return calls;
  }
}
