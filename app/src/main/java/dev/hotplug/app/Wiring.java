package dev.hotplug.app;

import dev.hotplug.app.log.Logs;
import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.Session;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.app.tools.Configured;
import dev.hotplug.app.tools.MetaTools;
import dev.hotplug.app.tools.Ourselves;
import dev.hotplug.app.tools.Servers;
import dev.hotplug.app.watch.Announcer;
import dev.hotplug.app.watch.WatchedConnector;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.McpJson;
import dev.hotplug.supervisor.RestartPolicy;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.Instances;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts one serving Hotplug together, across modules. Until the client has introduced itself nothing
 * is read, started or written.
 */
final class Wiring {
  private static final Duration TO_ANSWER = Duration.ofSeconds(1);
  private static final Duration TO_WRITE = Duration.ofMillis(200);
  private static final Duration IN_ALL = Duration.ofMillis(1_100);

  /** A line is held in one array, and queues may hold two lines. */
  private static final int MOST_LINE_BYTES = 1024 * 1024 * 1024 - 1;

  private final Settings settings;
  private final InputStream in;
  private final AtomicInteger lineLimit = new AtomicInteger(Wires.DEFAULT_LINE_LIMIT);
  private final Supervisor supervisor;
  private final Peer client;
  private final Session session;
  private final LateWatching watching;
  private volatile boolean isDown;

  Wiring(Program program, Settings settings, InputStream in, OutputStream out) {
    this.settings = settings;
    this.in = in;
    var timer = new SystemTimer();
    var instance = new Instance(Instance.newId(), settings.project(), settings.instancesFolder(),
        settings.guard());
    var connector = new StdioConnector(new StdioConnector.Surroundings(instance,
        settings.environment(), settings.serversFolder(), program.version(), lineLimit::get), timer,
        EventLog::warn);
    this.supervisor = new Supervisor(
        new Supervisor.Means(new LateConnector(connector, () -> copying(connector)), timer,
            InstantSource.system(), RestartPolicy.DEFAULT, new Random(), this::hear));
    this.client = Peer.over(in, out, new Wires("client-in", "client-out", lineLimit::get), timer);
    var self = new Ourselves(program.launcher(), program.jar(), settings.environment());
    var configured = new Configured(this::configuration, self, settings.serversFolder(),
        settings.environment());
    this.watching = new LateWatching(configured, connector);
    var tools = new MetaTools(new Servers(configured, supervisor, watching, timer), Logs::recent);
    this.session = new Session(client, tools, program.version(), this::introduced);
  }

  /** Serves the client until it has said its last, and then takes everything down. */
  void serve() throws InterruptedException {
    session.begin();
    session.awaitEnd();
    long end = System.nanoTime() + IN_ALL.toNanos();
    watching.close();
    session.awaitAnswered(TO_ANSWER);
    supervisor.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    client.close();
    client.awaitWritten(TO_WRITE);
    isDown = true;
  }

  /** Takes all servers down at once; for signals, when there is no time to be gentle. */
  void halt() {
    watching.close();
    if (!isDown) supervisor.halt();
    try {
      in.close();
    } catch (IOException _) {
      // Nobody reads it any more.
    }
  }

  /**
   * Reads the configuration once, so that its line limit holds from the start, and ends what those
   * before us had to leave behind.
   */
  private void introduced() {
    Thread.ofVirtual().name("configuration").start(() -> {
      var _ = configuration();
    });
    settings.instancesFolder()
        .ifPresent(folder -> Thread.ofVirtual().name("instances").start(() -> sweep(folder)));
  }

  private static void sweep(Path folder) {
    try {
      new Instances(folder).sweep(EventLog::warn);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A jar that is rewritten while servers run from it must not be theirs. */
  private Connector copying(Connector connector) {
    var folder = settings.cacheFolder();
    if (folder.isEmpty()) return connector;
    var copies = new WatchedConnector(connector, folder.get().resolve("jars"),
        settings.serversFolder(), spec -> watching.get().isOn(spec));
    Thread.ofVirtual().name("copies").start(copies::sweep);
    return copies;
  }

  private void hear(SupervisorEvent event) {
    EventLog.log(event);
    watching.get().hear(event);
  }

  private void announce(Announcer.Level level, String about, String sentences) {
    // What goes well is logged as it happens.
    if (level != Announcer.Level.INFO) EventLog.announce(level, sentences);
    session.tell(switch (level) {
      case INFO -> Severity.INFO;
      case WARNING -> Severity.WARNING;
      case ERROR -> Severity.ERROR;
    }, about, sentences);
  }

  private Configuration configuration() {
    var configuration = settings.config()
        .map(file -> McpJson.read(List.of(file), settings.environment()))
        .orElseGet(() -> McpJson.readProject(settings.project(), settings.environment()));
    lineLimit.set(Math.toIntExact(Math.clamp(
        configuration.lineLimitBytes().orElse(Wires.DEFAULT_LINE_LIMIT), 1, MOST_LINE_BYTES)));
    return configuration;
  }

  /**
   * Begins to watch with the first server: nothing else needs it, nor waits for its classes. A
   * lambda would load the class of what it gives.
   */
  private final class LateWatching implements Supplier<Watching>, AutoCloseable {
    private final Configured configured;
    private final StdioConnector connector;
    private volatile @Nullable Watching begun;

    LateWatching(Configured configured, StdioConnector connector) {
      this.configured = configured;
      this.connector = connector;
    }

    @Override
    public Watching get() {
      var watching = begun;
      return watching == null ? begin() : watching;
    }

    private synchronized Watching begin() {
      var watching = begun;
      if (watching != null) return watching;
      watching = new Watching(new Watching.Parts(supervisor, Wiring.this::configuration,
          configured::isOurs, settings.configFile(), settings.serversFolder(), connector.commands(),
          Wiring.this::announce, InstantSource.system()));
      watching.begin();
      begun = watching;
      return watching;
    }

    @Override
    public void close() {
      var watching = begun;
      if (watching != null) watching.close();
    }
  }
}
