package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.ToolCatalog;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a server at one moment.
 *
 * @param generation the one that serves; where none does, the newest so far
 * @param tools those of the generation that serves; where none does, those of the last that did
 * @param runningSpec what the serving generation was started from, null where none serves
 * @param lastFailure why the last start failed or the last generation ended, null when nothing went
 *   wrong since the last start that succeeded
 * @param queued the calls that wait for a place or for a generation to serve
 */
public record ServerStatus(String name, ServerState state, long generation, ToolCatalog tools,
    @Nullable ServerSpec runningSpec, @Nullable Cause lastFailure, int queued) {

  /** Whether a call would be given to a generation right now. */
  public boolean serves() {
    return runningSpec != null;
  }
}
