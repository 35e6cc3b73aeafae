package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All processes of a server are counted, and those of no other. */
@Timeout(60)
class FootprintTest {
  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void helpersAreCountedWhereverTheyWent() {
    var upstream = nursery.ready("spawnChild", "spawnDetached");

    Await.until("both helpers are there", () -> footprint(upstream).pids().size() == 3);

    assertThat(footprint(upstream).pids()).contains(upstream.pid()).isSorted();
    assertThat(footprint(upstream).residentBytes()).isPresent();
    assertThat(footprint(upstream).residentBytes().orElseThrow()).isGreaterThan(10_000_000);
  }

  @Test
  void aHelperWithoutAMarkerIsKnownByItsDescent() {
    var upstream = nursery.prepared(nursery.script("env -i sleep 600 & " + Nursery.TINY));

    Await.until("the helper is there", () -> footprint(upstream).pids().size() == 2);
  }

  @Test
  void anotherServerIsNotCounted() {
    var one = nursery.prepared(nursery.script(Nursery.TINY));
    var other = nursery.prepared(nursery.script(Nursery.TINY));

    var census = Census.take();

    assertThat(one.footprint(census).pids()).containsExactly(one.pid());
    assertThat(other.footprint(census).pids()).containsExactly(other.pid());
  }

  @Test
  void aServerThatIsGoneHasNone() throws Exception {
    var upstream = nursery.prepared(nursery.script(Nursery.TINY));
    upstream.close();

    assertThat(footprint(upstream)).isEqualTo(Footprint.NONE);
  }

  @Test
  void thePortsOfAllItsProcessesAreSeen() {
    var upstream = nursery.prepared(nursery.script("""
        python3 -c 'import socket, time
        one, other = socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.1", 0))
        print(one.getsockname()[1], other.getsockname()[1], file=open("/dev/stderr", "w"))
        time.sleep(600)' &
        """ + Nursery.TINY));
    Await.until("it listens", () -> !nursery.log().isEmpty());

    var ports = Stream.of(nursery.log().getFirst().split(" ")).map(Integer::valueOf).sorted();

    assertThat(footprint(upstream).ports()).containsExactlyElementsOf(ports.toList());
    assertThat(Footprint.NONE.ports()).isEmpty();
  }

  private static Footprint footprint(Upstream upstream) {
    return upstream.footprint(Census.take());
  }
}
