package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The main job, shown: a real Hotplug, started as a client starts it, with a server that is edited,
 * broken and mended. Confined to one thread, but for {@link #close}.
 */
final class Demo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long until the next look at what changes by itself. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  private final DemoProject project;
  private final PrintStream out;
  private final Upstream hotplug;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean asExpected = true;
  private long served;

  private Demo(DemoProject project, PrintStream out, Upstream hotplug) {
    this.project = project;
    this.out = out;
    this.hotplug = hotplug;
  }

  /** Writes the project and starts Hotplug in it, by {@code command}. */
  static Demo in(Terminal terminal, List<String> command) throws IOException {
    var project = DemoProject.write();
    var folder = project.folder();
    var spec = new ServerSpec.Stdio("hotplug", command.getFirst(),
        command.subList(1, command.size()),
        Map.of("CLAUDE_PROJECT_DIR", folder.toString(), "HOTPLUG_JAVA_HOME", DemoProject.JAVA_HOME),
        folder, Options.DEFAULT);
    var connector = new StdioConnector(
        new StdioConnector.Surroundings(Instance.unrecorded(folder, Instance.Guard.NOBODY),
            System.getenv(), folder, terminal.program().version(), () -> Wires.DEFAULT_LINE_LIMIT),
        new SystemTimer(), terminal.err()::println);
    return new Demo(project, terminal.out(),
        connector.open(spec, 1, new StderrTail(InstantSource.system())));
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

  /** One thing that is shown; returns what to print, and says no with {@link Unexpected}. */
  private interface Step {
    String done() throws Unexpected, IOException;
  }

  /** A step that came out otherwise than it should. */
  private static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    Unexpected(String what) {
      super(what);
    }
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
    return switch (hotplug.prepare()) {
      case Readiness.Ready ready -> ready.tools().tools().size() + " tools";
      case Readiness.Failed(var cause) ->
        throw new Unexpected("it " + cause.what() + " " + cause.stderrTail());
    };
  }

  private String own(String tool) throws Unexpected {
    var result = ask(tool, arguments()).path("structuredContent");
    if (!result.path("success").asBoolean()) throw new Unexpected(result.toString());
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
    long end = System.nanoTime() + PATIENCE.toNanos();
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
        .handle((_, _) -> true)
        .completeOnTimeout(false, GLANCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private JsonNode look() throws Unexpected {
    return ask("get_loaded_servers", JsonNodeFactory.instance.objectNode())
        .at("/structuredContent/servers/0");
  }

  private String greet(String expected) throws Unexpected {
    return text(called(), expected);
  }

  /** Calls it; with the answer comes what {@code news} names. */
  private String greet(String expected, String news) throws Unexpected {
    var result = called();
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

  private JsonNode called() throws Unexpected {
    var arguments = arguments().put("tool_name", "greet");
    arguments.putObject("parameters").put("name", "Ada");
    return ask("call_dynamic_server_tool", arguments);
  }

  private static ObjectNode arguments() {
    return JsonNodeFactory.instance.objectNode().put("server_name", DemoProject.SERVER);
  }

  private JsonNode ask(String tool, ObjectNode arguments) throws Unexpected {
    var call = new ToolCall(tool, Span.of(arguments), null, Optional.of(PATIENCE), null);
    var reply = hotplug.call(call).reply().join();
    if (!(reply instanceof Reply.Ok(var result))) throw new Unexpected("no result, but " + reply);
    try {
      return result.tree();
    } catch (JsonProcessingException e) {
      throw new Unexpected("a result that cannot be read: " + e.getOriginalMessage());
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) return;
    try {
      var _ = hotplug.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      project.delete();
    }
  }
}
