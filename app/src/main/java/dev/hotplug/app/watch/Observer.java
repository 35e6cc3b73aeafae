package dev.hotplug.app.watch;

import java.nio.file.Path;

/** Who is told of changes below a {@link Root}; on threads of the watcher, so return at once. */
interface Observer {
  /** A file that the root takes was created, written, or is gone. */
  void changed(Path file);

  /**
   * Something may have changed that was not told: too much happened at once, a folder is gone, the
   * root was made anew, another way of watching began. Look yourself.
   */
  void uncertain();
}
