package dev.hotplug.app.engine;

import dev.hotplug.app.debug.Debugged;
import dev.hotplug.app.debug.Debugging;
import dev.hotplug.app.gate.GatedConnector;
import dev.hotplug.app.install.Installations;
import dev.hotplug.app.lint.Linting;
import dev.hotplug.app.log.Logs;
import dev.hotplug.app.log.ServerRecords;
import dev.hotplug.app.quarantine.Held;
import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.app.replay.Outcome;
import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.app.tools.Configured;
import dev.hotplug.app.tools.InstalledFiles;
import dev.hotplug.app.tools.MetaTools;
import dev.hotplug.app.tools.Ourselves;
import dev.hotplug.app.tools.Servers;
import dev.hotplug.app.tools.Workbench;
import dev.hotplug.app.watch.WatchedConnector;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Smoke;
import dev.hotplug.spec.Watch;
import dev.hotplug.supervisor.RestartPolicy;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.Instances;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Timer;
import dev.hotplug.wire.Wires;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * All that runs servers, the same for a client and for the command line. To make one reads, starts
 * and writes nothing. Thread-safe.
 */
public final class Engine {
  /** Hears what happens though nobody asked. */
  public interface Listener {
    /** Hears sentences about a server, or about the configuration where {@code about} is that. */
    void tell(Severity severity, String about, String sentences);

    /** Whoever asked for it waits while the first server is started; called once, before it is. */
    default void firstServer() {}

    /** Hears what happened to a server; called on its thread, so it must be short. */
    default void happened(SupervisorEvent event) {}

    /** Hears what calls came to that were repeated after a reload by itself. */
    default void repeated(String server, Outcome outcome) {
      tell(outcome.failed() == 0 ? Severity.INFO : Severity.WARNING, server,
          LateReplays.sentence(server, outcome));
    }
  }

  /** A line is held in one array, and queues may hold two lines. */
  private static final int MOST_LINE_BYTES = 1024 * 1024 * 1024 - 1;

  private final Settings settings;
  private final Optional<Entry> only;
  private final Listener listener;
  private final AtomicInteger lineLimit = new AtomicInteger(Wires.DEFAULT_LINE_LIMIT);
  private final Timer timer = new SystemTimer();
  private final Supervisor supervisor;
  private final LateWatching watching;
  private final Trials trials = new Trials();
  private final LateReplays replays;
  private final LateInstalling installing;
  private final Quarantine quarantine;
  private final QuarantineWarnings warnings;
  private final Debugging debugging = new Debugging();
  private final Linting linting;
  private final MetaTools tools;

  /** One for the servers that the configuration lists. */
  public Engine(Program program, Settings settings, Listener listener) {
    this(program, settings, listener, Optional.empty());
  }

  /** One for a single server, whatever any configuration lists. */
  public Engine(Program program, Settings settings, Listener listener, Entry only) {
    this(program, settings, listener, Optional.of(only));
  }

  private Engine(Program program, Settings settings, Listener listener, Optional<Entry> only) {
    this.settings = settings;
    this.only = only;
    this.listener = listener;
    var instance = new Instance(Instance.newId(), settings.project(), settings.instancesFolder(),
        settings.guard());
    var connector = new StdioConnector(new StdioConnector.Surroundings(instance,
        settings.environment(), settings.serversFolder(), program.version(), lineLimit::get), timer,
        EventLog::warn);
    this.supervisor = new Supervisor(
        new Supervisor.Means(new LateConnector(connector, () -> first(connector, listener)), timer,
            InstantSource.system(), RestartPolicy.DEFAULT, new Random(), this::hear));
    this.replays = new LateReplays(supervisor, listener);
    var self = new Ourselves(program.launcher(), program.jar(), settings.environment());
    var configured = new Configured(this::configuration, self, settings.serversFolder(),
        settings.variables(), new InstalledFiles(settings.installedServers()));
    this.watching = new LateWatching(new LateWatching.Parts(supervisor, this::configuration,
        configured, settings, connector, listener));
    this.installing = new LateInstalling(settings, connector, this::configuration);
    this.quarantine = new Quarantine(installing, settings.installedServers(), this::isWorkedOn);
    this.warnings = new QuarantineWarnings(quarantine, listener);
    this.linting = new Linting(supervisor);
    this.tools = new MetaTools(new Servers(configured, supervisor, quarantine,
        new Workbench(linting, debugging, replays, watching), timer), installing, Logs::recent);
  }

  /** By which all of it is used. */
  public MetaTools tools() {
    return tools;
  }

