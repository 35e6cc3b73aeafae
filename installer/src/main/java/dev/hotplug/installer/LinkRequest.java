package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that somebody wants to use as a server, as it is.
 *
 * @param folder absolute; it need not exist
 * @param name what to call the server; empty for what it calls itself
 * @param serverFile as in {@link Wishes}
 */
public record LinkRequest(Path folder, Optional<String> name, Optional<String> serverFile) {
  Wishes wishes() {
    return serverFile.map(Wishes.NONE::startedBy).orElse(Wishes.NONE);
  }
}
