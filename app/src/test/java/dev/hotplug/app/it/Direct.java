package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A client of a server without Hotplug in between: what it hears is what Hotplug must pass on. */
final class Direct extends Client {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private final Homes homes;

  private Direct(Process process, Homes homes) {
    super(process, LIMIT);
    this.homes = homes;
  }

  /** Starts {@code command} in {@code folder} and initializes it. */
  static Direct to(List<String> command, Path folder) throws IOException, InterruptedException {
    var homes = Homes.create();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(homes.environment());
    var direct = new Direct(builder.start(), homes);
    direct.initialize("2025-11-25", "{}");
    return direct;
  }

  /** Ends the server, by force when it must be; what it leaves behind is not Hotplug's fault. */
  @Override
  public void close() {
    closeStdin();
    try {
      awaitExit(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (AssertionError _) {
      // Some servers wait for a signal; closing the homes sends the last one.
    } finally {
      homes.close();
    }
  }
}
