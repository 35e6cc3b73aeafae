package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Promise P15: whenever a client takes a call back, the server hears of that very call, and the
 * client hears no more of it.
 */
class CancelIT {
  private static final int CALLERS = 4;
  private static final int CALLS = Soak.rounds(250, 5_000);
  private static final long SEED = Long.getLong("hotplug.seed", System.nanoTime());
  private static final int MOST_MICROSECONDS = 4_000;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  /** The calls that were not answered before all that was said until then was. */
  private final Set<Taken> taken = ConcurrentHashMap.newKeySet();

  private record Taken(String name, Asked call) {}

  /** Some servers answer what is cancelled, too. */
  @Test
  void aCallThatIsTakenBackAtAnyMomentIsNotAnsweredAfterThat() throws Exception {
    SHARED.load("t");
    System.out.println("P15: hotplug.seed=" + SEED);

    Callers.once(CALLERS, LIMIT, caller -> {
      var random = new Random(SEED + caller);
      for (int i = 0; i < CALLS; i++) takeBack(caller + "-" + i, random);
    });

    assertThat(SHARED.hotplug().text("t", "sleep", "{\"ms\": 50}")).isEqualTo("slept 50 ms");
    var heard = heard();
    System.out.printf("P15: of %d calls %d were taken back in time, and the server heard of %d%n",
        CALLERS * CALLS, taken.size(), heard.size());
    assertThat(heard).isNotEmpty().doesNotHaveDuplicates();
    assertThat(taken).filteredOn(each -> heard.contains(each.name()))
        .hasSameSizeAs(heard)
        .noneMatch(each -> each.call().isAnswered());
  }

  private void takeBack(String name, Random random) throws InterruptedException {
    var tool = random.nextBoolean() ? "sleep" : "late";
    var call = SHARED.hotplug()
        .askCall("t", tool, "{\"ms\": " + random.nextInt(4) + ", \"text\": \"" + name + "\"}");
    LockSupport.parkNanos(random.nextInt(MOST_MICROSECONDS) * 1_000L);
    call.cancel(name);
    SHARED.hotplug().request("ping", "{}").result();
    if (!call.isAnswered()) taken.add(new Taken(name, call));
  }

  /**
   * The calls of which the server was told that they are taken back, each under its own id. Of
   * those alone we know that they were taken back before they were answered: an answer that was on
   * its way to the client, beside that to the ping, comes.
   */
  private static List<String> heard() throws InterruptedException {
    var heard = Bytes.tree(SHARED.hotplug().text("t", "cancelled", "{}"));
    assertThat(heard)
        .allSatisfy(each -> assertThat(each.path("reason")).isEqualTo(each.path("text")));
    return heard.findValuesAsText("text");
  }
}
