package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hotplug as a real client starts it: the launcher with {@code serve}, in the project's folder,
 * over stdio. Closing it checks what no test may forget: it ends with 0 at the end of stdin, all it
 * wrote to stdout was JSON-RPC and every answer was asked for, and nothing it started is alive.
 */
final class Hotplug extends Client {
  /** How many tools it has of its own. */
  static final int TOOLS = 19;

  private final Homes homes;
  private final boolean isGuest;
  private final Duration patience;
  private boolean closed;

  private Hotplug(Process process, Homes homes, Builder how) {
    super(process, how.limit);
    this.homes = homes;
    isGuest = how.host != null;
    patience = how.patience;
  }

  /** Started in this project and initialized. */
  static Hotplug on(Path project) throws IOException, InterruptedException {
    return in(project).start();
  }

  static Builder in(Path project) {
    return new Builder(project);
  }

  Homes homes() {
    return homes;
  }

  ToolResult load(String server) throws InterruptedException {
    return callTool("load_mcp_server_dynamically", named(server));
  }

  ToolResult reload(String server) throws InterruptedException {
    return callTool("reload_mcp_server", named(server));
  }

  ToolResult unload(String server) throws InterruptedException {
    return callTool("unload_mcp_server", named(server));
  }

  /** Calls a tool of a server behind Hotplug. */
  ToolResult call(String server, String tool, String arguments) throws InterruptedException {
    return askCall(server, tool, arguments).result();
  }

  /** Calls a tool of a server behind Hotplug, and returns the text it answers with. */
  String text(String server, String tool, String arguments) throws InterruptedException {
    return call(server, tool, arguments).text();
  }

  /** Calls a tool again and again until it answers with this text; returns that answer. */
  JsonNode awaitText(String server, String tool, String arguments, String text) throws Exception {
    var answer = new AtomicReference<ToolResult>();
    Await.until(server + " answers " + text, () -> {
      answer.set(call(server, tool, arguments));
      return answer.get().text().equals(text);
    });
    return answer.get().tree();
  }

  /** A server as {@code get_loaded_servers} shows it. */
  JsonNode status(String server) throws InterruptedException {
    for (var each : callTool("get_loaded_servers", "{}").field("servers")) {
      if (each.path("name").asText().equals(server)) return each;
    }
    throw new AssertionError(server + " was never loaded");
  }

  /** What {@code get_server_logs} shows of a server. */
  List<String> log(String server) throws InterruptedException {
    return callTool("get_server_logs", named(server)).field("lines").findValuesAsText("text");
  }

  /** The generations of a server as {@code get_server_history} shows them, oldest first. */
  JsonNode history(String server) throws InterruptedException {
    return callTool("get_server_history", named(server)).assertSuccess().field("generations");
  }

  /** What it has told us unasked, as sentences. */
  List<String> messages() {
    return notifications("notifications/message").stream().map(Hotplug::message).toList();
  }

  /** Waits until it tells, or has told, something that begins like this. */
  void awaitMessage(String beginning) throws InterruptedException {
    var _ = awaitNotification(
        it -> it.method().equals("notifications/message") && message(it).startsWith(beginning));
  }

  private static String message(Line.Notification notification) {
    return notification.tree().at("/data/message").asText();
  }

  Asked askLoad(String server) {
    return askTool("load_mcp_server_dynamically", named(server));
  }

  Asked askReload(String server) {
    return askTool("reload_mcp_server", named(server));
  }

  Asked askUnload(String server) {
    return askTool("unload_mcp_server", named(server));
  }

  Asked askCall(String server, String tool, String arguments) {
    return askTool("call_dynamic_server_tool", "{\"server_name\":" + Bytes.quote(server)
        + ",\"tool_name\":" + Bytes.quote(tool) + ",\"parameters\":" + arguments + "}");
  }

  private static String named(String server) {
    return "{\"server_name\":" + Bytes.quote(server) + "}";
  }

