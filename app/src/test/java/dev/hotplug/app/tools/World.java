package dev.hotplug.app.tools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.debug.Debugging;
import dev.hotplug.app.gate.GatedConnector;
import dev.hotplug.app.install.Question;
import dev.hotplug.app.lint.Linting;
import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.app.replay.Replays;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Smoke;
import dev.hotplug.spec.Variables;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.RestartPolicy;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.supervisor.SupervisorEvent;
import dev.hotplug.upstream.CommandRun;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Timer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hotplug's own tools over scripted servers, with a configuration that is a real file in a folder
 * of its own.
 */
public final class World implements AutoCloseable {
  private final Path file;
  private final Map<String, String> environment;
  private final AtomicInteger readings = new AtomicInteger();
  private final CopyOnWriteArrayList<Span> progress = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Span> news = new LinkedBlockingQueue<>();
  private final ScriptedServers servers = new ScriptedServers();
  private final StderrTail ownLog = new StderrTail(InstantSource.system());
  private final ScriptedInstallations installations = new ScriptedInstallations();
  private final Supervisor supervisor;
  private final MetaTools tools;
  private final Replays replays;
  private final Watching watching;
  private final Linting linting;
  private final LinkedBlockingQueue<String> announced = new LinkedBlockingQueue<>();
  private volatile IntConsumer afterReading = _ -> {};
  private volatile boolean isBroken;

  private World(Path folder, Map<String, String> environment, Timer timer) {
    this.file = folder.resolve(McpJson.FILE_NAME);
    this.environment = Map.copyOf(environment);
    var quarantine = new Quarantine(() -> installations, Optional.of(folder.resolve("installed")),
        _ -> false);
    var debugging = new Debugging();
    this.supervisor = new Supervisor(new Supervisor.Means(
        new GatedConnector(quarantine.around(debugging.around(servers)), this::trial,
            () -> new Redaction(environment)),
        timer, InstantSource.system(), RestartPolicy.DEFAULT, RandomGenerator.getDefault(),
        this::hear));
    this.replays = new Replays(supervisor, (server, outcome) -> announced
        .add(server + ": " + outcome.different() + " differ, " + outcome.failed() + " failed"));
    var self = new Ourselves(folder.resolve("hotplug"), null, environment);
    var configured = new Configured(this::read, self, folder,
        new Variables(environment, Optional.of(folder.resolve("env"))),
        new InstalledFiles(Optional.of(folder.resolve("installed"))));
    this.watching = new Watching(new Watching.Parts(supervisor, this::read, configured::isOurs,
        file, folder, nothingBuilt(folder, timer), (_, _, sentence) -> announced.add(sentence),
        InstantSource.system()));
    this.linting = new Linting(supervisor);
    this.tools = new MetaTools(
        new Servers(configured, supervisor, quarantine,
            new Workbench(linting, debugging, this::replays, () -> watching), timer),
        () -> installations, () -> ownLog);
  }

  private List<Smoke> trial(String server) {
    var dev = parse().entry(server).map(Entry::dev).orElse(Dev.DEFAULT);
    replays().follow(server, dev.replay());
    return dev.smoke();
  }

  private Replays replays() {
    return replays;
  }

  private void hear(SupervisorEvent event) {
    replays.hear(event);
    watching.hear(event);
    linting.hear(event);
  }

  /** No build is started here. */
  private static CommandRun nothingBuilt(Path folder, Timer timer) {
    return new StdioConnector(
        new StdioConnector.Surroundings(Instance.unrecorded(folder, Instance.Guard.NOBODY),
            Map.of(), folder, "0", () -> Wires.DEFAULT_LINE_LIMIT),
        timer, _ -> {}).commands();
  }

  /** What would watch the servers of this world; it has not begun. */
  Watching watching() {
    return watching;
  }

  /** What is told of the faults of the servers of this world. */
  Linting linting() {
    return linting;
  }

  /** A world without a configuration. */
  public static World in(Path folder) {
    return new World(folder, Map.of(), new SystemTimer());
  }

  static World in(Path folder, Map<String, String> environment) {
    return new World(folder, environment, new SystemTimer());
  }

  static World in(Path folder, Timer timer) {
    return new World(folder, Map.of(), timer);
  }

  private Configuration read() {
    int reading = readings.incrementAndGet();
    if (isBroken) throw new IllegalStateException("broken for a test");
    var configuration = parse();
    afterReading.accept(reading);
    return configuration;
  }

  private Configuration parse() {
    return McpJson.read(Files.exists(file) ? List.of(file) : List.of(), environment);
  }

  /**
   * Has something done after the configuration was read, before anybody acts on it.
   *
   * @param action hears how often it was read
   */
  void afterReading(IntConsumer action) {
    afterReading = action;
  }

