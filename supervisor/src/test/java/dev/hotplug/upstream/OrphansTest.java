package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes whose parents ended come to us, and tell by nothing whose they are. */
@Timeout(60)
class OrphansTest {
  /** A daemon as books describe it, which overwrites its environment as setproctitle does. */
  private static final String DAEMON = """
      perl -e 'use POSIX; if (fork == 0) { POSIX::setsid; if (fork == 0) { $0 = "w" x 9000;
        print STDERR "$$\\n"; close STDIN; close STDOUT; close STDERR; sleep 600 } exit } wait'
      """;

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @RegisterExtension
  final Decoys decoys = new Decoys();

  @Test
  void aDaemonThatWipedItsEnvironmentGoesWithItsServer() throws Exception {
    var upstream = nursery.script(DAEMON + "read -r line");
    long daemon = daemon();

    var swept = upstream.close().swept();

    assertThat(swept).extracting(Swept::pid).containsExactly(daemon);
    assertThat(Decoys.isAlive(daemon)).isFalse();
  }

  @Test
  void oneThatMayBeAnothersGoesWithTheLastThatItMayBeOf() throws Exception {
    var older = nursery.script("read -r line");
    var upstream = nursery.script(DAEMON + "read -r line");
    long daemon = daemon();

    assertThat(upstream.close().swept()).isEmpty();
    assertThat(Decoys.isAlive(daemon)).isTrue();

    assertThat(older.close().swept()).extracting(Swept::pid).containsExactly(daemon);
    assertThat(Decoys.isAlive(daemon)).isFalse();
  }

  @Test
  void whatThisJvmStartsElsewhereIsNoOrphan() throws Exception {
    var decoy = decoys.start("sleep", "600");
    var upstream = nursery.script("read -r line");

    assertThat(upstream.close().swept()).isEmpty();
    assertThat(decoy.isAlive()).isTrue();
  }

  @Test
  void deadOrphansAreBuried() throws Exception {
    var upstream = nursery.script("""
        (setsid sh -c 'echo $$ >&2' &)
        read -r line
        """);
    long orphan = said();

    Await.until("it is buried", () -> ProcessTable.row(orphan).isEmpty());
    upstream.close();
  }

  /** The one that says its pid, once it is ours. */
  private long daemon() {
    long pid = said();
    Await.until("its parents have ended",
        () -> ProcessTable.row(pid).orElseThrow().parent() == Identity.ours().pid());
    return pid;
  }

  private long said() {
    Await.until("it has said its pid", () -> !nursery.log().isEmpty());
    return Long.parseLong(nursery.log().getFirst());
  }
}
