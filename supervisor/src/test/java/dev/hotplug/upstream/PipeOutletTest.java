package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Outlet;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Writing into a pipe never waits, and reaches who reads it. */
@EnabledOnOs(OS.LINUX)
@Timeout(20)
class PipeOutletTest {
  private static final byte[] PAGE = "x".repeat(Outlet.MOST).getBytes(StandardCharsets.UTF_8);

  @Test
  void whatItTakesIsReadAndItsEndIsTheEnd() throws Exception {
    var cat = new ProcessBuilder("cat").start();
    var outlet = PipeOutlet.intoStdin(cat.pid());

    assertThat(outlet.write("hello, not this".getBytes(StandardCharsets.UTF_8), 5)).isEqualTo(5);
    cat.getOutputStream().close();
    outlet.close();

    assertThat(cat.getInputStream().readAllBytes()).asString().isEqualTo("hello");
    assertThat(cat.waitFor()).isZero();
  }

  @Test
  void aFullPipeTakesNothingAndNobodyWaits() throws Exception {
    var deaf = new ProcessBuilder("sleep", "100").start();
    try {
      var outlet = PipeOutlet.intoStdin(deaf.pid());

      int taken = 0;
      while (outlet.write(PAGE, PAGE.length) == PAGE.length) taken++;

      assertThat(taken).isPositive();
      assertThat(outlet.write(PAGE, PAGE.length)).isZero();
      outlet.close();
    } finally {
      deaf.destroyForcibly();
      assertThat(deaf.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aPipeThatNobodyReadsAnyMoreTakesNothing() throws Exception {
    var gone = new ProcessBuilder("sleep", "100").start();
    var outlet = PipeOutlet.intoStdin(gone.pid());

    gone.destroyForcibly().waitFor();

    assertThat(outlet.write(PAGE, 1)).isZero();
    outlet.close();
  }

  @Test
  void aChildThatReadsSomethingElseHasNone() throws Exception {
    var other = new ProcessBuilder("sh", "-c", "exec < /dev/null; echo ready; exec sleep 100")
        .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("ready");

      assertThat(PipeOutlet.intoStdin(other.pid())).isSameAs(Outlet.NONE);
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWidenedPipeTakesMoreThanIsRead() throws Exception {
    var wordy = new ProcessBuilder("sh", "-c", "read go; head -c 200000 /dev/zero; echo said >&2")
        .start();

    PipeOutlet.widenStdout(wordy.pid());
    wordy.outputWriter().append("go\n").flush();

    assertThat(wordy.errorReader().readLine()).isEqualTo("said");
    assertThat(wordy.getInputStream().readAllBytes()).hasSize(200_000);
    assertThat(wordy.waitFor()).isZero();
  }

  @Test
  void whatIsNeitherPipeNorSocketHasNone() {
    assertThat(PipeOutlet.of(987_654)).isSameAs(Outlet.NONE);
    assertThat(PipeOutlet.intoStdin(Integer.MAX_VALUE)).isSameAs(Outlet.NONE);
  }
}
