package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Another Hotplug, started in the demo's project and used as a client uses it. Thread-safe; whoever
 * starts it closes it.
 */
final class AsClient {
  /** How long any answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Upstream hotplug;

  private AsClient(Upstream hotplug) {
    this.hotplug = hotplug;
  }

  /**
   * How it is started.
   *
   * @param environment what it sees beside that which every server sees
   */
  record Way(List<String> command, Map<String, String> environment, Path folder, Options options) {}

  static AsClient start(StdioConnector connector, Way way) {
    var command = way.command();
    var spec = new ServerSpec.Stdio("hotplug", command.getFirst(),
        command.subList(1, command.size()), way.environment(), way.folder(), way.options());
    return new AsClient(connector.open(spec, 1, new StderrTail(InstantSource.system())));
  }

  /** What came out otherwise than it should. */
  static final class Unexpected extends Exception {
    private static final long serialVersionUID = 1L;

    Unexpected(String what) {
      super(what);
    }
  }

  /** Waits until it is initialized; the number of its tools. */
  int prepare() throws Unexpected {
    return switch (hotplug.prepare()) {
      case Readiness.Ready ready -> ready.tools().tools().size();
      case Readiness.Failed(var cause) ->
        throw new Unexpected("it " + cause.what() + " " + cause.stderrTail());
    };
  }

  /** Done when it has ended, well or not. */
  CompletableFuture<Boolean> ended() {
    return hotplug.ended().handle((_, _) -> true);
  }

  /** What a tool of its own that takes a server's name says of the demo's server. */
  JsonNode own(String tool) throws Unexpected {
    var result = ask(tool, arguments()).path("structuredContent");
    if (!result.path("success").asBoolean()) throw new Unexpected(result.toString());
    return result;
  }

  /** The result of the demo's server's only tool. */
  JsonNode greet() throws Unexpected {
    var arguments = arguments().put("tool_name", "greet");
    arguments.putObject("parameters").put("name", "Ada");
    return ask("call_dynamic_server_tool", arguments);
  }

  private static ObjectNode arguments() {
    return JsonNodeFactory.instance.objectNode().put("server_name", DemoProject.SERVER);
  }

  /** The result of one of its tools. */
  JsonNode ask(String tool, ObjectNode arguments) throws Unexpected {
    var call = new ToolCall(tool, Span.of(arguments), null, Optional.of(PATIENCE), null);
    var reply = hotplug.call(call).reply().join();
    if (!(reply instanceof Reply.Ok(var result))) throw new Unexpected("no result, but " + reply);
    try {
      return result.tree();
    } catch (JsonProcessingException e) {
      throw new Unexpected("a result that cannot be read: " + e.getOriginalMessage());
    }
  }

  /** Takes it down, and all that it started. */
  void close() {
    try {
      var _ = hotplug.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
