package dev.hotplug.app.tools;

import dev.hotplug.app.lint.Lint;
import dev.hotplug.supervisor.Departure;
import dev.hotplug.supervisor.Retirement;
import dev.hotplug.upstream.Swept;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * What is worth a warning when a generation goes: calls it was not let finish, a deaf ear for the
 * end of its stdin, processes it left behind.
 */
public final class Farewells {
  private static final int MOST_NAMED = 5;
  private static final int LONGEST_COMMAND = 50;

  private Farewells() {}

  /** Warns of generations that are gone. */
  public static List<String> warnings(List<Retirement> gone) {
    var warnings = new ArrayList<String>();
    for (var retirement : gone) warn(retirement, warnings);
    return warnings;
  }

  /**
   * Warns of generations that are going. Waits for those that end, within the limits of their
   * server; not for those that still finish calls.
   */
  static List<String> await(List<Departure> going) throws InterruptedException {
    var warnings = new ArrayList<String>();
    for (var departure : going) await(departure, warnings);
    return warnings;
  }

  private static void await(Departure departure, List<String> warnings)
      throws InterruptedException {
    int calls = departure.finishing();
    if (calls > 0) {
      warnings.add(
          name(departure.generation()) + " still finishes " + counted(calls) + " and ends then.");
      return;
    }
    try {
      gone(departure).ifPresent(retirement -> warn(retirement, warnings));
    } catch (TimeoutException _) {
      warnings.add(name(departure.generation()) + " has not ended within "
          + departure.longestEnd().toMillis() + " ms; it is still being stopped.");
    }
  }

  private static Optional<Retirement> gone(Departure departure)
      throws InterruptedException, TimeoutException {
    try {
      return departure.gone().get(departure.longestEnd().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a generation to end failed", e);
    }
  }

  private static void warn(Retirement retirement, List<String> warnings) {
    var name = name(retirement.generation());
    if (retirement.cut() > 0) {
      warnings.add(name + " was ended before it had answered " + counted(retirement.cut())
          + ", because " + retirement.why() + "; who made them was told.");
    }
    Lint.ending(name, retirement.stopped().endedBy()).ifPresent(warnings::add);
    var swept = retirement.stopped()
        .swept()
        .stream()
        .collect(Collectors.partitioningBy(Swept::isAlive));
    warnOfEnded(name, swept.getOrDefault(false, List.of()), warnings);
    warnOfAlive(name, swept.getOrDefault(true, List.of()), warnings);
  }

  private static void warnOfEnded(String name, List<Swept> ended, List<String> warnings) {
    if (ended.isEmpty()) return;
    warnings.add(name + " left " + ended.size() + " of its processes behind; they were ended: "
        + listed(ended) + ".");
  }

  private static void warnOfAlive(String name, List<Swept> alive, List<String> warnings) {
    if (alive.isEmpty()) return;
    warnings.add(name + " left " + alive.size() + " of its processes behind that could not be "
        + "ended and live on: " + listed(alive) + ". End them yourself; they may be another "
        + "user's.");
  }

  private static String listed(List<Swept> swept) {
    var first = swept.stream()
        .limit(MOST_NAMED)
        .map(one -> one.pid() + " " + Excerpt.of(one.command(), LONGEST_COMMAND))
        .collect(Collectors.joining(", "));
    return swept.size() > MOST_NAMED ? first + ", …" : first;
  }

  private static String name(long generation) {
    return "Generation " + generation;
  }

  /** So many calls, in words. */
  static String counted(int calls) {
    return calls == 1 ? "1 call" : calls + " calls";
  }
}
