package dev.hotplug.app.watch;

import dev.hotplug.upstream.OuterUpstream;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Upstream;
import java.nio.file.Path;

/**
 * An upstream that runs from a folder of its own, which goes when all its processes are gone.
 */
record Housed(Upstream inner, Path folder) implements OuterUpstream {
  @Override
  public Stopped close() throws InterruptedException {
    var stopped = inner.close();
    CopiesFolder.delete(folder);
    return stopped;
  }
}
