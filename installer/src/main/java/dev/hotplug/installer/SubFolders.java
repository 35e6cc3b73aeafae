package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The folders below a folder in which a server could be. */
final class SubFolders {
  private static final int DEEPEST = 3;
  private static final int MOST = 500;

  /** Where others' code is, or code that is not for use. */
  private static final Set<String> SKIPPED = Set.of("test", "tests", "__tests__", "e2e", "spec",
      "fixtures", "testdata", "example", "examples", "sample", "samples", "demo", "demos",
      "template", "templates", "doc", "docs", "website", "vendor", "third_party", "node_modules",
      "venv", "__pycache__", "dist", "target", "site-packages");

  private SubFolders() {}

  /** Those directly in {@code folder}. */
  static List<Folder> of(Folder folder) {
    return folder.folders().stream().filter(it -> !isSkipped(it.name())).toList();
  }

  /** Those at most three levels below {@code folder}, the upper ones first, the first 500. */
  static List<Folder> below(Folder folder) {
    var all = new ArrayList<Folder>();
    var level = List.of(folder);
    for (int depth = 0; depth < DEEPEST && all.size() < MOST; depth++) {
      level = level.stream().flatMap(it -> of(it).stream()).toList();
      all.addAll(level);
    }
    return all.subList(0, Math.min(MOST, all.size()));
  }

  private static boolean isSkipped(String name) {
    return name.startsWith(".") || SKIPPED.contains(name.toLowerCase(Locale.ROOT));
  }
}
