package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Hears from the system what changes below one folder. Thread-safe. */
interface Ear {
  /** Opens ears. */
  interface Opener {
    /**
     * Opens one that hears what happens from then on.
     *
     * @throws IOException if the system does not tell of changes there
     */
    Ear open(Path folder, Root.Selection selection, Hearer hearer) throws IOException;
  }

  /** Who is told, on any thread. */
  interface Hearer {
    void changed(Path file);

    void uncertain();
  }

  /** Whether it may miss something from now on, so that another should take its place. */
  boolean isFailing();

  /** Links to files that are taken: of changes to what they lead to the system tells nothing. */
  Collection<Path> links();

  void close();
}
