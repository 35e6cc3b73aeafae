package dev.hotplug.app.engine;

import dev.hotplug.app.serve.Severity;
import dev.hotplug.app.tools.Configured;
import dev.hotplug.app.watch.Announcer;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.spec.Configuration;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.upstream.StdioConnector;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins to watch with the first server: nothing else needs it, nor waits for its classes. A lambda
 * would load the class of what it gives. Thread-safe.
 */
final class LateWatching implements Supplier<Watching>, AutoCloseable {
  /** What it will be made of. */
  record Parts(Supervisor supervisor, Supplier<Configuration> reading, Configured configured,
      Settings settings, StdioConnector connector, Engine.Listener listener) {}

  private final Parts parts;
  private volatile @Nullable Watching begun;

  LateWatching(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Watching get() {
    var watching = begun;
    return watching == null ? begin() : watching;
  }

  private synchronized Watching begin() {
    var watching = begun;
    if (watching != null) return watching;
    var settings = parts.settings();
    watching = new Watching(new Watching.Parts(parts.supervisor(), parts.reading(),
        parts.configured()::isOurs, settings.configFile(), settings.serversFolder(),
        parts.connector().commands(), this::announce, InstantSource.system()));
    watching.begin();
    begun = watching;
    return watching;
  }

  private void announce(Announcer.Level level, String about, String sentences) {
    // What goes well is logged as it happens.
    if (level != Announcer.Level.INFO) EventLog.announce(level, sentences);
    parts.listener().tell(switch (level) {
      case INFO -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case ERROR -> Severity.ERROR;
    }, about, sentences);
  }

  @Override
  public void close() {
    var watching = begun;
    if (watching != null) watching.close();
  }
}
