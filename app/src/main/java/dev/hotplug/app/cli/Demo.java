package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotplug.app.cli.AsClient.Unexpected;
import dev.hotplug.spec.Options;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The main job, shown: a real Hotplug, started as a client starts it, with a server that is edited,
 * broken and mended. Confined to one thread, but for {@link #close}.
 */
final class Demo implements AutoCloseable {
  /** Whether the launcher uses a cache of classes, and may make one. */
  private static final String AOT = "HOTPLUG_AOT";

  /** How long until the next look at what changes by itself. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final DemoProject project;
  private final PrintStream out;
  private final AsClient hotplug;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean asExpected = true;
  private long served;

  private Demo(DemoProject project, PrintStream out, AsClient hotplug) {
    this.project = project;
    this.out = out;
    this.hotplug = hotplug;
  }

  /** Writes the project and starts Hotplug in it, by {@code command}. */
  static Demo in(Terminal terminal, List<String> command) throws IOException {
    var project = DemoProject.write();
    var folder = project.folder();
    var connector = connector(terminal, folder);
    var way = new AsClient.Way(command, environment(terminal, folder), folder, Options.DEFAULT);
    return new Demo(project, terminal.out(), AsClient.start(connector, way));
  }

  /** By which a client in {@code folder} starts things; nobody ends them should we be killed. */
  static StdioConnector connector(Terminal terminal, Path folder) {
    var surroundings = new StdioConnector.Surroundings(
        Instance.unrecorded(folder, Instance.Guard.NOBODY), System.getenv(), folder,
        terminal.program().version(), () -> Wires.DEFAULT_LINE_LIMIT);
    return new StdioConnector(surroundings, new SystemTimer(), terminal.err()::println);
  }

  private static Map<String, String> environment(Terminal terminal, Path folder) {
    var given = new HashMap<>(Map.of("CLAUDE_PROJECT_DIR", folder.toString(), "HOTPLUG_JAVA_HOME",
        DemoProject.JAVA_HOME));
    var aot = terminal.environment().get(AOT);
    if (aot != null) given.put(AOT, aot);
    return given;
  }

  /** Goes through all steps; true when each came out as it should. */
  boolean run() {
    out.println("A project in " + project.folder() + " with one MCP server, "
        + project.source().getFileName());
    step("start Hotplug as a client does", this::start);
    step("load the server", () -> own("load_mcp_server_dynamically"));
    step("call its tool greet", () -> greet("Hello, Ada!"));
    step("edit the source and save; nobody asks for a reload",
        () -> saved("\"Hello, \"", "\"Good morning, \""));
    step("call it: the new code answers, and the agent is told",
        () -> greet("Good morning, Ada!", "dev.hotplug/reloaded"));
    step("break the source and save", () -> broken("String greet(", "Strin greet("));
    step("call it: the old version still answers, and the agent is told",
        () -> greet("Good morning, Ada!", "dev.hotplug/reloadFailed"));
    step("mend it and save", () -> saved("Strin greet(", "String greet("));
    step("call it: all is well", () -> greet("Good morning, Ada!", "dev.hotplug/reloaded"));
    step("unload the server", () -> own("unload_mcp_server"));
    if (!closed.get()) out.println(asExpected ? "All as expected." : "Not all was as expected.");
    return asExpected;
  }

  /**
   * One thing that is shown; returns what to print, and says no with {@link AsClient.Unexpected}.
   */
  private interface Step {
    String done() throws Unexpected, IOException;
  }

  /** After Ctrl-C nothing more is done, and nothing is said of what was under way. */
  private void step(String what, Step step) {
    if (closed.get()) return;
    long begun = System.nanoTime();
    var result = result(step);
    long took = (System.nanoTime() - begun) / 1_000_000;
    if (closed.get()) return;
    out.printf("%6d ms  %s%n           %s%n", took, what,
        result.replace("\n", System.lineSeparator() + " ".repeat(11)));
  }

  private String result(Step step) {
    if (!asExpected) return "skipped";
    try {
      return step.done();
    } catch (Unexpected | IOException e) {
      asExpected = false;
      return "UNEXPECTED: " + e.getMessage();
    }
  }

  private String start() throws Unexpected {
    return hotplug.prepare() + " tools";
  }

  private String own(String tool) throws Unexpected {
    var result = hotplug.own(tool);
    if (result.has("message")) return result.path("message").asText();
    served = result.path("generation").asLong();
    var tools = result.path("tools").findValuesAsText("signature");
    return "generation " + served + " serves: " + String.join(", ", tools);
  }

  private String saved(String old, String now) throws Unexpected, IOException {
    project.edit(old, now);
    var reload = await(server -> server.at("/last_reload/generation").asLong() > served)
        .path("last_reload");
    served = reload.path("generation").asLong();
    return "generation " + served + " serves; changed: " + reload.at("/files/0").asText();
  }

  private String broken(String old, String now) throws Unexpected, IOException {
    project.edit(old, now);
    return await(server -> server.has("last_failure")).at("/last_failure/cause").asText();
  }

  /** Looks at the server until it is as it should become by itself. */
  private JsonNode await(Predicate<JsonNode> expected) throws Unexpected {
    long end = System.nanoTime() + AsClient.PATIENCE.toNanos();
    var seen = look();
    while (!expected.test(seen)) {
      if (System.nanoTime() > end) throw new Unexpected("nothing came of it: " + seen);
      glance();
      seen = look();
    }
    return seen;
  }

  /** Passes a moment, or less when Hotplug ends. */
  private void glance() {
    var _ = hotplug.ended()
        .completeOnTimeout(false, GLANCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private JsonNode look() throws Unexpected {
    return hotplug.ask("get_loaded_servers", JsonNodeFactory.instance.objectNode())
        .at("/structuredContent/servers/0");
  }

  private String greet(String expected) throws Unexpected {
    return text(hotplug.greet(), expected);
  }

  /** Calls it; with the answer comes what {@code news} names. */
  private String greet(String expected, String news) throws Unexpected {
    var result = hotplug.greet();
    var text = text(result, expected);
    var told = result.path("_meta").path(news);
    if (told.isMissingNode()) throw new Unexpected(text + ", but nothing of " + news);
    return text + "\n" + news + " " + told;
  }

  private static String text(JsonNode result, String expected) throws Unexpected {
    var text = result.at("/content/0/text").asText();
    if (!text.equals(expected)) throw new Unexpected(text);
    return text;
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) return;
    try {
      hotplug.close();
    } finally {
      project.delete();
    }
  }
}
