package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan as lines that can be compared with those of the plan of another version: without commits
 * and without the folder of the version.
 */
final class PlanLines {
  private static final int MOST = 200;
  private static final int LONGEST = 500;

  private PlanLines() {}

  /** Those of {@code plan}, of which the version lies in {@code version}. */
  static List<String> of(Plan plan, Path version) {
    var lines = new ArrayList<String>();
    lines.add("kind: " + plan.ecosystem());
    for (var step : plan.steps()) {
      lines.add("step: " + words(step.line()) + " (in " + step.folder() + ")");
      if (!step.retry().isEmpty()) lines.add("should that fail: " + words(step.retry()));
    }
    lines.add("start: " + words(plan.start()));
    plan.otherStarts().forEach(other -> lines.add("or else: " + words(other)));
    plan.env().forEach(name -> lines.add("variable: " + name));
    plan.files().forEach(file -> lines.add("written: " + file));
    plan.warnings().forEach(warning -> lines.add("warning: " + warning));
    plan.evidence().forEach(read -> lines.add("because of: " + read));
    return lines.stream()
        .limit(MOST)
        .map(line -> Plain.text(line.replace(version.toString(), "."), LONGEST))
        .toList();
  }

  /** What {@code now} has and {@code old} had not, marked with a plus, and the reverse. */
  static List<String> difference(List<String> old, List<String> now) {
    var gone = old.stream().filter(line -> !now.contains(line)).map(line -> "- " + line);
    var come = now.stream().filter(line -> !old.contains(line)).map(line -> "+ " + line);
    return Stream.concat(gone, come).toList();
  }

  private static String words(List<String> line) {
    return String.join(" ", line);
  }
}
