package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/**
 * What of a folder is watched, without what never is.
 *
 * @param depth how many folders below the root may be entered; 0 for none
 * @param files which files are meant
 * @param barred folders and files that are not watched whatever else says so
 */
record Tree(Path folder, int depth, PathMatcher files,
    PathMatcher barred) implements Root.Selection {
  static final int ALL = Integer.MAX_VALUE;

  /** The files of {@code folder} and below it whose names match one of {@code names}. */
  static Root named(Path folder, int depth, List<String> names, PathMatcher barred) {
    return new Root(folder, new Tree(folder, depth, Globs.names(names), barred), names);
  }

  /** One file, even where it would never be watched otherwise. */
  static Root only(Path file) {
    var folder = Names.parent(file);
    return new Root(folder, new Tree(folder, 0, file::equals, _ -> false),
        List.of(Names.name(file)));
  }

  @Override
  public boolean enters(Path below) {
    return folder.relativize(below).getNameCount() <= depth && !Never.folder(below)
        && !barred.matches(below);
  }

  @Override
  public boolean takes(Path file) {
    return files.matches(file) && !Never.file(file) && !barred.matches(file);
  }
}
