package dev.hotplug.app.engine;

import dev.hotplug.app.install.Installations;
import dev.hotplug.app.install.Installing;
import dev.hotplug.app.install.NoPlace;
import dev.hotplug.installer.GitUrl;
import dev.hotplug.spec.Configuration;
import dev.hotplug.upstream.StdioConnector;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the installer when somebody first asks for it, for the reasons of {@link LateWatching}, and
 * lets it bring to an end what was interrupted before. Thread-safe.
 */
final class LateInstalling implements Supplier<Installations>, AutoCloseable {
  private final Settings settings;
  private final StdioConnector connector;
  private final Supplier<Configuration> reading;
  private volatile @Nullable Installing made;
  private final AtomicBoolean isMending = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> mended = new CompletableFuture<>();
  private volatile boolean closed;

  LateInstalling(Settings settings, StdioConnector connector, Supplier<Configuration> reading) {
    this.settings = settings;
    this.connector = connector;
    this.reading = reading;
  }

  @Override
  public Installations get() {
    var folders = folders();
    return folders.isEmpty() ? new NoPlace() : made(folders.get());
  }

  /** Mends what was interrupted before, on a thread of its own, if anything was ever installed. */
  void mend() {
    Thread.ofVirtual().name("repair").start(() -> {
      if (settings.installedServers().filter(Files::isDirectory).isPresent()) get();
    });
  }

  private Optional<Installing.Folders> folders() {
    return settings.installedServers()
        .flatMap(servers -> settings.stateFolder()
            .flatMap(state -> settings.configFolder()
                .map(config -> new Installing.Folders(servers, state, config, settings.home()))));
  }

  private Installing made(Installing.Folders folders) {
    var installing = make(folders);
    if (!isMending.getAndSet(true)) mend(installing);
    // What is half done is no answer to anybody.
    mended.join();
    return installing;
  }

  private void mend(Installing installing) {
    try {
      installing.repair().forEach(EventLog::warn);
    } finally {
      mended.complete(null);
    }
  }

  private synchronized Installing make(Installing.Folders folders) {
    var installing = made;
    if (installing != null) return installing;
    var allowed = settings.options().allowLocal() ? GitUrl.Allow.LOCAL : GitUrl.Allow.REMOTE;
    installing = new Installing(new Installing.Parts(folders, connector, settings.configFile(),
        reading, settings.serversFolder(), settings.variables(), allowed));
    if (closed) installing.close();
    made = installing;
    return installing;
  }

  /** As {@link Installing#awaitIdle}. */
  void awaitIdle(Duration limit) throws InterruptedException {
    var installing = made;
    if (installing != null) installing.awaitIdle(limit);
  }

  /** What is under way is cancelled; nothing is begun any more. */
  @Override
  public void close() {
    closed = true;
    var installing = made;
    if (installing != null) installing.close();
  }
}
