package dev.hotplug.spec;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one file says.
 *
 * @param names every server that it lists, also those whose entry is unusable: they hide the ones
 *   of that name in files farther away
 * @param isJson whether it could be read at all
 * @param isDamaged whether a whole list of servers could not be used
 */
record FileContents(Map<String, Entry> entries, Set<String> names, OptionalLong lineLimitBytes,
    List<Problem> problems, boolean isJson, boolean isDamaged) {
  FileContents {
    entries = Map.copyOf(entries);
    names = Set.copyOf(names);
    problems = List.copyOf(problems);
  }

  /** A file without anything to be used. */
  static FileContents nothing(Problem problem) {
    return new FileContents(Map.of(), Set.of(), OptionalLong.empty(), List.of(problem), false,
        true);
  }
}
