package dev.hotplug.upstream;

import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a child ended, and what it still had to say. Its exit, the end of its stdout and
 * the end of its stderr come in any order, and a grandchild that holds a pipe open keeps the latter
 * two from coming at all; so whichever comes first gives the others a moment. A child that closes
 * its stdin or stdout and lives on can serve nobody, so it counts as ended, too. Thread-safe.
 */
final class LastWords {
  private static final Duration MOMENT = Duration.ofMillis(200);

  /** How it ended, or what it closed while it goes on living. */
  private sealed interface End {
    record Gone(Exit exit) implements End {}

    record Closed(String stream) implements End {}
  }

  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> stdoutEnd = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> stderrEnd;
  private final CompletableFuture<Cause> ended;
  private final Timer timer;

  LastWords(ChildProcess child, GenerationLog log, Timer timer) {
    this.timer = timer;
    this.stderrEnd = child.stderrEnd().copy();
    this.ended = CompletableFuture.allOf(end, stdoutEnd, stderrEnd)
        .thenApplyAsync(_ -> cause(end.join(), log), onThread("ended-" + child.pid()));
    var _ = child.exit().thenAccept(exit -> end.complete(new End.Gone(exit)));
    var _ = end.thenRun(this::hurry);
  }

  /**
   * What hangs on the end may have to wait for a slow reader; the timer and the JDK's threads that
   * report exits must not.
   */
  private static Executor onThread(String name) {
    return task -> Thread.ofVirtual().name(name).start(task);
  }

  /** To be told when its stdout has ended. */
  void stdoutEnded() {
    stdoutEnd.complete(null);
    lost("stdout");
  }

  /** To be told when its stdin takes nothing any more. */
  void stdinBroken() {
    lost("stdin");
  }

  private void lost(String stream) {
    timer.after(MOMENT, () -> end.complete(new End.Closed(stream)));
  }

  /** Completes with why it ended, soon after its exit or the end of its stdin or stdout. */
  CompletableFuture<Cause> ended() {
    return ended;
  }

  private void hurry() {
    timer.after(MOMENT, () -> {
      stdoutEnd.complete(null);
      stderrEnd.complete(null);
    });
  }

  private static Cause cause(End end, GenerationLog log) {
    return switch (end) {
      case End.Gone(var exit) -> new Cause("ended: " + exit.words(), exit, log.lastLines(), null);
      case End.Closed(var stream) -> new Cause(
          "closed its " + stream + ", though its process still runs", null, log.lastLines(), null);
    };
  }
}
