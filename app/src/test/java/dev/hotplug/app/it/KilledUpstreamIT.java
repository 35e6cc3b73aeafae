package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promise P9: the death of a server in the middle of calls is told at once. */
class KilledUpstreamIT {
  private static final int ROUNDS = Soak.rounds(20, 200);
  private static final int CALLS = 8;
  private static final Duration TOLD = Duration.ofMillis(250);

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void everyCallInFlightIsToldTheSignalAndNoneIsSentAgain() throws Exception {
    var effects = Files.createFile(SHARED.folder().resolve("effects"));
    SHARED.load("victim", "counter=" + effects);
    var slowest = Duration.ZERO;

    for (int round = 1; round <= ROUNDS; round++) {
      var took = killInTheMiddle(round, effects);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      nextCallWorks(round);
    }

    Figures.atMost(TOLD, "P9", "the slowest of " + ROUNDS * CALLS + " lost calls was told",
        slowest);
    assertThat(Files.readAllLines(effects)).doesNotHaveDuplicates();
  }

  /** Half of the calls are certain to have arrived; the others race with the signal. */
  private static Duration killInTheMiddle(int round, Path effects) throws Exception {
    var hotplug = SHARED.hotplug();
    long pid = Long.parseLong(hotplug.text("victim", "pid", "{}"));
    var hanging = ask(CALLS / 2, _ -> hotplug.askCall("victim", "hang", "{}"));
    hotplug.call("victim", "echo", "{\"text\": \"it has them all\"}");

    var effective = ask(CALLS / 2,
        i -> hotplug.askCall("victim", "side_effect", "{\"text\": \"" + round + "-" + i + "\"}"));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    long killed = System.nanoTime();

    for (var call : hanging) assertLost(call.result());
    var took = Figures.since(killed);
    for (var call : effective) assertLostOrEffective(call.result(), effects);
    return took;
  }

  private static List<Asked> ask(int count, java.util.function.IntFunction<Asked> call) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(call).toList());
  }

  private static void assertLost(ToolResult result) {
    result.assertFailure("killed by SIGKILL", "was not sent again");
    assertThat(result.word("status")).isEqualTo("lost");
    assertThat(result.field("exit").path("signal").asText()).isEqualTo("SIGKILL");
  }

  private static void assertLostOrEffective(ToolResult result, Path effects) throws IOException {
    if (result.isError()) assertLost(result);
    else assertThat(Files.readAllLines(effects)).containsOnlyOnce(result.text());
  }

  /** Every other time it is started again by a reload, which forgets the crashes. */
  private static void nextCallWorks(int round) throws InterruptedException {
    var next = SHARED.hotplug().askCall("victim", "echo", "{\"text\": \"" + round + "\"}");
    if (round % 2 == 0) SHARED.hotplug().reload("victim").assertSuccess();
    assertThat(next.result().text()).isEqualTo(Integer.toString(round));
  }
}
