package dev.hotplug.app.serve;

import dev.hotplug.app.tools.MetaTools;
import dev.hotplug.app.tools.ToolUse;
import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Exchange;
import dev.hotplug.wire.Handler;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Noise;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Protocol;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with one client, in which Hotplug is the MCP server. Everything is answered:
 * what cannot be understood with the JSON-RPC error it deserves. Whether {@code initialize} was
 * heard is confined to the reading thread; the uses under way are shared.
 */
public final class Session implements Handler {
  private static final Span EMPTY = Span.of("{}");

  /** The members of params that mean something to us. */
  private static final Set<String> PARAMS = Set.of("_meta", "arguments", "capabilities", "level",
      "name", "protocolVersion", "reason", "requestId");

  /** How much of a text is read, and said again, that is known or mistaken; in bytes. */
  private static final int LONGEST = 500;

  /** How long the user may think. */
  private static final Duration TO_DECIDE = Duration.ofMinutes(5);

  private static final String INSTRUCTIONS = """
      Hotplug runs other MCP servers behind itself and reloads them while they are edited. \
      list_available_servers names the configured servers; load_mcp_server_dynamically lists one \
      server's tools; call_dynamic_server_tool calls a tool and loads its server if needed; \
      a loaded server whose source or entry is saved is reloaded by itself, without losing a call, \
      and its next result says so in _meta; reload_mcp_server does it on request. \
      install_mcp_server_from_git installs a server from a repository, once its plan is agreed to.""";

  private final Peer peer;
  private final MetaTools tools;
  private final String version;
  private final Runnable introduced;
  private final ConcurrentHashMap<Span, ToolUse> uses = new ConcurrentHashMap<>();

  /** Done when the answer is on its way, which is later than when the result is there. */
  private final ConcurrentHashMap<Span, CompletableFuture<Boolean>> answers = new ConcurrentHashMap<>();

  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private volatile boolean initialized;
  private volatile boolean canAskItsUser;
  private volatile Severity least = Severity.INFO;

  /**
   * A session that has not begun.
   *
   * @param version our own, for the client
   * @param introduced runs once, when {@code initialize} has been answered
   */
  public Session(Peer peer, MetaTools tools, String version, Runnable introduced) {
    this.peer = peer;
    this.tools = tools;
    this.version = version;
    this.introduced = introduced;
  }

  /** Begins to listen. */
  public void begin() {
    peer.start(this);
  }

  /** Waits until the client has said its last. */
  public void awaitEnd() {
    ended.join();
  }

  /** Waits until all that was asked is answered, at most {@code limit}. */
  public void awaitAnswered(Duration limit) throws InterruptedException {
    try {
      CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
          .get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | CompletionException _) {
      // Out of time, or the client took it back: nobody waits either way.
    }
  }

  @Override
  public void request(Message.Request request) {
    switch (request.method()) {
      case "ping" -> peer.answer(request.id(), EMPTY);
      case "initialize" -> initialize(request);
      case "server/discover" -> unknown(request);
      default -> {
        var params = members(request.params());
        var objection = Revision.objection(params);
        if (objection.isPresent()) peer.refuse(request.id(), objection.get());
        else if (initialized) serve(request, params);
        else refuse(request, RpcError.INVALID_REQUEST, "initialize must come first");
      }
    }
  }

  private void serve(Message.Request request, Map<String, Span> params) {
    switch (request.method()) {
      case "tools/list" -> peer.answer(request.id(), tools.list());
      case "tools/call" -> call(request, params);
      case "logging/setLevel" -> setLevel(request, params);
      default -> unknown(request);
    }
  }

  private void initialize(Message.Request request) {
    if (initialized) {
      refuse(request, RpcError.INVALID_REQUEST, "this session is initialized already");
      return;
    }
    var members = members(request.params());
    var wanted = members.get("protocolVersion");
    var spoken = wanted == null ? null : wanted.text(LONGEST);
    if (spoken == null) {
      refuse(request, RpcError.INVALID_PARAMS, "protocolVersion is missing or no string");
      return;
    }
    canAskItsUser = hasForms(members.get("capabilities"));
    initialized = true;
    peer.answer(request.id(), introduction(spoken));
    introduced.run();
  }

  /** MCP elicitation: with no mode named, forms are meant (2025-11-25). */
  private static boolean hasForms(@Nullable Span capabilities) {
    if (capabilities == null || !capabilities.isObject()) return false;
    var elicitation = capabilities.member("elicitation");
    if (elicitation == null || !elicitation.isObject()) return false;
    return elicitation.isEmptyObject() || elicitation.member("form") != null;
  }

  /** MCP lifecycle: the client's version if we speak it, else our newest. */
  private Span introduction(String wanted) {
    var spoken = Protocol.VERSIONS.contains(wanted) ? wanted : Protocol.NEWEST;
    return Span.of(
        "{\"protocolVersion\":\"" + spoken + "\",\"capabilities\":{\"logging\":{},\"tools\":{}},"
            + "\"serverInfo\":{\"name\":\"hotplug\",\"title\":\"Hotplug\",\"version\":"
            + Span.string(version) + "},\"instructions\":" + Span.string(INSTRUCTIONS) + "}");
  }

