package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.TortureServer;
import dev.hotplug.upstream.Hindrance.Elder;
import dev.hotplug.upstream.Hindrance.Stranger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who has what a server needs is seen on real processes, and told apart. */
@Timeout(60)
class HindrancesTest {
  @RegisterExtension
  final Nursery nursery = new Nursery();

  @RegisterExtension
  final Nursery others = new Nursery();

  @Test
  void aPortMayBeThatOfAnOlderGeneration() throws Exception {
    int port = freePort();
    var elder = nursery.ready("port=" + port);
    nursery.prepared(nursery.script(Nursery.TINY));

    assertThat(hindrance(nursery.torture("port=" + port), Map.of(1L, elder)))
        .isEqualTo(new Elder("port " + port, 1));
  }

  @Test
  void aHelperMayHaveThePort() throws Exception {
    int port = freePort();
    var elder = nursery.prepared(nursery.script(listener(port) + " & " + Nursery.TINY));
    Await.until("it listens", () -> Holdings.ports().containsValue(port));

    assertThat(hindrance(nursery.torture("port=" + port), Map.of(1L, elder)))
        .isEqualTo(new Elder("port " + port, 1));
  }

  @Test
  void aServerThatDoesNotNameItsAddressWantsThatOfItsElder() throws Exception {
    int port = freePort();
    var elder = nursery.ready("port=" + port);
    var candidate = nursery.script("echo 'OSError: [Errno 98] Address already in use' >&2; exit 1");

    assertThat(hindrance(candidate, Map.of(1L, elder))).isEqualTo(new Elder("port " + port, 1));
  }

  @Test
  void aPortMayBeThatOfAnotherHotplug() throws Exception {
    int port = freePort();
    var other = others.ready("port=" + port);
    var elder = nursery.prepared(nursery.script(Nursery.TINY));

    assertThat(hindrance(nursery.torture("port=" + port), Map.of(1L, elder)))
        .isEqualTo(new Stranger("Port " + port + " is held by server \"server\" of another Hotplug "
            + "(pid " + other.pid() + "). Unload it there, or give this one another place."));
  }

  @Test
  void theProjectOfAnotherHotplugIsNamedWhereItIsKnown() throws Exception {
    int port = freePort();
    var other = others.ready("port=" + port);
    var hindrances = new Hindrances(new Marker("ours", "server", 2),
        instance -> Optional.of("/work of " + instance));

    assertThat(hindrances.behind(List.of("EADDRINUSE :::" + port), new TreeMap<>(), Census.take()))
        .isEqualTo(new Stranger("Port " + port + " is held by server \"server\" of another Hotplug "
            + "(pid " + other.pid() + ", project /work of " + others.instance()
            + "). Unload it there, or give this one another place."));
  }

  @Test
  void aPortMayBeThatOfAnotherServerOfOurs() throws Exception {
    int port = freePort();
    var other = nursery.ready("port=" + port);
    var hindrances = new Hindrances(new Marker(nursery.instance(), "web", 1),
        _ -> Optional.empty());

    assertThat(hindrances.behind(List.of("EADDRINUSE :::" + port), new TreeMap<>(), Census.take()))
        .isEqualTo(new Stranger("Port " + port + " is held by server \"server\" of this Hotplug "
            + "(pid " + other.pid() + "). Unload that one, or give one of them another place."));
  }

  @Test
  void aPortMayBeThatOfAProcessNobodyOfUsStarted() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var hindrance = hindrance(nursery.torture("port=" + socket.getLocalPort()), Map.of());

      assertThat(hindrance).isInstanceOfSatisfying(Stranger.class,
          it -> assertThat(it.hint())
              .startsWith("Port " + socket.getLocalPort() + " is held by pid "
                  + ProcessHandle.current().pid() + " (")
              .endsWith("), which Hotplug did not start. Stop that one, or give this server "
                  + "another place.")
              .hasSizeLessThan(500));
    }
  }

  @Test
  void aPortThatNobodyHasHindersNobody() throws Exception {
    int port = freePort();
    var elder = nursery.prepared(nursery.script(Nursery.TINY));
    var candidate = nursery.script(
        "echo 'Error: listen EADDRINUSE: address already in use :::" + port + "' >&2; exit 1");

    assertThat(hindrance(candidate, Map.of(1L, elder))).isEqualTo(new Hindrance.Unknown());
  }

  @Test
  void aLockMayBeThatOfAnOlderGeneration(@TempDir Path folder) throws Exception {
    var file = folder.toRealPath().resolve("lock");
    var lock = "exec 9>" + file + "; flock -n 9 || { echo already running >&2; exit 1; }; ";
    var elder = nursery.prepared(nursery.script(lock + Nursery.TINY));

    assertThat(hindrance(nursery.script(lock + Nursery.TINY), Map.of(1L, elder)))
        .isEqualTo(new Elder("a lock on " + file, 1));
  }

  @Test
  void aLockOfSomebodyElseHindersNobodyWhoCanBeNamed(@TempDir Path folder) throws Exception {
    var lock = "exec 9>" + folder.resolve("lock")
        + "; flock -n 9 || { echo already running >&2; exit 1; }; ";
    others.prepared(others.script(lock + Nursery.TINY));
    var elder = nursery.ready();

    assertThat(hindrance(nursery.script(lock + Nursery.TINY), Map.of(1L, elder)))
        .isEqualTo(new Hindrance.Unknown());
  }

  @Test
  void theNameOfAContainerMayBeThatOfAnOlderGeneration() throws Exception {
    var elder = nursery
        .prepared(nursery.open(List.of("sh", "-c", Nursery.TINY, "docker", "--name", "notes-db")));
    var candidate = nursery.script(
        "echo 'The container name \"/notes-db\" is already in use by container \"4f\"' >&2; exit 1");

    assertThat(hindrance(candidate, Map.of(1L, elder)))
        .isEqualTo(new Elder("the container name \"notes-db\"", 1));
  }

  @Test
  void aStartThatFailsOtherwiseWasNotHindered() throws Exception {
    var elder = nursery.ready();

    assertThat(hindrance(nursery.torture("exitOnStart=3"), Map.of(1L, elder)))
        .isEqualTo(new Hindrance.Unknown());
  }

  private Hindrance hindrance(Upstream candidate, Map<Long, Upstream> elders) {
    var cause = nursery.failing(candidate);
    var census = Census.take();
    SortedMap<Long, Footprint> footprints = new TreeMap<>();
    elders.forEach((number, elder) -> footprints.put(number, elder.footprint(census)));
    return candidate.hindrance(cause, footprints, census);
  }

  private static String listener(int port) {
    return String.join(" ", TortureServer.command("port=" + port, "ignoreEof"))
        + " </dev/null >/dev/null 2>&1";
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
