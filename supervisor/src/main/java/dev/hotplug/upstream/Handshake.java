package dev.hotplug.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Protocol;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a client says first (MCP, lifecycle): {@code initialize}, {@code initialized}, and then all
 * pages of {@code tools/list}. Waits for answers, so it runs on a thread that may.
 */
final class Handshake {
  private static final int MOST_PAGES = 1_000;

  /** How a step went. */
  sealed interface Step<T> {
    record Done<T>(T value) implements Step<T> {}

    /**
     * It went wrong.
     *
     * @param reply the answer that was none
     */
    record Stuck<T>(String what, Reply reply) implements Step<T> {}
  }

  private final Peer peer;
  private final Timeouts timeouts;
  private final String version;

  Handshake(Peer peer, Timeouts timeouts, String version) {
    this.peer = peer;
    this.timeouts = timeouts;
    this.version = version;
  }

  /** Returns the server's capabilities. */
  Step<JsonNode> initialize() {
    var reply = ask("initialize", introduction(), timeouts.start());
    if (!(reply instanceof Reply.Ok(var result)))
      return stuck("initialize", reply);
    var answer = treeOf(result);
    var spoken = answer.path("protocolVersion").asText();
    if (!Protocol.VERSIONS.contains(spoken)) {
      return new Step.Stuck<>(
          "speaks MCP version \"" + spoken + "\", and Hotplug speaks " + Protocol.VERSIONS, reply);
    }
    peer.notify("notifications/initialized", Span.of("{}"));
    return new Step.Done<>(answer.path("capabilities"));
  }

  /** Lists all tools, as long as the whole of it takes no longer than one list may. */
  Step<ToolCatalog> list() {
    var definitions = new ArrayList<Span>();
    var cursors = new HashSet<Span>();
    var params = Span.of("{}");
    long end = System.nanoTime() + timeouts.list().toNanos();
    for (int page = 0; page < MOST_PAGES; page++) {
      var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      var reply = ask("tools/list", params, left);
      if (!(reply instanceof Reply.Ok(var result)))
        return stuck("tools/list", reply);
      var members = result.members();
      definitions.addAll(members.getOrDefault("tools", Span.of("[]")).elements());
      var cursor = members.get("nextCursor");
      if (cursor == null || cursor.text() == null)
        return new Step.Done<>(ToolCatalog.of(definitions));
      if (!cursors.add(cursor))
        return new Step.Done<>(circular(definitions));
      params = Span.of("{\"cursor\":" + cursor + "}");
    }
    return new Step.Done<>(circular(definitions));
  }

  private static ToolCatalog circular(List<Span> definitions) {
    var catalog = ToolCatalog.of(definitions);
    var warnings = new ArrayList<>(catalog.warnings());
    warnings.add("tools/list never comes to its last page; what was listed so far is used");
    return new ToolCatalog(catalog.tools(), warnings);
  }

  private Reply ask(String method, Span params, Duration limit) {
    return peer.request(Ask.of(method, params, limit)).reply().join();
  }

  /** We declare no capabilities yet: what a server asks of its client is refused. */
  private Span introduction() {
    return Span.of("{\"protocolVersion\":\"" + Protocol.NEWEST + "\",\"capabilities\":{},"
        + "\"clientInfo\":{\"name\":\"hotplug\",\"version\":" + Span.string(version) + "}}");
  }

  private static JsonNode treeOf(Span result) {
    try {
      return result.tree();
    } catch (JsonProcessingException _) {
      return MissingNode.getInstance();
    }
  }

  private static <T> Step<T> stuck(String method, Reply reply) {
    return new Step.Stuck<>(switch (reply) {
      case Reply.Ok _ -> throw new IllegalArgumentException("an answer is not stuck");
      case Reply.Refused(var error) -> refusal(method, RpcError.of(error));
      case Reply.TimedOut(var after) ->
        "did not answer " + method + " within " + after.toMillis() + " ms";
      case Reply.TooLong(var limit) ->
        "answered " + method + " with a line of more than " + limit + " bytes";
      case Reply.Cancelled _ -> "was not waited for: " + method + " was cancelled";
      case Reply.Closed _ -> "ended before it answered " + method;
      case Reply.Clogged _ -> "does not read its stdin, not even for " + method;
    }, reply);
  }

  private static String refusal(String method, RpcError error) {
    return "refused " + method + ": " + error.message() + " (code " + error.code() + ")";
  }
}
