package dev.hotplug.app.watch;

import dev.hotplug.spec.GlobText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/** Turns globs of people into roots: the folders at which they begin. */
final class GlobRoots {
  private GlobRoots() {}

  /**
   * The roots of {@code globs}; those that begin with an exclamation mark take files out.
   *
   * @param tooWide of which folders only the files themselves are taken where a glob says all
   * @throws IllegalArgumentException if one is no glob
   */
  static List<Root> of(Path folder, List<String> globs, PathMatcher barred,
      Predicate<Path> tooWide) {
    var out = Barred.ignored(folder,
        globs.stream()
            .filter(glob -> glob.startsWith("!"))
            .map(glob -> glob.substring(1))
            .toList());
    PathMatcher both = path -> barred.matches(path) || out.matches(path);
    var begun = new LinkedHashMap<Begin, List<String>>();
    for (var glob : globs) {
      if (glob.startsWith("!")) continue;
      for (var plain : GlobText.withoutBraces(glob)) {
        var begin = Begin.of(folder, plain);
        begun.computeIfAbsent(begin, _ -> new ArrayList<>()).addAll(begin.rest(folder, plain));
      }
    }
    return begun.entrySet()
        .stream()
        .map(it -> root(it.getKey().folder(), it.getValue(), both, tooWide))
        .toList();
  }

  private static Root root(Path folder, List<String> globs, PathMatcher barred,
      Predicate<Path> tooWide) {
    int most = tooWide.test(folder) ? 0 : Tree.ALL;
    int depth = globs.stream().mapToInt(glob -> depth(glob, most)).max().orElse(0);
    return new Root(folder, new Tree(folder, depth, Globs.below(folder, globs), barred), globs);
  }

  private static int depth(String glob, int most) {
    return glob.contains("**") ? most : (int) glob.chars().filter(c -> c == '/').count();
  }

  /** Where a glob begins: the folder before the first of its names that is a pattern. */
  private record Begin(Path folder) {
    static Begin of(Path folder, String glob) {
      var plain = plain(folder, glob);
      boolean file = !GlobText.isPattern(glob) && !isFolder(plain, glob);
      return new Begin(file ? Names.parent(plain) : plain);
    }

    private static Path plain(Path folder, String glob) {
      var path = glob.startsWith("/") ? Path.of("/") : folder;
      for (var name : Path.of(glob)) {
        if (GlobText.isPattern(name.toString())) break;
        path = path.resolve(GlobText.plain(name.toString()));
      }
      return path.normalize();
    }

    private static boolean isFolder(Path path, String glob) {
      return glob.endsWith("/") || Files.isDirectory(path) || path.getParent() == null;
    }

    /** What of a glob is left to match below this folder. */
    List<String> rest(Path seenFrom, String glob) {
      if (!GlobText.isPattern(glob)) {
        var plain = plain(seenFrom, glob);
        return List.of(plain.equals(folder) ? "**" : GlobText.literal(Names.name(plain)));
      }
      var names = Path.of(glob);
      int special = 0;
      while (!GlobText.isPattern(names.getName(special).toString())) special++;
      var rest = names.subpath(special, names.getNameCount()).toString();
      return List.of(glob.endsWith("/") ? rest + "/**" : rest);
    }
  }
}
