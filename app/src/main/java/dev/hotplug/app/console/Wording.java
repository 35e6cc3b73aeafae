package dev.hotplug.app.console;

import dev.hotplug.app.compare.Difference;
import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.replay.Repeated;
import dev.hotplug.app.watch.BuildResult;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.Started;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Says what happened to a server, each thing in a line or few. */
final class Wording {
  private static final int MOST_NAMED = 8;
  private static final String NEXT = "Mend it and save, or press r.";

  private Wording() {}

  /** {@code generation 1 serves, 0.21 s; 2 tools: add, echo}. */
  static String loaded(Started started) {
    var names = started.tools().names();
    return "generation " + started.generation() + " serves, " + took(started) + "; "
        + (names.size() == 1 ? "1 tool" : names.size() + " tools")
        + (names.isEmpty() ? "" : ": " + named(names));
  }

  /**
   * {@code generation 2 serves (files: server.py), 0.21 s; tools +extra}.
   *
   * @param change what it was started for, empty where nothing was changed
   */
  static String reloaded(Started started, Optional<Change> change) {
    return "generation " + started.generation() + " serves" + change.map(Wording::why).orElse("")
        + ", " + took(started) + "; " + tools(started.diff());
  }

  /** {@code generation 2 changed its tools: +extra}. */
  static String toolsChanged(SupervisorEvent.ToolsChanged event) {
    return "generation " + event.generation() + " changed its " + tools(event.diff());
  }

  /** What happened, what is true now and what to do; then what may help and what it wrote last. */
  static String startFailed(SupervisorEvent.StartFailed event, Optional<Change> change) {
    return "generation " + event.generation() + " did not start"
        + change.map(Wording::why).orElse("") + ": it " + event.cause().what() + ". "
        + serving(event.stillServing()) + " " + NEXT + hint(event.cause());
  }

  /** The same of one that had served, or was kept. */
  static String ended(String generation, Cause cause) {
    return generation + " ended by itself: it " + cause.what() + hint(cause);
  }

  /** What became of a build; what is wrong, a line each. */
  static String built(BuildResult result, OptionalLong serving) {
    var took = ", " + seconds(result.took());
    if (result.isSuccess()) return "the build succeeded" + took;
    return "the build failed: " + result.outcome() + took + ". " + serving(serving) + " " + NEXT
        + result.errors().stream().map(line -> "\n" + line).collect(Collectors.joining());
  }

  /** How many of the calls that were repeated ended otherwise; how each of these did, in a line. */
  static String replayed(Outcome outcome) {
    int count = outcome.calls().size();
    return (count == 1 ? "1 call was" : count + " calls were") + " repeated: " + outcome.equal()
        + " answered as before, " + outcome.different() + " otherwise, " + outcome.failed()
        + " not at all"
        + outcome.calls()
            .stream()
            .filter(call -> !(call instanceof Repeated.Equal))
            .map(call -> "\n" + call.call().tool() + " " + call.call().shownArguments() + " "
                + how(call))
            .collect(Collectors.joining());
  }

  private static String how(Repeated call) {
    return switch (call) {
      case Repeated.Equal _ -> "as before";
      case Repeated.Failed(var _, var reason) -> reason;
      case Repeated.Different(var _, var differences, var isCut, var _) ->
        differences.stream().map(Wording::how).collect(Collectors.joining("; "))
            + (isCut ? "; and more" : "");
    };
  }

  private static String how(Difference difference) {
    return difference.path() + switch (difference.kind()) {
      case ADDED -> " is new: " + difference.after();
      case REMOVED -> " is gone, was " + difference.before();
      case CHANGED -> " was " + difference.before() + ", is " + difference.after();
    };
  }

  /** {@code it is started again in 200 ms, after crash 1}. */
  static String restarting(SupervisorEvent.Restarting event) {
    return "it is started again in " + event.pause().toMillis() + " ms, after crash "
        + event.crashes();
  }

  /** That nobody tries again. */
  static String gaveUp(Cause cause) {
    return "it crashed too often and is left alone: it " + cause.what() + ". It does not run. "
        + NEXT + hint(cause);
  }

  /** {@code (files: server.py)}, with a blank before it; nothing where no file is named. */
  private static String why(Change change) {
    if (change.files().isEmpty()) return "";
    var kind = switch (change.kind()) {
      case FILES -> " (files: ";
      case CONFIG -> " (configuration: ";
    };
    int more = change.more() + Math.max(0, change.files().size() - MOST_NAMED);
    return kind + change.files().stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (more == 0 ? ")" : " and " + more + " more)");
  }

  /** {@code tools +added -removed ~changed ~breaking!}. */
  static String tools(CatalogDiff diff) {
    if (diff.isEmpty()) return "the same tools";
    var words = new ArrayList<String>();
    diff.added().forEach(name -> words.add("+" + name));
    diff.removed().forEach(name -> words.add("-" + name));
    diff.changed().forEach(it -> words.add("~" + it.name() + (it.breaking() ? "!" : "")));
    var shown = words.stream().limit(MOST_NAMED).collect(Collectors.joining(" "));
    int more = words.size() - MOST_NAMED;
    return "tools " + shown + (more > 0 ? " and " + more + " more" : "");
  }

  private static String named(Collection<String> names) {
    int more = names.size() - MOST_NAMED;
    return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static String serving(OptionalLong generation) {
    return generation.isPresent() ? "Generation " + generation.getAsLong() + " still serves."
        : "Nothing serves.";
  }

  private static String hint(Cause cause) {
    return cause.hint() == null ? "" : "\n" + cause.hint();
  }

  /** How long its start took until calls went to it. */
  private static String took(Started started) {
    var timing = started.timing();
    return seconds(
        timing.spawn().plus(timing.initialize()).plus(timing.list()).plus(started.switching()));
  }

  /** {@code 0.21 s}. */
  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1_000.0);
  }
}
