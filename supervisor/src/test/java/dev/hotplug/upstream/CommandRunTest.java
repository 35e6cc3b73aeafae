package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Alive;
import dev.hotplug.upstream.CommandRun.Ending;
import dev.hotplug.wire.SystemTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands run to their end, whatever that is, and leave nothing behind that is not theirs. */
@Timeout(60)
class CommandRunTest {
  private static final CommandRun.Limits AMPLE = new CommandRun.Limits(Duration.ofSeconds(30),
      64 * 1024 * 1024);
  private static final String STUBBORN = "trap \"\" TERM; echo up; while :; do sleep 0.05; done";

  /** Returns when its daemon has left the session. */
  private static final String DAEMON = """
      setsid sh -c 'echo $$ > daemon; exec sleep 600' &
      while [ ! -s daemon ]; do sleep 0.01; done
      """;

  /** As daemon(7) says: its parent is gone, and it leads no session. */
  private static final String FORKED_TWICE = """
      setsid sh -c 'setsid sh -c "echo \\$\\$ > forked; exec sleep 601" & \\
          while [ ! -s forked ]; do sleep 0.01; done'
      """;

  private static final Heard CANCELLED = new Heard(Optional.empty(), List.of());

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @TempDir
  private Path folder;

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Test
  void bothStreamsAreHeardInOrderToAnEndWithoutANewline() throws Exception {
    var ending = exited(run("echo a; echo b >&2; echo '  c'; printf d"));

    assertThat(lines).containsExactly("a", "b", "  c", "d");
    assertThat(ending.tail()).isEqualTo(lines);
    assertThat(ending.isSuccess()).isTrue();
    assertThat(ending.took()).isBetween(Duration.ofNanos(1), AMPLE.time());
  }

  @ParameterizedTest
  @CsvSource({"exit 3, exit code 3", "kill -9 $$, killed by SIGKILL (exit code 137)"})
  void aFailureIsAnEnding(String script, String how) throws Exception {
    var ending = exited(run(script));

    assertThat(ending.exit().words()).isEqualTo(how);
    assertThat(ending.isSuccess()).isFalse();
  }

  @Test
  void itsInputIsEmpty() throws Exception {
    assertThat(exited(run("cat; echo read")).tail()).containsExactly("read");
  }

  @Test
  void itRunsInItsFolderAndInTheEnvironmentOfTheServer() throws Exception {
    nursery.having("OURS_ALONE", "x").declaring(Map.of("DECLARED", "y"));

    run("pwd -P; echo \"[$OURS_ALONE$DECLARED]\"");

    assertThat(lines).containsExactly(folder.toRealPath().toString(), "[y]");
  }

  @Test
  void secretsAreTakenOut() throws Exception {
    nursery.declaring(Map.of("API_KEY", "s3cr3t-0123456789"));

    var ending = exited(run("echo key $API_KEY"));

    assertThat(ending.tail()).containsExactly("key [redacted API_KEY]").isEqualTo(lines);
  }

  @Test
  void whatTheUserKeepsIsTakenOutWhateverItsName() throws Exception {
    nursery.declaring(Map.of("SITE", "https://kept.example"))
        .keeping(Map.of("HOME_PAGE", "https://kept.example"));

    var ending = exited(run("echo at $SITE"));

    assertThat(ending.tail()).containsExactly("at [redacted HOME_PAGE]").isEqualTo(lines);
  }

  @Test
  void aMissingProgramIsNamedWithThePathSearched() throws Exception {
    nursery.declaring(Map.of("PATH", "/nowhere:/bin"));

    var ending = run(List.of("no-such-compiler", "-v"), folder);

    assertThat(ending).isEqualTo(new Ending.NotStarted(
        "cannot run: \"no-such-compiler\" was not " + "found on the PATH searched: /nowhere:/bin"));
  }

  @Test
  void aMissingFolderIsNamed() throws Exception {
    var missing = folder.resolve("missing");

    assertThat(run(List.of("true"), missing))
        .isEqualTo(new Ending.NotStarted("cannot run in " + missing + ", which is not a folder"));
  }

