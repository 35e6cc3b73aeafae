package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong with one file: no more than a person reads, for a damaged file can hold a
 * million mistakes. Confined to one reading.
 */
final class Complaints implements Notes {
  private static final int MOST = 100;

  private final Path file;
  private final Lines lines;
  private final List<Problem> problems = new ArrayList<>();
  private int hidden;

  Complaints(Path file, String text) {
    this.file = file;
    this.lines = new Lines(text);
  }

  @Override
  public void note(Json.Place at, String what, String rest) {
    if (problems.size() == MOST) {
      hidden++;
    } else {
      problems.add(problem(at, what + (what.endsWith("?") ? " " : ". ") + rest));
    }
  }

  private Problem problem(Json.Place at, String message) {
    return new Problem(file, lines.line(at.start()), lines.column(at.start()), message);
  }

  /** In the order of the text. */
  List<Problem> sorted() {
    var sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    if (hidden > 0) {
      sorted.add(problem(new Json.Place(0, 0), "this file has " + hidden
          + " more problems. They are" + " not shown. Correct the others first."));
    }
    return sorted;
  }
}
