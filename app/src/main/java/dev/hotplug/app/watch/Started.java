package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.List;

/** What a command line starts, as far as its files tell. All paths are absolute and normalized. */
sealed interface Started {
  /** A file that is run as it is written. */
  record Script(Language language, Path file) implements Started {}

  /** The sources of a folder's project: what starts them compiles them or finds them by a name. */
  record Project(Language language, Path folder) implements Started {}

  /**
   * What a compiler made.
   *
   * @param parts files and folders, never empty; the first is the one that is started
   */
  record Artefact(Language language, List<Path> parts) implements Started {
    public Artefact {
      parts = List.copyOf(parts);
    }

    Path first() {
      return parts.getFirst();
    }
  }

  /**
   * Nothing that anybody edits here.
   *
   * @param because a clause without a full stop
   */
  record Foreign(String because) implements Started {}
}
