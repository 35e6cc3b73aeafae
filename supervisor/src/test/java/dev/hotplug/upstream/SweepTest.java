package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import dev.hotplug.wire.SystemTimer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that a server leaves behind is found, and nothing else. */
@Timeout(60)
class SweepTest {
  @RegisterExtension
  final Nursery nursery = new Nursery();

  @RegisterExtension
  final Decoys decoys = new Decoys();

  @ParameterizedTest
  @ValueSource(strings = {"spawnChild", "spawnDetached", "spawnChild=holdPipes",
      "spawnDetached=holdPipes"})
  void helpersAreEndedAndNamed(String mode) throws Exception {
    var upstream = nursery.ready(mode);
    awaitAlive("sleep 600");

    var stopped = upstream.close();

    assertThat(stopped.endedBy()).isEqualTo(Stopped.EndedBy.EOF);
    assertThat(stopped.swept()).extracting(Swept::command).containsExactly("sleep 600");
    assertThat(nursery.alive()).isEmpty();
  }

  @Test
  void helpersOfAServerThatCrashedAreEndedToo() throws Exception {
    var upstream = nursery.ready("spawnChild", "spawnDetached");
    Await.until("both helpers run", () -> helpers() == 2);
    upstream.kill();
    Await.result(upstream.ended());

    var swept = upstream.close().swept();

    assertThat(swept).extracting(Swept::command).containsOnly("sleep 600");
    assertThat(nursery.alive()).isEmpty();
  }

  @Test
  void whatLeftTheSessionIsSparedByWish() throws Exception {
    var upstream = nursery.keepingDetached().ready("spawnChild", "spawnDetached");
    Await.until("both helpers run", () -> helpers() == 2);

    var swept = upstream.close().swept();

    assertThat(swept).hasSize(1);
    assertThat(nursery.alive()).containsExactly("sleep 600");
    Alive.kill(nursery.instance());
  }

  private long helpers() {
    return nursery.alive().stream().filter("sleep 600"::equals).count();
  }

  @Test
  void oneThatIgnoresTermIsKilled() throws Exception {
    var upstream = nursery.script("""
        sh -c 'trap "" TERM; echo ready >&2; while :; do sleep 0.05; done' &
        read -r line
        """);
    Await.until("it is ready", () -> nursery.log().contains("ready"));

    assertThat(upstream.close().swept()).isNotEmpty();
    assertThat(nursery.alive()).isEmpty();
  }

  /** perl's {@code $0=} does that, as does Python's setproctitle. */
  @Test
  void oneThatWipedItsEnvironmentAndLeftTheSessionIsFoundByItsDescent() throws Exception {
    var upstream = nursery.script("""
        setsid perl -e '$0 = "w" x 5000; print STDERR "$$\\n"; sleep 600' &
        read -r line
        """);
    Await.until("it is ready", () -> !nursery.log().isEmpty());
    long pid = Long.parseLong(nursery.log().getFirst());
    assertThat(ProcessTable.row(pid).orElseThrow().variable(Marker.VARIABLE)).isEmpty();

    var swept = upstream.close().swept();

    assertThat(swept).extracting(Swept::pid).contains(pid);
    assertThat(Decoys.isAlive(pid)).isFalse();
  }

  @Test
  void foreignProcessesSurvive() throws Exception {
    var plain = decoys.start("sleep", "600");
    var session = decoys.start("setsid", "sleep", "600");
    var ofAnotherGeneration = decoys.start(
        Map.of(Marker.VARIABLE, new Marker(nursery.instance(), "server", 11).appendedTo(null)),
        "sleep", "601");
    var ofAnotherServer = decoys.start(
        Map.of(Marker.VARIABLE, new Marker(nursery.instance(), "server2", 1).appendedTo(null)),
        "sleep", "601");
    var upstream = nursery.ready("spawnDetached");
    awaitAlive("sleep 600");

    var swept = upstream.close().swept();

    assertThat(swept).hasSize(1);
    for (var decoy : List.of(plain, session, ofAnotherGeneration, ofAnotherServer))
      assertThat(decoy.isAlive()).isTrue();
    ofAnotherGeneration.destroyForcibly();
    ofAnotherServer.destroyForcibly();
  }

  @Test
  void whoHasTakenOverThePidOfAnEndedServerSurvives() throws Exception {
    var successor = decoys.session();
    long start = ProcessTable.row(successor.pid()).orElseThrow().start();
    var predecessor = new InstanceFile.Child(new Identity(successor.pid(), start - 1), false, "");
    var offspring = new Offspring(Instance.unrecorded(Path.of("/"), Instance.Guard.NOBODY),
        Map.of(), new SystemTimer(), _ -> {});
    var sweep = new Sweep(new Marker("nobody", "server", 1), predecessor, Optional.empty(),
        offspring);

    sweep.rememberDescendants();

    assertThat(sweep.sweep()).isEmpty();
    assertThat(successor.isAlive()).isTrue();
  }

  @Test
  void zombiesThatNobodyReapsDoNotCount() throws Exception {
    var upstream = nursery.script("sleep 0 & exec sleep 600");
    Await.until("there is a zombie",
        () -> ProcessTable.read()
            .stream()
            .anyMatch(row -> row.session() == upstream.pid() && row.isDead()));
    upstream.terminate();
    Await.result(upstream.ended());

    long before = System.nanoTime();
    var stopped = upstream.close();

    assertThat(stopped.swept()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aProcessIsReadWhateverItsName(@TempDir Path folder) throws Exception {
    var program = Files.copy(Path.of("/bin/sleep"), folder.resolve("a) S 1 (b"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var odd = decoys.start(Map.of("ODD", "yes=1"), program.toString(), "600");
    Await.until("it runs", () -> row(odd).command().endsWith(" 600"));

    var row = row(odd);

    assertThat(row.parent()).isEqualTo(ProcessHandle.current().pid());
    assertThat(row.session()).isEqualTo(row(ProcessHandle.current().pid()).session());
    assertThat(row.isDead()).isFalse();
    assertThat(row.variable("ODD")).isEqualTo("yes=1");
    assertThat(row.variable("OD")).isEmpty();
    assertThat(ProcessTable.read()).extracting(ProcessTable.Row::pid).contains(odd.pid());
  }

  private static ProcessTable.Row row(Process process) {
    return row(process.pid());
  }

  private static ProcessTable.Row row(long pid) {
    return ProcessTable.row(pid).orElseThrow();
  }

  private void awaitAlive(String command) {
    Await.until(command + " runs", () -> nursery.alive().contains(command));
  }
}
