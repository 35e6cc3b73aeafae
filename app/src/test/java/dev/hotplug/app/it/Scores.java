package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures beside what they should be, as the rows of a table. Confined to one thread. */
final class Scores {
  private final List<String> rows = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  /** A figure that may be at most {@code most}. */
  void atMost(double most, String what, String format, double figure) {
    add(what, "≤ " + format(format, most), format(format, figure), figure <= most);
  }

  /** A figure that must be at least {@code least}. */
  void atLeast(double least, String what, String format, double figure) {
    add(what, "≥ " + format(format, least), format(format, figure), figure >= least);
  }

  /** A figure that nothing is asked of, to see the others by. */
  void show(String what, String format, double figure) {
    rows.add("| " + what + " | | " + format(format, figure) + " | |");
  }

  private void add(String what, String target, String figure, boolean isMet) {
    rows.add(
        "| " + what + " | " + target + " | " + figure + " | " + (isMet ? "yes" : "**no**") + " |");
    if (!isMet) missed.add(what + ": " + figure + ", not " + target);
  }

  private static String format(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }

  /** Prints the table. */
  void print() {
    System.out.println("| figure | target | measured | met |\n|---|---|---|---|");
    rows.forEach(System.out::println);
  }

  /** Fails when a figure is not what it should be. */
  void assertMet() {
    assertThat(missed).isEmpty();
  }

  /** The middle one of these, the upper of the two in the middle. */
  static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