  @Test
  void allOfAFloodIsHandedOnAndTheLastOfItKept() throws Exception {
    var ending = exited(run("seq 100000"));

    assertThat(lines)
        .isEqualTo(IntStream.rangeClosed(1, 100_000).mapToObj(String::valueOf).toList());
    assertThat(ending.tail()).isEqualTo(lines.subList(99_800, 100_000));
  }

  @Test
  void whatFloodsWithoutEndIsStopped() throws Exception {
    var ending = run("yes", new CommandRun.Limits(AMPLE.time(), 1024 * 1024));

    assertThat(ending).isInstanceOfSatisfying(Ending.OverLimit.class, over -> {
      assertThat(over.limit()).isEqualTo("1 MiB of output");
      assertThat(over.tail()).hasSize(200).containsOnly("y");
    });
    assertThat(lines).hasSize(512 * 1024);
    assertThat(nursery.alive()).isEmpty();
  }

  @Test
  void aLimitThatIsJustReachedIsNotBroken() throws Exception {
    assertThat(run("printf abcd", new CommandRun.Limits(AMPLE.time(), 4)))
        .isInstanceOf(Ending.Exited.class);
    assertThat(run("printf abcd", new CommandRun.Limits(AMPLE.time(), 3)))
        .isEqualTo(new Ending.OverLimit("3 bytes of output", List.of("abc")));
  }

  @ParameterizedTest
  @CsvSource({"300, 300 ms", "1000, 1 second"})
  void whatTakesTooLongIsStoppedWithAllThatItStarted(long millis, String words) throws Exception {
    var ending = run("sh -c '" + STUBBORN + "' & " + DAEMON + "echo begun; wait",
        new CommandRun.Limits(Duration.ofMillis(millis), AMPLE.outputBytes()));

    assertThat(ending).isInstanceOfSatisfying(Ending.OverLimit.class,
        over -> assertThat(over.limit()).isEqualTo(words));
    assertThat(nursery.alive()).isEmpty();
  }

  @Test
  void aCancelledOneIsGoneWithAllThatItStartedWhenItsCallerHearsOfIt() throws Exception {
    var run = begun("sh -c '" + STUBBORN + "' & setsid sh -c '" + STUBBORN + "' & wait");
    Await.until("both are up", () -> lines.equals(List.of("up", "up")));

    run.thread().interrupt();
    Await.until("its leader has heeded",
        () -> nursery.alive().stream().noneMatch(CommandRunTest::isLeader));
    run.thread().interrupt();

    assertThat(Await.result(run.heard())).isEqualTo(CANCELLED);
  }

  @Test
  void oneWhoseCallerIsCancelledAlreadyLeavesNothing() throws Exception {
    var run = begun("sleep 600 & " + DAEMON + "wait", () -> Thread.currentThread().interrupt());

    assertThat(Await.result(run.heard())).isEqualTo(CANCELLED);
  }

  @Test
  void whatStaysInTheSessionEndsWithIt() throws Exception {
    var ending = exited(run("sleep 600 & sh -c '" + STUBBORN + "' & echo done"));

    assertThat(ending.isSuccess()).isTrue();
    assertThat(ending.tail()).contains("done");
    assertThat(nursery.alive()).isEmpty();
  }

