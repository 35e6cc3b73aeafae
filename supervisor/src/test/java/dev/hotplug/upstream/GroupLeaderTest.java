package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A child leads a group of its own by whatever means the machine has. */
@Timeout(60)
class GroupLeaderTest {
  /** Leaves a child in its group, and ignores the end of its stdin. */
  private static final String FAMILY = "sleep 601 & echo ready >&2; exec sleep 600";

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @TempDir
  Path bin;

  @Test
  void setsidComesFirst() throws Exception {
    provide("setsid", "perl");

    var wrapped = GroupLeader.lead(List.of("/bin/server", "-x"), bin.toString());

    assertThat(wrapped.leads()).isTrue();
    assertThat(wrapped.command()).containsExactly(bin + "/setsid", "/bin/server", "-x");
  }

  @Test
  void withSetsidAChildLeadsASession() throws Exception {
    provide("setsid");

    var row = row(family());

    assertThat(row.group()).isEqualTo(row.pid());
    assertThat(row.session()).isEqualTo(row.pid());
  }

  @Test
  void withPerlAloneAChildLeadsAGroup() throws Exception {
    provide("perl");
    var upstream = family();
    var row = row(upstream);

    assertThat(row.group()).isEqualTo(row.pid());
    assertThat(row.session()).isEqualTo(ours().session());

    upstream.kill();
    Await.until("the whole group is gone", () -> nursery.alive().isEmpty());
  }

  @Test
  void perlPassesArgumentsOnAsTheyAre() throws Exception {
    provide("perl");
    var args = List.of("sh", "-c", "printf '<%s>\\n' \"$@\" >&2", "-e", "-x", "a b", "", "$0", "é");

    Await.result(nursery.open(args).ended());

    assertThat(nursery.log()).containsExactly("<-x>", "<a b>", "<>", "<$0>", "<é>");
  }

  @Test
  void perlSaysWhatItCannotRun() throws Exception {
    provide("perl");
    var script = Files.writeString(bin.resolve("server"), "#!/no/such/interpreter\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    var cause = nursery.failing(nursery.open(List.of(script.toString())));

    assertThat(cause.what()).endsWith("exit code 127");
    assertThat(cause.stderrTail())
        .containsExactly("cannot run " + script + ": No such file or directory");
  }

  @Test
  void withoutEitherAChildIsSignalledAloneAndTheRestIsSwept() throws Exception {
    provide();
    var upstream = family();
    assertThat(row(upstream).group()).isEqualTo(ours().group());

    upstream.terminate();
    Await.result(upstream.ended());
    assertThat(nursery.alive()).containsExactly("sleep 601");

    assertThat(upstream.close().swept()).extracting(Swept::command).containsExactly("sleep 601");
  }

  private Upstream family() {
    var upstream = nursery.script(FAMILY);
    Await.until("it is ready",
        () -> nursery.log().contains("ready") && row(upstream).command().equals("sleep 600"));
    return upstream;
  }

  private static ProcessTable.Row row(Upstream upstream) {
    return ProcessTable.row(upstream.pid()).orElseThrow();
  }

  private static ProcessTable.Row ours() {
    return ProcessTable.row(ProcessHandle.current().pid()).orElseThrow();
  }

  /** Only these are on the path on which a wrapper is looked for; servers have all. */
  private void provide(String... programs) throws Exception {
    for (var program : programs) {
      var found = (CommandPath.Found.At) CommandPath.find(program, bin,
          String.valueOf(System.getenv("PATH")));
      Files.createSymbolicLink(bin.resolve(program), found.file());
    }
    nursery.stopping(Duration.ofMillis(50), Duration.ofSeconds(5))
        .having("PATH", bin.toString())
        .declaring(Map.of("PATH", String.valueOf(System.getenv("PATH"))));
  }
}
