package dev.hotplug.upstream;

import dev.hotplug.spec.Cut;
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
import org.jspecify.annotations.Nullable;

/**
 * What a client says first (MCP, lifecycle): {@code initialize}, {@code initialized}, and then all
 * pages of {@code tools/list}. Waits for answers, so it runs on a thread that may.
 */
final class Handshake {
  private static final int MOST_PAGES = 1_000;
  private static final int MOST_TOOLS = 10_000;

  /** A tree takes up to thirty times its text, and the catalogs of several generations live. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int LONGEST_VERSION = 100;
  private static final int LONGEST_REASON = 500;
  private static final String ENDLESS = "tools/list never comes to its last page";

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

  /** Whether the server says that it has tools; one that does not may refuse to list them. */
  private volatile boolean hasTools = true;

  Handshake(Peer peer, Timeouts timeouts, String version) {
    this.peer = peer;
    this.timeouts = timeouts;
    this.version = version;
  }

  /** Introduces us and returns how the server introduced itself. */
  Step<Readiness.Introduction> initialize() {
    var reply = ask("initialize", introduction(), timeouts.start());
    if (!(reply instanceof Reply.Ok(var result))) return stuck("initialize", reply);
    var version = result.member("protocolVersion");
    var spoken = version == null ? null : version.text(LONGEST_VERSION);
    if (spoken == null || !Protocol.VERSIONS.contains(spoken)) {
      return new Step.Stuck<>(
          "speaks MCP version " + excerpt(version) + ", and Hotplug speaks " + Protocol.VERSIONS,
          reply);
    }
    var capabilities = result.member("capabilities");
    hasTools = capabilities != null && capabilities.member("tools") != null;
    peer.notify("notifications/initialized", Span.of("{}"));
    return new Step.Done<>(introduced(result.member("serverInfo")));
  }

  private static Readiness.Introduction introduced(@Nullable Span info) {
    return new Readiness.Introduction(said(info, "name"), said(info, "version"));
  }

  private static String said(@Nullable Span info, String member) {
    var said = info == null ? null : info.member(member);
    var text = said == null ? null : said.text(LONGEST_REASON);
    return text == null ? "" : text;
  }

  private static String excerpt(@Nullable Span version) {
    if (version == null) return "none";
    return version.length() <= LONGEST_VERSION ? version.toString()
        : "of " + version.length() + " bytes";
  }

  /** Lists all tools, as long as the whole of it takes no longer than one list may. */
  Step<ToolCatalog> list() {
    var definitions = new ArrayList<Span>();
    var cursors = new HashSet<Span>();
    var params = Span.of("{}");
    int bytes = 0;
    long end = System.nanoTime() + timeouts.list().toNanos();
    for (int page = 0; page < MOST_PAGES; page++) {
      var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      var reply = ask("tools/list", params, left);
      if (!(reply instanceof Reply.Ok(var result))) return unlisted(reply);
      bytes += result.length();
      if (bytes > MOST_BYTES)
        return cutShort(definitions, "tools/list is longer than " + MOST_BYTES + " bytes");
      var tools = result.member("tools");
      if (tools == null || !tools.isArray())
        return cutShort(definitions, "tools/list was answered without an array of tools");
      definitions.addAll(tools.elements(MOST_TOOLS + 1 - definitions.size()));
      if (definitions.size() > MOST_TOOLS)
        return cutShort(definitions.subList(0, MOST_TOOLS),
            "tools/list has more than " + MOST_TOOLS + " tools");
      var cursor = result.member("nextCursor");
      if (cursor == null || cursor.text() == null)
        return new Step.Done<>(ToolCatalog.of(definitions));
      if (!cursors.add(cursor)) return cutShort(definitions, ENDLESS);
      params = Span.of("{\"cursor\":" + cursor + "}");
    }
    return cutShort(definitions, ENDLESS);
  }

  private Step<ToolCatalog> unlisted(Reply reply) {
    return reply instanceof Reply.Refused && !hasTools ? new Step.Done<>(ToolCatalog.EMPTY)
        : stuck("tools/list", reply);
  }

  private static Step<ToolCatalog> cutShort(List<Span> definitions, String why) {
    var catalog = ToolCatalog.of(definitions);
    var warnings = new ArrayList<>(catalog.warnings());
    warnings.add(why + "; what was listed so far is used");
    return new Step.Done<>(new ToolCatalog(catalog.tools(), warnings));
  }

  private Reply ask(String method, Span params, Duration limit) {
    return peer.request(Ask.of(method, params, limit)).reply().join();
  }

  /** We declare no capabilities yet: what a server asks of its client is refused. */
  private Span introduction() {
    return Span.of("{\"protocolVersion\":\"" + Protocol.NEWEST + "\",\"capabilities\":{},"
        + "\"clientInfo\":{\"name\":\"hotplug\",\"version\":" + Span.string(version) + "}}");
  }

  private static <T> Step<T> stuck(String method, Reply reply) {
    return new Step.Stuck<>(switch (reply) {
      case Reply.Ok _ -> throw new IllegalArgumentException("an answer is not stuck");
      case Reply.Refused(var error) -> refusal(method, RpcError.of(error));
      case Reply.TimedOut(var after) ->
        "did not answer " + method + " within " + after.toMillis() + " ms";
      case Reply.TooLong(var limit) ->
        "answered " + method + " with a line of more than " + limit + " bytes";
      case Reply.NoRoom _ ->
        "answered " + method + " with a long line while others fill the memory";
      case Reply.Garbled(var reason) ->
        "answered " + method + " with what is no JSON-RPC: " + Cut.of(reason, LONGEST_REASON);
      case Reply.Cancelled _ -> "was not waited for: " + method + " was cancelled";
      case Reply.Closed _ -> "ended before it answered " + method;
      case Reply.Clogged _ -> "does not read its stdin, not even for " + method;
    }, reply);
  }

  private static String refusal(String method, RpcError error) {
    return "refused " + method + ": " + Cut.of(error.message(), LONGEST_REASON) + " (code "
        + error.code() + ")";
  }
}
