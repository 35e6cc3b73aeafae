package dev.hotplug.upstream;

import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a child ended, and what it still had to say. Its exit, the end of its stdout and
 * the end of its stderr come in any order, and a grandchild that holds a pipe open keeps the latter
 * two from coming at all; so whichever comes first gives the others a moment.
 */
final class LastWords {
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final CompletableFuture<Optional<Exit>> exit = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> stdoutEnd = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> stderrEnd;
  private final CompletableFuture<Cause> ended;
  private final Timer timer;

  LastWords(ChildProcess child, GenerationLog log, Timer timer) {
    this.timer = timer;
    this.stderrEnd = child.stderrEnd().copy();
    this.ended = CompletableFuture.allOf(exit, stdoutEnd, stderrEnd)
        .thenApply(_ -> cause(exit.join(), log));
    var _ = child.exit().thenAccept(how -> exit.complete(Optional.of(how)));
    var _ = exit.thenRun(this::hurry);
  }

  /** To be told when its stdout has ended. */
  void stdoutEnded() {
    stdoutEnd.complete(null);
    timer.after(MOMENT, () -> exit.complete(Optional.empty()));
  }

  /** Completes with why it ended, at most a moment after its exit or the end of its stdout. */
  CompletableFuture<Cause> ended() {
    return ended;
  }

  private void hurry() {
    timer.after(MOMENT, () -> {
      stdoutEnd.complete(null);
      stderrEnd.complete(null);
    });
  }

  private static Cause cause(Optional<Exit> exit, GenerationLog log) {
    return exit.map(how -> new Cause("ended: " + how.words(), how, log.lastLines(), null))
        .orElseGet(() -> new Cause("closed its stdout, though its process still runs", null,
            log.lastLines(), null));
  }
}
