package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Commands;
import dev.hotplug.installer.Commands.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands of an installation see what they are given, and leave nothing alive. */
@Timeout(60)
class BuildCommandsTest {
  private static final Commands.Limits AMPLE = new Commands.Limits(Duration.ofSeconds(30),
      1024 * 1024);

  private static final String PATH = Objects.requireNonNull(System.getenv("PATH"));

  @RegisterExtension
  final Ground ground = new Ground();

  @TempDir
  private Path folder;

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Test
  void itSeesWhatItIsGivenAndNothingOfOurs() throws Exception {
    ground.having("OURS_ALONE", "x").having("LANG", "C");

    var ending = run("env | sort", AMPLE);

    assertThat(exited(ending).isSuccess()).isTrue();
    assertThat(lines).contains("GIVEN=g", "PATH=" + PATH)
        .noneMatch(line -> line.startsWith("OURS_ALONE=") || line.startsWith("LANG="));
  }

  @Test
  void itRunsInItsFolderAndFailsByItsOwnAccount() throws Exception {
    var ending = exited(run("pwd -P; exit 3", AMPLE));

    assertThat(ending.code()).isEqualTo(3);
    assertThat(ending.tail()).containsExactly(folder.toRealPath().toString());
    assertThat(ending.took()).isBetween(Duration.ofNanos(1), AMPLE.time());
  }

  @Test
  void aDaemonOfASuccessIsGone() throws Exception {
    var ending = run("""
        setsid sh -c 'sleep 600 & echo $! > daemon' &
        while [ ! -s daemon ]; do sleep 0.01; done
        """, AMPLE);

    assertThat(exited(ending).isSuccess()).isTrue();
    assertThat(ground.alive()).isEmpty();
  }

  @Test
  void limitsAreHeldAndNamed() throws Exception {
    var brief = new Commands.Limits(Duration.ofMillis(300), AMPLE.outputBytes());
    var terse = new Commands.Limits(AMPLE.time(), 4);

    assertThat(run("sleep 600", brief)).isEqualTo(new Ending.OverLimit("300 ms", List.of()));
    assertThat(run("echo abcd; sleep 600", terse))
        .isEqualTo(new Ending.OverLimit("4 bytes of output", List.of("abcd")));
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    var ending = commands().run(
        new Commands.Command(List.of("no-such-tool"), folder, Map.of("PATH", "/nowhere")), AMPLE,
        lines::add);

    assertThat(ending).isEqualTo(new Ending.NotStarted(
        "cannot run: \"no-such-tool\" was not found on the PATH searched: /nowhere"));
  }

  @Test
  void oneThatIsCancelledIsGoneWhenItsCallerHearsOfIt() throws Exception {
    var up = new CompletableFuture<String>();
    var alive = new CompletableFuture<List<String>>();
    var caller = Thread.ofVirtual().start(() -> {
      try {
        commands().run(command("trap '' TERM; echo up; while :; do sleep 0.05; done"), AMPLE,
            up::complete);
      } catch (InterruptedException _) {
        alive.complete(ground.alive());
      }
    });
    assertThat(up.get(20, TimeUnit.SECONDS)).isEqualTo("up");

    caller.interrupt();

    assertThat(alive.get(20, TimeUnit.SECONDS)).isEmpty();
  }

  private BuildCommands commands() {
    return new BuildCommands(ground.connector().commands());
  }

  private Ending run(String script, Commands.Limits limits) throws InterruptedException {
    return commands().run(command(script), limits, lines::add);
  }

  private Commands.Command command(String script) {
    return new Commands.Command(List.of("sh", "-c", script), folder,
        Map.of("PATH", PATH, "GIVEN", "g"));
  }

  private static Ending.Exited exited(Ending ending) {
    assertThat(ending).isInstanceOf(Ending.Exited.class);
    return (Ending.Exited) ending;
  }
}
