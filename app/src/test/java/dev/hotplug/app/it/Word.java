package dev.hotplug.app.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The word that a Hotplug leaves of itself for those that come later: its instance file. */
final class Word {
  private Word() {}

  /** The file of this one. */
  static Path of(Hotplug hotplug) throws IOException {
    var folder = hotplug.homes().state().resolve("hotplug/instances");
    try (var files = Files.newDirectoryStream(folder, "*.json")) {
      for (var file : files) {
        if (tree(file).path("pid").asLong() == hotplug.pid()) return file;
      }
    }
    throw new AssertionError(hotplug.pid() + " has left no word of itself");
  }

  /** Waits until it names the daemon that nobody could find otherwise. */
  static void awaitStray(Hotplug hotplug) throws Exception {
    if (!Shape.WIPED_DAEMON.isPossible()) return;
    var file = of(hotplug);
    Await.until("it names what has strayed",
        () -> tree(file).path("strays").valueStream().anyMatch(Word::isDaemon));
  }

  /** The daemon of {@link Shape#WIPED_DAEMON} is the one that serves nobody. */
  private static boolean isDaemon(JsonNode stray) {
    var folder = Path.of("/proc", stray.path("pid").asText());
    try {
      return Files.readString(folder.resolve("cmdline")).startsWith("wiped")
          && Files.readSymbolicLink(folder.resolve("fd/0")).equals(Path.of("/dev/null"));
    } catch (IOException _) {
      return false;
    }
  }

  private static JsonNode tree(Path file) throws IOException {
    return Bytes.tree(Files.readString(file));
  }
}
