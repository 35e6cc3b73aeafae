package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Who may change what: one process at a time works on a server, one thread on a list of them. */
final class Claims {
  private Claims() {}

  /** The claim on the server {@code name} of {@code servers}; empty while somebody has it. */
  static Optional<Claim> on(Path servers, String name) throws IOException {
    return Claim.take(locks(servers).resolve("servers").resolve(name));
  }

  /** Waits for the turn to change the list in {@code file}. */
  static FileTurn turn(Path servers, Path file) throws IOException {
    return FileTurn.on(file, locks(servers).resolve("lists"));
  }

  private static Path locks(Path servers) {
    return servers.resolve(".locks");
  }
}
