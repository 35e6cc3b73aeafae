package dev.hotplug.app.watch;

import java.util.List;

/** Builds what a server is started from. */
interface Builder {
  /**
   * Builds and waits for it; interrupting ends it.
   *
   * @param files what was changed, as people call it
   * @throws InterruptedException when nothing of it is left
   */
  BuildResult build(Plan plan, BuildStep step, List<String> files) throws InterruptedException;
}
