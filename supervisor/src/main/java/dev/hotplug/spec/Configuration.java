package dev.hotplug.spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The immutable result of one reading: the servers that can be listed, and everything that is
 * wrong.
 *
 * @param entries by name, sorted by it
 * @param problems in the order of the files, within a file in the order of its text; then those of
 *   what the user keeps for single servers
 * @param lineLimitBytes {@code hotplug.line_limit_bytes} of the nearest file that says it: the
 *   longest line of the protocol, in bytes
 * @param unusable the names that are listed with an entry nothing can be made of
 * @param damaged those of the files in which a whole list of servers could not be used
 * @param files the absolute paths of the files that could be read and are JSON, nearest first
 */
public record Configuration(Map<String, Entry> entries, List<Problem> problems,
    OptionalLong lineLimitBytes, Set<String> unusable, Set<Path> damaged, List<Path> files) {
  public Configuration {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    problems = List.copyOf(problems);
    Objects.requireNonNull(lineLimitBytes);
    unusable = Set.copyOf(unusable);
    damaged = Set.copyOf(damaged);
    files = List.copyOf(files);
  }

  /** The server of that name, if one is listed. */
  public Optional<Entry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Whether {@code before}, of an earlier reading, holds on: its file is broken, or missing. */
  public boolean leaves(Entry before) {
    // What was in a file that is gone may be in another now.
    if (entries.containsKey(before.name()) && Files.notExists(before.file())) return false;
    return !files.contains(before.file()) || damaged.contains(before.file());
  }
}
