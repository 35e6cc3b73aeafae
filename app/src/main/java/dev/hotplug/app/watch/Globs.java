package dev.hotplug.app.watch;

import dev.hotplug.spec.Glob;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Matches files with globs that hold no braces. */
final class Globs {
  private Globs() {}

  /** Whether one of the globs matches the path seen from {@code folder}. */
  static PathMatcher below(Path folder, List<String> globs) {
    var all = globs.stream().map(Glob::of).toList();
    return path -> path.startsWith(folder) && matches(all, folder.relativize(path).toString());
  }

  /** Whether one of the globs matches a file's name. */
  static PathMatcher names(List<String> globs) {
    var all = globs.stream().map(Glob::of).toList();
    return file -> matches(all, Names.name(file));
  }

  private static boolean matches(List<Glob> globs, String path) {
    return globs.stream().anyMatch(glob -> glob.matches(path));
  }
}
