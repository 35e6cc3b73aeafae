package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Puts files together that are added nearest first. Confined to one reading. */
final class Merging {
  private final Map<String, Entry> entries = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Path> damaged = new HashSet<>();
  private final List<Path> files = new ArrayList<>();
  private OptionalLong lineLimitBytes = OptionalLong.empty();

  Merging(List<Problem> problems) {
    this.problems.addAll(problems);
  }

  void add(Path file, FileContents contents) {
    contents.entries().forEach((name, entry) -> {
      if (!names.contains(name)) entries.put(name, entry);
    });
    names.addAll(contents.names());
    problems.addAll(contents.problems());
    if (contents.isJson()) files.add(file);
    if (contents.isDamaged()) damaged.add(file);
    if (lineLimitBytes.isEmpty()) lineLimitBytes = contents.lineLimitBytes();
  }

  /** {@code more} are problems of other files, which come last. */
  Configuration result(List<Problem> more) {
    problems.addAll(more);
    names.removeAll(entries.keySet());
    return new Configuration(entries, problems, lineLimitBytes, names, damaged, files);
  }
}
