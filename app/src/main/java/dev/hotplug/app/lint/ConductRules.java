package dev.hotplug.app.lint;

import dev.hotplug.spec.Cut;
import dev.hotplug.supervisor.Life;
import dev.hotplug.upstream.Stopped.EndedBy;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with how a server starts, lists, prints and ends. */
final class ConductRules {
  /** Longer than this may an answer to {@code initialize} not take. */
  static final Duration SLOW = Duration.ofSeconds(3);

  private static final int LONGEST_LINE = 120;

  private ConductRules() {}

  static Optional<Finding> slow(Subject subject) {
    var time = subject.timing().spawn().plus(subject.timing().initialize());
    if (time.compareTo(SLOW) <= 0) return Optional.empty();
    return Optional.of(Finding.of(Rule.SLOW_INITIALIZE,
        String.format(Locale.ROOT, "It took %.1f s from its start to its answer to initialize. "
            + "Claude Code waits 30 s for that and Codex 10 s, on slower machines, too. Do what is "
            + "slow when the first call needs it.", time.toMillis() / 1000.0)));
  }

  static Optional<Finding> order(Subject subject) {
    return isReordered(subject.first(), subject.last())
        ? Optional.of(Finding.of(Rule.UNSTABLE_ORDER,
            "tools/list gave the same tools in another order when it was asked again; each time, "
                + "the client's prompt cache is lost. List them in a fixed order."))
        : Optional.empty();
  }

  private static boolean isReordered(ToolCatalog first, ToolCatalog last) {
    var before = first.names();
    var after = last.names();
    return !before.equals(after) && before.size() == after.size()
        && new HashSet<>(before).equals(new HashSet<>(after));
  }

  static Optional<Finding> annotations(Subject subject) {
    var bare = subject.last()
        .tools()
        .stream()
        .filter(ConductRules::isBare)
        .map(Tool::name)
        .toList();
    if (bare.isEmpty()) return Optional.empty();
    return Optional.of(Finding.of(Rule.NO_ANNOTATIONS,
        Words.tools(bare.size()) + " without readOnlyHint and destructiveHint: " + Words.names(bare)
            + ". Clients take them to be destructive and ask before they call "
            + "them. Say by annotations what they may do."));
  }

  private static boolean isBare(Tool tool) {
    var annotations = tool.tree().path("annotations");
    return !annotations.path("readOnlyHint").isBoolean()
        && !annotations.path("destructiveHint").isBoolean();
  }

  static Optional<Finding> noise(Subject subject) {
    var stray = subject.stray();
    if (stray.isEmpty()) return Optional.empty();
    return Optional.of(Finding.of(Rule.STDOUT_NOISE,
        "It prints to stdout, where only the protocol belongs: "
            + Cut.of(stray.getFirst(), LONGEST_LINE)
            + (stray.size() == 1 ? "" : " (and " + (stray.size() - 1) + " more)")
            + ". Some clients end the connection at that. Print to stderr."));
  }

  static Optional<Finding> ending(Subject subject) {
    return subject.ending().flatMap(ending -> ending(ending.who(), ending.how()));
  }

  /** What is wrong with how a generation ended, {@code who} being the beginning of the sentence. */
  static Optional<Finding> ending(String who, EndedBy how) {
    var advice = "; a server should exit when its stdin is closed.";
    return switch (how) {
      case ITSELF, EOF -> Optional.empty();
      case TERM -> Optional.of(Finding.of(Rule.EOF_IGNORED,
          who + " ignored the end of its stdin and needed SIGTERM" + advice));
      case KILL -> Optional.of(Finding.of(Rule.TERM_IGNORED,
          who + " ignored the end of its stdin and SIGTERM and was killed" + advice));
    };
  }

  /** Of one that ended though nobody had told it to. */
  static Optional<Finding> unasked(Life life) {
    var isAsked = life.end().filter(end -> end.how() == Life.How.UNLOADED).isPresent()
        && life.gone()
            .flatMap(Life.Gone::stopped)
            .filter(how -> how.endedBy() == EndedBy.ITSELF)
            .isEmpty();
    if (life.end().isEmpty() || isAsked) return Optional.empty();
    var what = life.end().flatMap(Life.End::cause).map(cause -> ": " + cause.what()).orElse("");
    return Optional.of(Finding.of(Rule.ENDED_BY_ITSELF, "It ended while it was looked at" + what
        + ". What it lists and how it ends was not all seen. Look at what it writes to stderr."));
  }

  /** What the catalog had to do so that the others can be used. */
  static List<Finding> catalog(Subject subject) {
    return subject.last()
        .warnings()
        .stream()
        .map(warning -> Finding.of(Rule.BAD_TOOL, warning))
        .toList();
  }
}
