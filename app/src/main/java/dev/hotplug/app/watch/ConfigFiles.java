package dev.hotplug.app.watch;

import dev.hotplug.spec.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All files that a configuration was ever read from, observed where they are, or were. Confined to
 * one thread.
 */
final class ConfigFiles implements AutoCloseable {
  private final SourceWatcher watcher;
  private final Observer observer;
  private final Map<Path, Observation> observed = new HashMap<>();
  private final Set<Path> read = new HashSet<>();

  /** Read by the watcher's threads. */
  private final Set<Path> files = ConcurrentHashMap.newKeySet();

  ConfigFiles(SourceWatcher watcher, Observer observer) {
    this.watcher = watcher;
    this.observer = observer;
  }

  /** A link is written anew where it is, and what it leads to where that is. */
  void observe(Configuration configuration) {
    read.addAll(configuration.files());
    for (var file : configuration.files()) {
      observe(file);
      try {
        observe(file.toRealPath());
      } catch (IOException _) {
        // It has just gone; where it was is observed.
      }
    }
  }

  /** Where such a file was, one may be again. */
  void observe(Path file) {
    var folder = file.getParent();
    if (folder == null) return;
    files.add(file);
    observed.computeIfAbsent(folder, it -> watcher.watch(root(it), observer));
  }

  /** Whether every file that was ever read is among those of {@code now}. */
  boolean areAllIn(Configuration now) {
    return now.files().containsAll(read);
  }

  private Root root(Path folder) {
    return new Root(folder, new Root.Selection() {
      @Override
      public boolean enters(Path below) {
        return false;
      }

      @Override
      public boolean takes(Path file) {
        return files.contains(file);
      }
    }, List.of());
  }

  @Override
  public void close() {
    observed.values().forEach(Observation::close);
  }
}