  /** Waits until a sentence that holds {@code part} is announced. */
  void awaitAnnounced(String part) throws InterruptedException {
    while (true) {
      var next = announced.poll(10, TimeUnit.SECONDS);
      if (next == null) throw new AssertionError("nothing announced of " + part);
      if (next.contains(part)) return;
    }
  }

  /** Writes the configuration. */
  World configured(String json) {
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Configures one server that starts, with the tools of {@link ScriptedUpstream}. */
  public void scripted(String name) {
    withServers(name);
    servers.starts(name, Catalogs.of(Catalogs.taking("echo", "{}"), Catalogs.taking("hang", "{}")));
  }

  /** Whatever is to be installed has a plan, and is installed once that is agreed to. */
  public void plans() {
    installations.plans(Plans.from("https://git.example.org/acme/notes"),
        Plans.done("notes", List.of()));
  }

  /** From now on the configuration cannot be read, by a fault of ours. */
  public void breaks() {
    isBroken = true;
  }

  /** Configures servers of these names, for Hotplug only. */
  World withServers(String... names) {
    var entries = List.of(names).stream().map(name -> "\"" + name + "\":{\"command\":\"x\"}");
    return configured("{\"hotplug\":{\"servers\":{" + String.join(",", entries.toList()) + "}}}");
  }

  /** Starts a server anew as a saved file does, and waits for it. */
  void change(String server) {
    var _ = supervisor.changed(server, Change.of(Change.Kind.FILES, List.of("server.js"))).join();
  }

  Path file() {
    return file;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  ScriptedServers servers() {
    return servers;
  }

  /** The tools themselves. */
  public MetaTools tools() {
    return tools;
  }

  ScriptedInstallations installations() {
    return installations;
  }

  StderrTail ownLog() {
    return ownLog;
  }

  /** How often the configuration was read. */
  int readings() {
    return readings.get();
  }

  /** The progress that was reported. */
  List<Span> progress() {
    return List.copyOf(progress);
  }

  private void hear(Span params) {
    progress.add(params);
    news.add(params);
  }

  /** The next progress that is reported; waits for it. */
  JsonNode nextProgress() throws InterruptedException {
    var next = news.poll(10, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("no progress");
    return Catalogs.tree(next);
  }

  /** Begins a use of a tool. */
  ToolUse begin(String tool, String arguments) {
    return begin(tool,
        Map.of("name", Span.string(tool), "arguments", Span.parse(arguments).orElseThrow()));
  }

  ToolUse begin(String tool, Map<String, Span> params) {
    var use = new ToolUse(params, this::hear);
    if (!tools.use(tool, use)) throw new AssertionError("no tool " + tool);
    return use;
  }

  /** The result of using a tool, byte for byte. */
  Span raw(String tool, String arguments) {
    return await(begin(tool, arguments));
  }

  /** The structured content of using a tool, checked against what the tool promises. */
  JsonNode use(String tool, String arguments) {
    return Conformance.checked(tools, tool, raw(tool, arguments));
  }

  /** The same for a client that can ask its user, or null for one that cannot. */
  JsonNode use(String tool, String arguments, @Nullable Question question) {
    var use = new ToolUse(
        Map.of("name", Span.string(tool), "arguments", Span.parse(arguments).orElseThrow()),
        this::hear, question);
    if (!tools.use(tool, use)) throw new AssertionError("no tool " + tool);
    return Conformance.checked(tools, tool, await(use));
  }

  /** The structured content of using a tool with a server. */
  JsonNode on(String server, String tool) {
    return use(tool, "{\"server_name\":" + Span.string(server) + "}");
  }

  JsonNode load(String server) {
    return on(server, "load_mcp_server_dynamically");
  }

  JsonNode reload(String server) {
    return on(server, "reload_mcp_server");
  }

  JsonNode unload(String server) {
    return on(server, "unload_mcp_server");
  }

  JsonNode loaded() {
    return use("get_loaded_servers", "{}");
  }

  /** Calls a tool of a server. */
  Span call(String server, String tool, String parameters) {
    return raw("call_dynamic_server_tool", "{\"server_name\":" + Span.string(server)
        + ",\"tool_name\":" + Span.string(tool) + ",\"parameters\":" + parameters + "}");
  }

  /** What is answered to a call that must fail. */
  JsonNode failedCall(String server, String tool, String parameters) {
    var failure = Conformance.checked(tools, "call_dynamic_server_tool",
        call(server, tool, parameters));
    if (failure.path("success").booleanValue()) throw new AssertionError("it did not fail");
    return failure;
  }

  static Span await(ToolUse use) {
    try {
      return use.result().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result", e);
    }
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
