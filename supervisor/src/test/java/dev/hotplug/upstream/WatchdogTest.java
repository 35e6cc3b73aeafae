package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real watchdog does when the pipe that only Hotplug holds is closed. */
@Timeout(60)
class WatchdogTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @RegisterExtension
  final Decoys decoys = new Decoys();

  @TempDir
  private Path folder;

  private final String instance = Instance.newId();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private final StringBuilder said = new StringBuilder();

  @AfterEach
  void nothingOfItIsLeft() {
    assertThat(Decoys.rows(row -> row.command().contains("hotplug-watchdog " + instance)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "busybox"})
  void whatIsMarkedOrInASessionOrNamedEnds(String shell) throws Exception {
    useAsShell(shell);
    var marked = decoys.start(marker(), "setsid", "sleep", "600");
    var session = decoys.session();
    var stray = decoys.start("sh", "-c", "sleep 600; true");
    Await.until("the stray has a child", () -> Decoys.hasChild(stray));
    var member = Decoys.childOf(session).pid();
    var child = Decoys.childOf(stray).pid();
    say("born", session);
    say("stray", stray);

    watch();

    assertThat(List.of(marked, session, stray)).noneMatch(Process::isAlive);
    assertThat(List.of(member, child)).noneMatch(Decoys::isAlive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "busybox"})
  void whatItKnowsFromItsStartNobodyNeedsToSay(String shell) throws Exception {
    useAsShell(shell);
    var session = decoys.session();
    var gone = decoys.session();
    var stray = decoys.start("sleep", "600");
    var done = folder.resolve("*  \\done");
    say("gone", gone);

    watch(command(line("stray", stray), line("born", session), line("born", gone),
        line("last", session, "touch '" + done + "'")));

    assertThat(List.of(session, stray)).noneMatch(Process::isAlive);
    assertThat(gone.isAlive()).isTrue();
    Await.until("what must be done last is done", () -> Files.exists(done));
  }

  @Test
  void onesThatIgnoreTermAndForkOnAndOnEnd() throws Exception {
    var stubborn = decoys.start(marker(), "setsid", "sh", "-c",
        "trap '' TERM; while :; do sh -c 'trap \"\" TERM; sleep 0.02'; done");

    watch();

    assertThat(stubborn.isAlive()).isFalse();
  }

  @Test
  void strangersLiveOn() throws Exception {
    var stranger = decoys.session();
    var ofAnother = decoys.start(
        Map.of(Marker.VARIABLE, new Marker(Instance.newId(), "server", 1).appendedTo(null)),
        "sleep", "600");
    var speaksOfIt = decoys.start(Map.of("NOTE", instance + "/server/1"), "sleep", "600");
    var gone = decoys.session();
    var start = Identity.now(stranger.pid()).start();
    var replaced = stranger.pid() + ":" + (start - 1);
    said.append("born ").append(replaced).append("\nspare ").append(replaced).append('\n');
    say("born", gone);
    say("gone", gone);

    watch();

    assertThat(List.of(stranger, ofAnother, speaksOfIt, gone)).allMatch(Process::isAlive);
    assertThat(Decoys.isAlive(Decoys.childOf(stranger).pid())).isTrue();
  }

  /** The number of a session is free again when all in it are dead. */
  @Test
  void whoIsOlderThanTheDeadLeaderOfASessionIsAStranger() throws Exception {
    var leader = decoys.start("setsid", "sh", "-c", "sleep 600 &");
    assertThat(leader.waitFor(LIMIT)).isTrue();
    var member = Decoys.rows(row -> row.session() == leader.pid()).findFirst().orElseThrow();
    said.append("born ").append(leader.pid()).append(':').append(member.start() + 1).append('\n');

    watch();

    assertThat(Decoys.isAlive(member.pid())).isTrue();
  }

  @Test
  void aNameWithALineBreakHidesNobody() throws Exception {
    // Not by $0, which would wipe the environment: who looks for orphans would take it for one.
    var odd = Files.createSymbolicLink(folder.resolve("r1\nodd"), perl());
    var leader = decoys.start("setsid", odd.toString(), "-e", "fork; sleep 600");
    Await.until("it has a child, and both are named so", () -> Decoys.hasChild(leader)
        && isOdd(leader.pid()) && isOdd(Decoys.childOf(leader).pid()));
    var child = Decoys.childOf(leader).pid();
    say("born", leader);

    watch();

    assertThat(leader.isAlive()).isFalse();
    assertThat(Decoys.isAlive(child)).isFalse();
  }

  private static Path perl() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "perl"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOdd(long pid) {
    return Decoys.kernelOn(pid, "stat").contains("(r1\nodd)");
  }

  /** A grep that cannot be given all of them stands for a shell that cannot start one so. */
  @Test
  void moreProcessesThanACommandLineHoldsAreAskedForInParts() throws Exception {
    var refuses = "*[02468]/stat*[13579]/stat* | *[13579]/stat*[02468]/stat*";
    var grep = Files.writeString(folder.resolve("grep"), "#!/bin/sh\ncase \"$*\" in " + refuses
        + ") exit 126 ;; esac\nPATH=${PATH#*:} exec grep \"$@\"\n");
    assertThat(grep.toFile().setExecutable(true)).isTrue();
    environment.merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    var session = decoys.session();
    var member = Decoys.childOf(session).pid();
    say("born", session);

    watch();

    assertThat(Decoys.isAlive(member)).isFalse();
  }

  @Test
  void withoutAProcessTableTheGroupsAndTheirLeadersEnd() throws Exception {
    var session = decoys.session();
    var member = Decoys.childOf(session).pid();
    var alone = decoys.start("sleep", "600");
    say("born", session);
    say("born", alone);
    var command = command();
    command.environment()
        .computeIfPresent(Watchdog.SCRIPT_VARIABLE,
            (_, script) -> script.replace("/proc", "/nowhere"));

    watch(command);

    assertThat(List.of(session, alone)).noneMatch(Process::isAlive);
    assertThat(Decoys.isAlive(member)).isFalse();
  }

  @Test
  void whatLeftASparingSessionLivesOn() throws Exception {
    var leader = decoys.start("setsid", "sh", "-c", "setsid sleep 600 & sleep 600; true");
    Await.until("it has a child in a session of its own",
        () -> Decoys.isThere(detachedFrom(leader)));
    var detached = Decoys.rows(detachedFrom(leader)).findFirst().orElseThrow();
    say("born", leader);
    say("spare", leader);

    watch();

    assertThat(leader.isAlive()).isFalse();
    assertThat(Decoys.isAlive(detached.pid())).isTrue();
    Posix.signal(detached.pid(), Posix.SIGKILL);
  }

  @Test
  void whatMustBeDoneLastIsDone() throws Exception {
    var session = decoys.session();
    var gone = decoys.session();
    say("born", session);
    say("last", session,
        "touch '" + folder.resolve("it's done").toString().replace("'", "'\\''") + "'");
    say("last", gone, "touch '" + folder.resolve("undone") + "'");
    say("gone", gone);

    watch();

    Await.until("it is done", () -> Files.exists(folder.resolve("it's done")));
    assertThat(folder.resolve("undone")).doesNotExist();
  }

  /** A Hotplug behind a Hotplug: the inner one's watchdog carries the outer one's marker. */
  @Test
  void anotherWatchdogIsLeftToFinish() throws Exception {
    var inner = new HashMap<>(environment);
    inner.putAll(marker());
    var child = decoys.session();
    var known = List.of(line("born", child));
    var process = Watchdog.command(Instance.newId(), inner, known).start();
    try (var _ = process.getOutputStream()) {
      watch();

      assertThat(process.isAlive()).isTrue();
      assertThat(child.isAlive()).isTrue();
    }
    assertThat(process.waitFor(LIMIT)).isTrue();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void afterAFarewellNobodyIsLookedFor() throws Exception {
    var marked = decoys.start(marker(), "setsid", "sleep", "600");
    said.append("bye\n");

    watch();

    assertThat(marked.isAlive()).isTrue();
  }

  /** Nothing but KILL ends it before its time. */
  @Test
  void signalsDoNotEndIt() throws Exception {
    var process = command().start();
    try (var stdin = process.getOutputStream()) {
      stdin.write("last 1:1 true\n".getBytes(StandardCharsets.UTF_8));
      stdin.flush();
      // The trap is set before the first line is read.
      Await.until("it is a shell", () -> (Decoys.ignoredBy(process.pid()) & 0x4007) == 0x4007);
      for (int signal : List.of(1, 2, 3, 15)) Posix.signal(process.pid(), signal);

      assertThat(process.waitFor(Duration.ofMillis(100))).isFalse();
    }
    assertThat(process.waitFor(LIMIT)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private void useAsShell(String shell) throws IOException {
    if (shell.equals("sh")) return;
    var found = CommandPath.find(shell, Path.of("/"), environment.getOrDefault("PATH", ""));
    assumeTrue(found instanceof CommandPath.Found.At, shell + " is not installed");
    if (found instanceof CommandPath.Found.At(var program)) {
      Files.createSymbolicLink(folder.resolve("sh"), program);
    }
    environment.merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
  }

  private Map<String, String> marker() {
    return Map.of(Marker.VARIABLE, new Marker(instance, "server", 1).appendedTo("outer/server/1"));
  }

  private static Predicate<ProcessTable.Row> detachedFrom(Process parent) {
    return row -> row.parent() == parent.pid() && row.session() == row.pid();
  }

  private void say(String word, Process about, String... more) {
    said.append(line(word, about, more)).append('\n');
  }

  private static String line(String word, Process about, String... more) {
    var who = Identity.now(about.pid());
    return word + " " + who.pid() + ":" + who.start() + " " + String.join(" ", more);
  }

  /** Runs a watchdog that hears what was said, and then nothing more. */
  private void watch() throws Exception {
    watch(command());
  }

  private ProcessBuilder command(String... known) {
    return Watchdog.command(instance, environment, List.of(known));
  }

  private void watch(ProcessBuilder command) throws Exception {
    var process = command.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(said.toString().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(LIMIT)).as("it ends").isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
