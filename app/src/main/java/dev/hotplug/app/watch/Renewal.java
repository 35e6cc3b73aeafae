package dev.hotplug.app.watch;

import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.StartOutcome;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings one server up to date with its sources: builds, where there is something to build, and has
 * it started anew. The newest edit wins: it ends a build under way. Confined to the loop's thread.
 */
final class Renewal {
  private final Plan plan;
  private final Means means;
  private final Consumer<Notice> inbox;
  private final OwnWork work = new OwnWork();

  /** What was changed and is not built, or not started, yet. */
  private final TreeSet<Path> edited = new TreeSet<>();

  /** What the reload under way takes up. */
  private final TreeSet<Path> starting = new TreeSet<>();

  private volatile @Nullable BuildRun build;
  private boolean isRebuildWanted;
  private int reloads;
  private volatile Optional<BuildResult> lastBuild = Optional.empty();

  Renewal(Plan plan, Means means, Consumer<Notice> inbox) {
    this.plan = plan;
    this.means = means;
    this.inbox = inbox;
  }

  /** When it last built or started. */
  OwnWork work() {
    return work;
  }

  /** Whether all that was changed is built and was started, though it may not serve. */
  boolean isDone() {
    return !work.isUnderWay() && edited.isEmpty();
  }

  /** How the last build went; anybody may ask. */
  Optional<BuildResult> lastBuild() {
    return lastBuild;
  }

  /** Whether a build is under way; anybody may ask. */
  boolean isBuilding() {
    return build != null;
  }

  /** Takes up a change. */
  void react(Collection<Path> changed) {
    edited.addAll(changed);
    var step = plan.build();
    if (step.isEmpty()) reload();
    else build(step.get());
  }

  private void build(BuildStep step) {
    var current = build;
    if (current != null) {
      isRebuildWanted = true;
      current.end();
      return;
    }
    work.begin(System.nanoTime());
    var files = names(edited);
    build = BuildRun.start(plan.spec().name(), () -> means.builder().build(plan, step, files),
        result -> inbox.accept(new Notice.Built(result, System.nanoTime())));
  }

  void built(Notice.Built how) {
    build = null;
    try {
      goOn(how.result());
    } finally {
      // Last, so that a build and the start that follows are one work of ours.
      work.end(how.at());
    }
  }

  private void goOn(Optional<BuildResult> result) {
    if (isRebuildWanted) {
      isRebuildWanted = false;
      react(List.of());
      return;
    }
    if (result.isEmpty()) return;
    lastBuild = result;
    means.builds().add(plan.spec().name(), result.get());
    if (result.get().isSuccess()) reload();
    else failed(result.get());
  }

  private void reload() {
    int number = ++reloads;
    work.begin(System.nanoTime());
    starting.addAll(edited);
    edited.clear();
    var change = Change.of(Change.Kind.FILES, names(starting));
    var _ = means.supervisor()
        .changed(plan.spec().name(), change)
        .whenComplete((outcome, _) -> inbox.accept(new Notice.Reloaded(number,
            outcome == null ? new StartOutcome.Closed() : outcome, System.nanoTime())));
  }

  void reloaded(Notice.Reloaded how) {
    work.end(how.at());
    // A newer one has superseded it, and will come to the same.
    if (how.number() != reloads) return;
    switch (how.outcome()) {
      case StartOutcome.Serving(var started, var _) -> {
        var change = Change.of(Change.Kind.FILES, names(starting));
        means.tidings().reloaded(plan.spec().name(), started, change);
        starting.clear();
      }
      case StartOutcome.Failed(var cause, var still) ->
        means.tidings().startFailed(plan.spec().name(), cause, names(starting), still);
      case StartOutcome.Unloaded _, StartOutcome.Crowded _, StartOutcome.Closed _ -> starting.clear();
    }
  }

  private void failed(BuildResult result) {
    var still = means.supervisor()
        .status(plan.spec().name())
        .filter(ServerStatus::serves)
        .map(status -> OptionalLong.of(status.generation()))
        .orElse(OptionalLong.empty());
    means.tidings().buildFailed(plan.spec().name(), result, still);
  }

  /** What was changed, as people call it: seen from the server's folder. */
  List<String> names(Collection<Path> files) {
    return files.stream().map(this::name).toList();
  }

  private String name(Path file) {
    return (file.startsWith(plan.folder()) ? plan.folder().relativize(file) : file).toString();
  }

  /** Ends what is under way; does not wait. */
  void end() {
    var current = build;
    if (current != null) current.end();
  }
}
