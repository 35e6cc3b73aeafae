package dev.hotplug.app.lint;

import dev.hotplug.app.lint.Subject.Ending;
import dev.hotplug.supervisor.Life;
import dev.hotplug.supervisor.Lives;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.Started;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StderrTail.Origin;
import dev.hotplug.upstream.ToolCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A look at one generation of a server: at its tools as they are when it begins, at what it prints
 * and how it ends for as long as it is asked. Thread-safe.
 */
public final class Exam {
  private static final int MOST_STRAY = 100;

  private final Supervisor supervisor;
  private final String server;
  private final Started started;
  private final ToolCatalog last;
  private final Redaction redaction;

  private Exam(Supervisor supervisor, String server, Started started) {
    this.supervisor = supervisor;
    this.server = server;
    this.started = started;
    // Another generation may serve by now.
    this.last = supervisor.status(server)
        .filter(status -> status.generation() == started.generation())
        .map(ServerStatus::tools)
        .orElse(started.tools());
    this.redaction = supervisor.redaction(server, started.generation())
        .orElseGet(() -> new Redaction(Map.of()));
  }

  /** One of the generation that serves; empty where none does. */
  static Optional<Exam> of(Supervisor supervisor, String server) {
    return supervisor.started(server).map(started -> new Exam(supervisor, server, started));
  }

  /** The number of the generation that is looked at. */
  public long generation() {
    return started.generation();
  }

  /** What is wrong while it serves, and how the last one ended that had made way for another. */
  List<Finding> whileItServes() {
    return findings(lives -> lives.kept()
        .reversed()
        .stream()
        .filter(life -> life.end().filter(end -> end.how() == Life.How.SUPERSEDED).isPresent())
        .flatMap(life -> ending(life, "Generation " + life.generation()).stream())
        .findFirst());
  }

  /**
   * What is wrong with it from its beginning to its end, if it has ended. To end before it was
   * unloaded is a fault, too.
   */
  public List<Finding> toItsEnd() {
    var all = new ArrayList<>(findings(lives -> life(lives).flatMap(life -> ending(life, "It"))));
    supervisor.history(server)
        .flatMap(this::life)
        .flatMap(ConductRules::unasked)
        .map(finding -> finding.cleaned(redaction))
        .ifPresent(all::add);
    all.sort(Comparator.comparing(Finding::rule));
    return all;
  }

  private Optional<Life> life(Lives lives) {
    return lives.kept().stream().filter(life -> life.generation() == generation()).findFirst();
  }

  private static Optional<Ending> ending(Life life, String who) {
    return life.gone().flatMap(Life.Gone::stopped).map(how -> new Ending(who, how.endedBy()));
  }

  private List<Finding> findings(Function<Lives, Optional<Ending>> ending) {
    return Lint
        .of(new Subject(server, started.tools(), last, started.timing(), stray(),
            supervisor.history(server).flatMap(ending)))
        .stream()
        .map(finding -> finding.cleaned(redaction))
        .toList();
  }

  private List<String> stray() {
    return supervisor.log(server)
        .stream()
        .flatMap(log -> log.last(MOST_STRAY, this::isStray).stream())
        .map(line -> line.text().substring(Origin.STDOUT.mark().length()))
        .toList();
  }

  private boolean isStray(StderrTail.Line line) {
    return line.generation() == generation() && line.origin() == Origin.STDOUT;
  }
}
