package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise P13: a server that floods us, or does not read, is nobody's trouble but its callers'. */
class NoisyNeighbourIT {
  private static final int CALLERS = 4;
  private static final int CALLS = Soak.rounds(250, 5_000);
  private static final int MEGABYTE = 1_000_000;
  private static final long HEAP = 8 << 20;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      stderr        | while echo a line of noise that nobody will ever want to read >&2; do :; done
      notifications | while echo '{"jsonrpc":"2.0","method":"notifications/x"}'; do :; done
      """)
  void aFloodSlowsNobodyElseDownAndIsNotKept(String what, String flood) throws Exception {
    SHARED.server("quiet", Entry.quick());
    SHARED.server(what, Entry.quickBeside(flood));
    var hotplug = SHARED.hotplug();
    hotplug.load("quiet").assertSuccess();
    var vitals = Vitals.of(hotplug.pid());
    long heap = vitals.liveHeap();
    var before = callQuiet();
    hotplug.load(what).assertSuccess();

    var during = callQuiet();

    tell("a flood of " + what, before, during);
    assertThat(vitals.liveHeap() - heap).as("what is kept of it").isLessThan(HEAP);
    assertThat(hotplug.text(what, "pid", "{}")).matches("\\d+");
  }

  @Test
  void aServerThatDoesNotReadSlowsNobodyElseDownAndItsCallersAreToldInTime() throws Exception {
    SHARED.server("quiet", Entry.quick());
    SHARED.server("deaf", Entry.deaf().withTimeouts("\"call_ms\": 1000, \"eof_ms\": 100"));
    var hotplug = SHARED.hotplug();
    hotplug.load("quiet").assertSuccess();
    hotplug.load("deaf").assertSuccess();
    var before = callQuiet();
    var unread = new ArrayList<Asked>();
    var told = new ArrayList<CompletableFuture<Duration>>();
    long begun = System.nanoTime();
    for (int i = 0; i < CALLERS; i++) {
      var call = hotplug.askCall("deaf", "pid", "{\"x\": \"" + "x".repeat(MEGABYTE) + "\"}");
      unread.add(call);
      told.add(call.answer().thenApply(_ -> Figures.since(begun)));
    }

    var during = callQuiet();

    for (var call : unread) call.result().assertFailure("was not answered within 1000 ms");
    for (var moment : told) {
      assertThat(moment.join()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      Figures.atMost(Duration.ofMillis(1_200), "P13", "a caller of a deaf server was told",
          moment.join());
    }
    tell("a deaf server", before, during);
  }

  private static void tell(String beside, Duration before, Duration during) {
    Figures.atMost(before.plus(Duration.ofMillis(100)), "P13",
        "99 of 100 calls beside " + beside + " were answered", during);
  }

  /** Calls the quiet one from all callers; 99 of 100 calls take no longer than what it returns. */
  private static Duration callQuiet() throws InterruptedException {
    var took = new ConcurrentLinkedQueue<Duration>();
    Callers.once(CALLERS, LIMIT, _ -> {
      for (int i = 0; i < CALLS; i++) {
        long begun = System.nanoTime();
        assertThat(SHARED.hotplug().text("quiet", "pid", "{}")).matches("\\d+");
        took.add(Figures.since(begun));
      }
    });
    List<Duration> sorted = took.stream().sorted().toList();
    return sorted.get(sorted.size() * 99 / 100);
  }
}