  /** MCP logging: from now on, nothing that matters less. */
  private void setLevel(Message.Request request, Map<String, Span> params) {
    var level = params.get("level");
    var wanted = Severity.of(level == null ? null : level.text(LONGEST));
    if (wanted.isEmpty()) {
      refuse(request, RpcError.INVALID_PARAMS, "level must be one of " + Severity.words()
          + ", and was " + (level == null ? "missing" : level.excerpt(LONGEST)));
      return;
    }
    least = wanted.get();
    peer.answer(request.id(), EMPTY);
  }

  /**
   * Tells the client what happens though it did not ask, as a {@code notifications/message}, if it
   * has introduced itself and wants to hear of what matters so much. Thread-safe.
   */
  public void tell(Severity severity, String about, String sentence) {
    if (!initialized || severity.compareTo(least) < 0) return;
    peer.notify("notifications/message",
        Span.of("{\"level\":" + Span.string(severity.word()) + ",\"logger\":\"hotplug\","
            + "\"data\":{\"server\":" + Span.string(about) + ",\"message\":" + Span.string(sentence)
            + "}}"));
  }

  private void call(Message.Request request, Map<String, Span> params) {
    var name = params.get("name");
    var tool = name == null ? null : name.text(LONGEST);
    if (tool == null) {
      refuse(request, RpcError.INVALID_PARAMS, "params.name, the tool's name, is missing");
      return;
    }
    var use = new ToolUse(params, progress -> peer.notify("notifications/progress", progress),
        canAskItsUser ? this::askUser : null);
    if (uses.putIfAbsent(request.id(), use) != null) {
      refuse(request, RpcError.INVALID_REQUEST, "a request with this id is still under way");
      return;
    }
    var answered = use.result().handle((result, _) -> answer(request.id(), result));
    answers.put(request.id(), answered);
    var _ = answered.thenRun(() -> answers.remove(request.id(), answered));
    if (!tools.use(tool, use)) unknownTool(request, use, tool);
  }

  private Exchange askUser(Span params) {
    return peer.request(Ask.of("elicitation/create", params, TO_DECIDE));
  }

  /** Null stands for a use that the client took back; it is not answered. */
  private boolean answer(Span id, @Nullable Span result) {
    uses.remove(id);
    if (result != null) peer.answer(id, result);
    return result != null;
  }

  private void unknownTool(Message.Request request, ToolUse use, String tool) {
    use.cancel("unknown tool");
    refuse(request, RpcError.INVALID_PARAMS,
        "Hotplug has no tool named \"" + tool + "\"." + tools.nearest(tool)
            + " To call a tool of a server behind Hotplug use call_dynamic_server_tool; Hotplug's"
            + " own are: " + String.join(", ", tools.names()));
  }

  private void unknown(Message.Request request) {
    refuse(request, RpcError.METHOD_NOT_FOUND, "no such method: " + request.method());
  }

  private void refuse(Message.Request request, int code, String message) {
    peer.refuse(request.id(), new RpcError(code, message));
  }

  /** What is read of params: they may have any number of others. */
  private static Map<String, Span> members(@Nullable Span params) {
    return params == null ? Map.of() : params.members(PARAMS);
  }

  @Override
  public void notification(Message.Notification notification) {
    if (!notification.method().equals("notifications/cancelled")) return;
    var members = members(notification.params());
    var use = uses.get(members.getOrDefault("requestId", EMPTY));
    var reason = members.get("reason");
    var text = reason == null ? null : reason.text(LONGEST);
    if (use != null) use.cancel(text == null ? "cancelled by the client" : text);
  }

  @Override
  public void malformed(Message.Malformed malformed) {
    peer.refuse(malformed.id(), new RpcError(malformed.code(), malformed.reason()));
  }

  @Override
  public void noise(Noise noise) {
    switch (noise) {
      case Noise.TooLong(var limit, var excerpt) ->
        Oddities.log("passed over a line of more than " + limit + " bytes: " + excerpt);
      case Noise.NoRoom(var excerpt) -> Oddities.log("no room for a long line: " + excerpt);
      case Noise.Repaired(var excerpt) -> Oddities.log("a line was not UTF-8: " + excerpt);
      case Noise.Garbled(var id, var excerpt) ->
        Oddities.log("the answer to request " + id + " is no JSON-RPC: " + excerpt);
      case Noise.Stray(var id) -> Oddities.log("an answer to nothing that was asked, id " + id);
      case Noise.Unaddressed(var excerpt) ->
        Oddities.log("an error without saying of what: " + excerpt);
      case Noise.RetypedId(var id) -> Oddities.log("an answer with a retyped id " + id);
      case Noise.Dropped(var method) -> Oddities.log("the client does not read; dropped " + method);
      case Noise.Blank _ -> {
        // An empty line asks nothing and hides nothing.
      }
    }
  }

  @Override
  public void deaf() {
    Oddities.log("the client has closed our stdout, so no answer reaches it any more; its servers"
        + " run on until it closes our stdin, too");
  }

  @Override
  public void closed() {
    ended.complete(null);
  }
}