  /** Those that run. */
  public Supervisor supervisor() {
    return supervisor;
  }

  /** What follows the sources of servers, which begins with the first use of it. */
  public Watching watching() {
    return watching.get();
  }

  /** What is installed; begins with the first use of it. */
  public Supplier<Installations> installations() {
    return installing;
  }

  /** What holds back tools that nobody has agreed to. */
  public Quarantine quarantine() {
    return quarantine;
  }

  /** What is held back of the tools of a server; empty for nothing. */
  public Optional<Held> held(String server) {
    return supervisor.status(server).flatMap(quarantine::held);
  }

  /** Whether a debugger can be attached to a generation; empty where nobody asks for one. */
  public Optional<Debugged> debugged(String server, long generation) {
    return debugging.of(server, generation);
  }

  /** The faults of the servers that run. */
  public Linting linting() {
    return linting;
  }

  /** A server as it is listed; empty where none of that name is. */
  public Optional<Entry> entry(String name) {
    return configuration().entry(name);
  }

  /** What {@link Listener#repeated} heard; by this it counts as told, so it is given once. */
  public Optional<Outcome> replayed(String server) {
    return replays.get().take(server);
  }

  public Timer timer() {
    return timer;
  }

  /** The longest line that anybody may write, in bytes; changes with the configuration. */
  public int lineLimit() {
    return lineLimit.get();
  }

  /**
   * Reads the configuration once, so that its line limit holds from the start, and ends what those
   * before us had to leave behind. Does not wait.
   */
  public void begin() {
    Thread.ofVirtual().name("configuration").start(() -> {
      var _ = configuration();
    });
    Thread.ofVirtual().name("instances").start(() -> {
      settings.instancesFolder().ifPresent(Engine::sweep);
      // Whoever still builds for a killed one has ended by now.
      installing.mend();
    });
  }

  /** Begins nothing any more of its own accord; what installs is cancelled. Does not wait. */
  public void rest() {
    watching.close();
    installing.close();
  }

  /** Takes all servers down, gently for {@code gentle}; comes after {@link #rest}. */
  public void stop(Duration gentle) {
    supervisor.stop(gentle);
  }

  /**
   * Waits, at most {@code limit}, for installations that {@link #rest} has cancelled to take back
   * what they began. What is not done by then the next start does.
   */
  public void awaitInstallations(Duration limit) throws InterruptedException {
    installing.awaitIdle(limit);
  }

  /** Takes all servers down at once. */
  public void halt() {
    supervisor.halt();
  }

  private static void sweep(Path folder) {
    try {
      new Instances(folder).sweep(EventLog::warn);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Connector first(Connector connector, Listener listener) {
    listener.firstServer();
    return gated(quarantine.around(recording(copying(pinning(debugging.around(connector))))));
  }

  /** Outermost: what is withheld must not be called, not even to be tried. */
  private Connector gated(Connector connector) {
    return new GatedConnector(connector, this::trial, () -> new Redaction(settings.environment()));
  }

  /** What the entry of a server that starts now says of trying it out. */
  private List<Smoke> trial(String server) {
    var dev = trials.of(server, configuration());
    replays.get().follow(server, dev.replay());
    return dev.smoke();
  }

  private Connector pinning(Connector connector) {
    return settings.installedServers()
        .<Connector>map(servers -> new PinnedConnector(connector, servers))
        .orElse(connector);
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

  private Connector recording(Connector connector) {
    var folder = settings.serverLogs();
    if (folder.isEmpty()) return connector;
    return new RecordingConnector(connector, new ServerRecords(folder.get()));
  }

  /** Only the user says which files of an installed server are edited. */
  private boolean isWorkedOn(ServerSpec spec) {
    return configuration().entry(spec.name())
        .filter(entry -> entry.dev().watch() instanceof Watch.Globs)
        .isPresent();
  }

  private void hear(SupervisorEvent event) {
    EventLog.log(event);
    replays.get().hear(event);
    watching.get().hear(event);
    warnings.hear(event);
    linting.hear(event);
    listener.happened(event);
  }

  private Configuration configuration() {
    return only.map(Alone::with).orElseGet(this::read);
  }

  private Configuration read() {
    var configuration = settings.config()
        .map(file -> McpJson.read(List.of(file), settings.variables()))
        .orElseGet(() -> McpJson.readProject(settings.project(), settings.variables()));
    lineLimit.set(Math.toIntExact(Math.clamp(
        configuration.lineLimitBytes().orElse(Wires.DEFAULT_LINE_LIMIT), 1, MOST_LINE_BYTES)));
    return configuration;
  }
}
