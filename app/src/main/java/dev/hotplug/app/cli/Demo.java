package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.spec.McpJson;
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
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The main job, shown: a real Hotplug, started as a client starts it, with a server that is written
 * into a temporary project, edited, reloaded and broken. Confined to one thread.
 */
final class Demo implements AutoCloseable {
  private static final String SERVER = "greeter";
  private static final String HELLO = "\"Hello, \"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String JAVA_HOME = Objects.requireNonNull(System.getProperty("java.home"));

  private final Path project;
  private final PrintStream out;
  private final Upstream hotplug;
  private boolean asExpected = true;

  private Demo(Path project, PrintStream out, Upstream hotplug) {
    this.project = project;
    this.out = out;
    this.hotplug = hotplug;
  }

  /** Writes the project and starts Hotplug in it, by {@code command}. */
  static Demo in(Terminal terminal, List<String> command) throws IOException {
    var project = Files.createTempDirectory("hotplug-demo-");
    Files.writeString(source(project), server());
    Files.writeString(project.resolve(McpJson.FILE_NAME), configuration());
    var spec = new ServerSpec.Stdio("hotplug", command.getFirst(),
        command.subList(1, command.size()),
        Map.of("CLAUDE_PROJECT_DIR", project.toString(), "HOTPLUG_JAVA_HOME", JAVA_HOME), project,
        Options.DEFAULT);
    var connector = new StdioConnector(
        new StdioConnector.Surroundings(Instance.unrecorded(project, Instance.Guard.NOBODY),
            System.getenv(), project, terminal.program().version(), () -> Wires.DEFAULT_LINE_LIMIT),
        new SystemTimer(), terminal.err()::println);
    return new Demo(project, terminal.out(),
        connector.open(spec, 1, new StderrTail(InstantSource.system())));
  }

  /** Goes through all steps; true when each came out as it should. */
  boolean run() throws IOException {
    out.println(
        "A project in " + project + " with one MCP server, " + source(project).getFileName());
    step("start Hotplug as a client does", this::start);
    step("load the server", () -> own("load_mcp_server_dynamically", true));
    step("call its tool greet", () -> greet("Hello, Ada!"));
    edit(HELLO, "\"Good morning, \"");
    step("edit the source, reload", () -> own("reload_mcp_server", true));
    step("call it again: the new code answers", () -> greet("Good morning, Ada!"));
    edit("String greet(", "Strin greet(");
    step("break the source, reload", () -> own("reload_mcp_server", false));
    step("call it again: the old version still answers", () -> greet("Good morning, Ada!"));
    step("unload the server", () -> own("unload_mcp_server", true));
    out.println(asExpected ? "All as expected." : "Not all was as expected.");
    return asExpected;
  }

  /** One thing that is shown; returns what to print, and says no with {@link Unexpected}. */
  private interface Step {
    String done() throws Unexpected;
  }

  /** A step that came out otherwise than it should. */
  private static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    Unexpected(String what) {
      super(what);
    }
  }

  private void step(String what, Step step) {
    long begun = System.nanoTime();
    String result;
    try {
      result = asExpected ? step.done() : "skipped";
    } catch (Unexpected e) {
      asExpected = false;
      result = "UNEXPECTED: " + e.getMessage();
    }
    long took = (System.nanoTime() - begun) / 1_000_000;
    out.printf("%6d ms  %s%n           %s%n", took, what, result);
  }

  private String start() throws Unexpected {
    return switch (hotplug.prepare()) {
      case Readiness.Ready ready -> ready.tools().tools().size() + " tools";
      case Readiness.Failed(var cause) ->
        throw new Unexpected("it " + cause.what() + " " + cause.stderrTail());
    };
  }

  private String own(String tool, boolean success) throws Unexpected {
    var result = ask(tool, arguments()).path("structuredContent");
    if (result.path("success").asBoolean() != success) throw new Unexpected(result.toString());
    return success ? told(result) : result.path("error").asText();
  }

  private static String told(JsonNode result) {
    if (result.has("message")) return result.path("message").asText();
    var tools = result.path("tools").findValuesAsText("signature");
    return "generation " + result.path("generation").asInt() + " serves: "
        + String.join(", ", tools);
  }

  private String greet(String expected) throws Unexpected {
    var arguments = arguments().put("tool_name", "greet");
    arguments.putObject("parameters").put("name", "Ada");
    var text = ask("call_dynamic_server_tool", arguments).at("/content/0/text").asText();
    if (!text.equals(expected)) throw new Unexpected(text);
    return text;
  }

  private static ObjectNode arguments() {
    return JsonNodeFactory.instance.objectNode().put("server_name", SERVER);
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

  private void edit(String old, String now) throws IOException {
    var source = source(project);
    Files.writeString(source, Files.readString(source).replace(old, now));
  }

  private static Path source(Path project) {
    return project.resolve("Greeter.java");
  }

  private static String server() throws IOException {
    try (InputStream in = Demo.class.getResourceAsStream("Greeter.java.txt")) {
      if (in == null) throw new IOException("the demo's server is missing in this build");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String configuration() {
    var java = Path.of(JAVA_HOME, "bin", "java").toString();
    var root = JsonNodeFactory.instance.objectNode();
    var entry = root.putObject("hotplug").putObject("servers").putObject(SERVER);
    entry.put("command", java).putArray("args").add("Greeter.java");
    return root.toPrettyString();
  }

  @Override
  public void close() throws IOException {
    try {
      var _ = hotplug.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      deleteProject();
    }
  }

  private void deleteProject() throws IOException {
    try (var files = Files.list(project)) {
      for (var file : files.toList()) Files.delete(file);
    }
    Files.delete(project);
  }
}