  /** Unloads all, and checks that nothing but Hotplug is alive and what it has said so far. */
  void rest() throws InterruptedException {
    var unloads = new ArrayList<Asked>();
    for (var server : callTool("get_loaded_servers", "{}").field("servers")) {
      if (server.path("status").asText().equals("stopped")) continue;
      unloads.add(askUnload(server.path("name").asText()));
    }
    for (var unload : unloads) unload.result().assertSuccess();
    homes.awaitOnly(pid(), patience);
    checkWhatItSaid();
  }

  private void checkWhatItSaid() {
    assertThat(violations()).as("what is no JSON-RPC on stdout").isEmpty();
    assertThat(strays()).as("answers that nobody asked for").isEmpty();
  }

  @Override
  public void close() {
    if (closed) return;
    closed = true;
    var failures = new Failures();
    failures.check(this::end);
    failures.check(() -> awaitEndOfOutput(patience));
    failures.check(() -> assertThat(violations()).as("what is no JSON-RPC on stdout").isEmpty());
    failures.check(() -> assertThat(strays()).as("answers that nobody asked for").isEmpty());
    if (!isGuest) {
      failures.check(() -> homes.awaitNobody(patience));
      failures.check(homes::close);
    }
    failures.throwAny();
  }

  private void end() throws InterruptedException {
    if (hasSeenExit()) return;
    closeStdin();
    try {
      assertThat(awaitExit(patience)).as("exit code at the end of stdin").isZero();
    } catch (AssertionError e) {
      var words = lastWords();
      kill();
      throw new AssertionError(e.getMessage() + words, e);
    }
  }

  /** How Hotplug is started. */
  static final class Builder {
    private final Path project;
    private final List<String> args = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> without = new ArrayList<>();
    private @Nullable Hotplug host;
    private Path launcher = Launcher.path();
    private String protocol = "2025-11-25";
    private String capabilities = "{}";
    private Duration limit = Duration.ofSeconds(30);
    private Duration patience = Duration.ofSeconds(5);

    private Builder(Path project) {
      this.project = project;
    }

    /** Arguments after {@code serve}. */
    Builder args(String... more) {
      args.addAll(Arrays.asList(more));
      return this;
    }

    Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Builder without(String name) {
      without.add(name);
      return this;
    }

    /** Shares the user's folders with another one, which is closed later. */
    Builder beside(Hotplug other) {
      host = other;
      return this;
    }

    Builder launcher(Path path) {
      launcher = path;
      return this;
    }

    Builder protocol(String version) {
      protocol = version;
      return this;
    }

    /** The capabilities of the client, as JSON. */
    Builder capabilities(String json) {
      capabilities = json;
      return this;
    }

    /** How long any wait for an answer may take. */
    Builder limit(Duration most) {
      limit = most;
      return this;
    }

    /** How long it, and each thing it leaves, may take to end once stdin is closed. */
    Builder patience(Duration most) {
      patience = most;
      return this;
    }

    /** Starts and initializes. */
    Hotplug start() throws IOException, InterruptedException {
      var hotplug = startOnly();
      try {
        hotplug.initialize(protocol, capabilities).result();
      } catch (AssertionError e) {
        hotplug.closeStdin();
        hotplug.kill();
        if (host == null) hotplug.homes.close();
        throw e;
      }
      return hotplug;
    }

    /** Starts and says nothing. */
    Hotplug startOnly() throws IOException {
      var homes = host == null ? Homes.create() : host.homes();
      return new Hotplug(process(homes).start(), homes, this);
    }

    /** How its process is started, for who speaks with it in another way. */
    ProcessBuilder process(Homes homes) {
      var command = new ArrayList<>(List.of(launcher.toString(), "serve"));
      command.addAll(args);
      var builder = new ProcessBuilder(command).directory(project.toFile());
      prepare(builder.environment(), homes);
      return builder;
    }

    /** A client passes on its whole environment; that of the build says nothing of Hotplug's. */
    private void prepare(Map<String, String> all, Homes homes) {
      all.keySet().removeIf(name -> name.startsWith("HOTPLUG_") || name.startsWith("XDG_"));
      all.put("CLAUDE_PROJECT_DIR", project.toString());
      all.put("HOTPLUG_JAVA_HOME", requireNonNull(System.getProperty("java.home")));
      all.putAll(homes.environment());
      all.putAll(environment);
      without.forEach(all::remove);
    }
  }
}
