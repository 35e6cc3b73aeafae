package dev.hotplug.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The process of one generation, or of one command, leader of its own group where the machine
 * allows. Owns the process and the thread that drains what it writes for people. Thread-safe.
 */
final class ChildProcess {

  /**
   * What to start.
   *
   * @param command the program's absolute path and its arguments
   * @param environment all of it
   * @param searchPath where a program that makes a group leader is looked for
   */
  record Launch(List<String> command, Map<String, String> environment, Path cwd,
      String searchPath) {}

  private final Process process;
  private final boolean leadsGroup;
  private final CompletableFuture<@Nullable Void> stderrEnd = new CompletableFuture<>();
  private volatile Stopped.EndedBy toldBy = Stopped.EndedBy.ITSELF;

  private ChildProcess(Process process, boolean leadsGroup) {
    this.process = process;
    this.leadsGroup = leadsGroup;
  }

  /** How processes are started. */
  interface Starter {
    Process start(ProcessBuilder builder) throws IOException;
  }

  /** Starts a server; its stderr is drained into {@code log} from then on. */
  static ChildProcess start(Launch launch, GenerationLog log, Starter starter) throws IOException {
    var wrapped = GroupLeader.lead(launch.command(), launch.searchPath());
    var child = new ChildProcess(starter.start(builder(wrapped, launch)), wrapped.leads());
    child.drain("stderr-", new OutputDrain(child.process.getErrorStream(), log.redaction(),
        log::add, child.stderrEnd));
    return child;
  }

  /**
   * Starts a command that is asked nothing: its stdin is empty, its stderr goes where its stdout
   * goes, and {@code drain} is made of that and run.
   */
  static ChildProcess start(Launch launch, Function<InputStream, OutputDrain> drain,
      Starter starter) throws IOException {
    var wrapped = GroupLeader.lead(launch.command(), launch.searchPath());
    var builder = builder(wrapped, launch).redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile());
    var child = new ChildProcess(starter.start(builder), wrapped.leads());
    child.drain("output-", drain.apply(child.stdout()));
    return child;
  }

  private static ProcessBuilder builder(GroupLeader.Wrapped wrapped, Launch launch) {
    var builder = new ProcessBuilder(wrapped.command()).directory(launch.cwd().toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    return builder;
  }

  private void drain(String thread, OutputDrain drain) {
    Thread.ofPlatform().daemon().name(thread + pid()).start(drain);
  }

  long pid() {
    return process.pid();
  }

  /** Whether one signal reaches all that it starts, as long as that stays in the group. */
  boolean leadsGroup() {
    return leadsGroup;
  }

  InputStream stdout() {
    return process.getInputStream();
  }

  OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Completes when the process is gone. */
  CompletableFuture<Exit> exit() {
    return process.onExit().thenApply(gone -> new Exit(gone.exitValue()));
  }

  /** Completes when all that can write to its stderr is gone. */
  CompletableFuture<@Nullable Void> stderrEnd() {
    return stderrEnd;
  }

  /** The last that it was told to end by while it lived. */
  Stopped.EndedBy toldBy() {
    return toldBy;
  }

  /** Notes that it is told to end in this way, unless it has ended or was told more sternly. */
  synchronized void tell(Stopped.EndedBy how) {
    if (process.isAlive() && how.compareTo(toldBy) > 0) toldBy = how;
  }

  /** How it ended, null while it lives. */
  @Nullable
  Exit exited() {
    return process.isAlive() ? null : new Exit(process.exitValue());
  }

  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(limit);
  }

  /**
   * Sends a signal to the group, or to the process alone where it leads none, or not yet: right
   * after the start the wrapper that makes the group may not have come to it.
   */
  void signal(int signal) {
    tell(signal == Posix.SIGKILL ? Stopped.EndedBy.KILL : Stopped.EndedBy.TERM);
    if (leadsGroup && Posix.signalGroup(pid(), signal)) return;
    if (process.isAlive()) Posix.signal(pid(), signal);
  }
}