  /** As Gradle's does, it serves the next build. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aDaemonLivesOnUntilWeEnd(int code) throws Exception {
    run(DAEMON + "exit " + code);
    run("exit " + code);

    assertThat(nursery.alive()).containsExactly("sleep 600");
    nursery.connector().kill();
    assertThat(nursery.alive()).isEmpty();
  }

  @Test
  void aDaemonOutlivesUsByWish() throws Exception {
    nursery.keepingDetached();

    run(DAEMON);
    nursery.connector().kill();

    assertThat(nursery.alive()).containsExactly("sleep 600");
    Alive.kill(nursery.instance());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void nothingLivesOnByWish(int code) throws Exception {
    var ending = run(CommandRun.Leftovers.NONE, DAEMON + FORKED_TWICE + "exit " + code);

    assertThat(exited(ending).exit()).isEqualTo(new Exit(code));
    assertThat(nursery.alive()).isEmpty();
  }

  @Test
  void nothingOfOneLivesOnThatWipesItsEnvironment() throws Exception {
    var ending = run(CommandRun.Leftovers.NONE, "env -i " + FORKED_TWICE + "cat forked");

    var daemon = ProcessHandle.of(Long.parseLong(exited(ending).tail().getFirst()));
    assertThat(daemon.filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void itsEndIsOursWhenWeEnd() throws Exception {
    var run = begun("echo up; sleep 600");
    Await.until("it is up", () -> lines.contains("up"));

    nursery.connector().kill();

    assertThat(Await.result(run.heard())).satisfies(heard -> {
      assertThat(heard.ending().map(it -> exited(it).exit())).contains(new Exit(137));
      assertThat(heard.alive()).isEmpty();
    });
    assertThat(run("true")).isEqualTo(new Ending.NotStarted("cannot run: Hotplug ends"));
  }

  @Test
  void thoseWhoSeeToItsEndWhenWeAreKilledKnowIt(@TempDir Path instances) throws Exception {
    var instance = new Instance(nursery.instance(), folder, Optional.of(instances),
        Instance.Guard.NOBODY);
    var connector = new StdioConnector(
        new StdioConnector.Surroundings(instance, System.getenv(), folder, "0.0-test", () -> 1024),
        new SystemTimer(), lines::add);

    var ending = connector.commands()
        .run(nursery.spec(List.of("server")),
            List.of("sh", "-c", "echo $$; while [ ! -e known ]; do sleep 0.01; done"), folder,
            AMPLE, pid -> {
              Await.until("it is on file", () -> isOnFile(instances, pid));
              assertThat(folder.resolve("known").toFile().mkdir()).isTrue();
            });

    assertThat(exited(ending).isSuccess()).isTrue();
    Await.until("it is forgotten", () -> read(instances).children().isEmpty());
    connector.kill();
    connector.close();
    assertThat(lines).isEmpty();
  }

  private boolean isOnFile(Path instances, String pid) {
    return read(instances).children()
        .stream()
        .anyMatch(child -> child.leader().equals(Identity.now(Long.parseLong(pid))));
  }

  private InstanceFile read(Path instances) {
    return InstanceFile.read(instances, nursery.instance()).orElseThrow();
  }

  private static boolean isLeader(String command) {
    return command.endsWith("& wait");
  }

  private static Ending.Exited exited(Ending ending) {
    assertThat(ending).isInstanceOf(Ending.Exited.class);
    return (Ending.Exited) ending;
  }

  private Ending run(String script) throws InterruptedException {
    return run(script, AMPLE);
  }

  private Ending run(String script, CommandRun.Limits limits) throws InterruptedException {
    return nursery.connector()
        .commands()
        .run(nursery.spec(List.of("server")), List.of("sh", "-c", script), folder, limits,
            lines::add);
  }

  private Ending run(CommandRun.Leftovers leftovers, String script) throws InterruptedException {
    var command = new CommandRun.Command("server", List.of("sh", "-c", script), folder,
        System.getenv(), leftovers);
    return nursery.connector().commands().run(command, AMPLE, lines::add);
  }

  private Ending run(List<String> line, Path where) throws InterruptedException {
    return nursery.connector()
        .commands()
        .run(nursery.spec(List.of("server")), line, where, AMPLE, lines::add);
  }

  /**
   * What the caller of a run has heard.
   *
   * @param ending empty for an interruption
   * @param alive who was alive at that moment
   */
  private record Heard(Optional<Ending> ending, List<String> alive) {}

  /** A run on a thread of its own. */
  private record Begun(Thread thread, CompletableFuture<Heard> heard) {}

  private Begun begun(String script) {
    return begun(script, () -> {});
  }

  private Begun begun(String script, Runnable first) {
    var heard = new CompletableFuture<Heard>();
    return new Begun(Thread.ofVirtual().start(() -> {
      first.run();
      heard.complete(heard(script));
    }), heard);
  }

  private Heard heard(String script) {
    try {
      return new Heard(Optional.of(run(script)), nursery.alive());
    } catch (InterruptedException _) {
      return new Heard(Optional.empty(), nursery.alive());
    }
  }
}
