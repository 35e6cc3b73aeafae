package dev.hotplug.app.watch;

import dev.hotplug.spec.GlobText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells which files are left out on somebody's word. */
final class Barred {
  private Barred() {}

  /**
   * What globs take out: one without a slash counts at any depth, and a folder counts with all that
   * is below it.
   *
   * @throws IllegalArgumentException if one is no glob
   */
  static PathMatcher ignored(Path folder, List<String> globs) {
    var all = new ArrayList<String>();
    for (var glob : globs) {
      for (var plain : GlobText.withoutBraces(glob)) {
        all.addAll(seenFrom(folder, plain));
      }
    }
    return all.isEmpty() ? _ -> false : Globs.below(Path.of("/"), all);
  }

  private static List<String> seenFrom(Path folder, String glob) {
    var bare = glob.replaceFirst("^\\./", "").replaceFirst("/(\\*\\*)?$", "");
    var anchored = bare.startsWith("/") ? bare
        : literal(folder) + (bare.contains("/") ? "/" : "/**/") + bare;
    var below = anchored.replaceFirst("^/+", "");
    return List.of(below, below + "/**");
  }

  /** A folder's name may hold what is special in a glob. */
  private static String literal(Path folder) {
    var name = GlobText.literal(folder.toString());
    return name.equals("/") ? "" : name;
  }

  /** The virtual environments in {@code folder}, whatever they are called. */
  static PathMatcher environments(Path folder) {
    try (var entries = Files.list(folder)) {
      Set<Path> found = entries.filter(it -> Files.exists(it.resolve("pyvenv.cfg")))
          .collect(Collectors.toUnmodifiableSet());
      return found::contains;
    } catch (IOException _) {
      // A folder that is missing holds none.
      return _ -> false;
    }
  }
}
