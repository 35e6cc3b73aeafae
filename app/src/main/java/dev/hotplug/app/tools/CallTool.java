package dev.hotplug.app.tools;

import dev.hotplug.app.quarantine.Held;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.supervisor.StartOutcome;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code call_dynamic_server_tool}: passes a call on and its result back, byte for byte. A server
 * that serves is called on the thread that read the request; only what must wait gets another.
 */
final class CallTool implements MetaTool {
  private static final Usage USAGE = Usage.of(Example.call("…", "…", "{…}"), "tool_name",
      "server_name", "generation");

  private static final Definition DEFINITION = Definition.of("""
      {"name": "call_dynamic_server_tool",
      "title": "Call a tool of an MCP server",
      "description": "Calls one tool of an MCP server behind Hotplug and returns that tool's own \
      result, unchanged. The server is loaded first if it is not running, so no other call is \
      needed before. load_mcp_server_dynamically lists a server's tools, get_tool_info shows the \
      arguments of one. A call is never sent twice: if the server dies in the middle, the answer \
      says so.",
      "inputSchema": {"type": "object",
      "properties": {
      "server_name": {"type": "string", "description": "Name of the server in .mcp.json"},
      "tool_name": {"type": "string", "description": "Name of the tool, as its server lists it"},
      "parameters": {"type": "object", "description": "The tool's arguments", \
      "additionalProperties": true},
      "generation": {"type": "integer", "minimum": 1, "description": "Calls this generation, which \
      must live; the newest if absent"}},
      "required": ["server_name", "tool_name"]},
      "annotations": {"title": "Call a tool of an MCP server", "readOnlyHint": false,
      "destructiveHint": true, "idempotentHint": false, "openWorldHint": true},
      "_meta": {"anthropic/maxResultSizeChars": 500000}}
      """);

  private final Servers servers;

  CallTool(Servers servers) {
    this.servers = servers;
  }

  /**
   * A call as the client wants it.
   *
   * @param generation the one that must have it; empty for whichever serves
   * @param begun when it began, in the time of {@link System#nanoTime}
   */
  private record Wish(ToolUse use, String server, String tool, Arguments arguments,
      Optional<Long> generation, long begun) {}

  /**
   * What a call goes to.
   *
   * @param tools those of the generation that shall have it
   */
  private record Target(ToolCatalog tools, TimeLimit limit) {}

  @Override
  public Definition definition() {
    return DEFINITION;
  }

  @Override
  public void accept(ToolUse use) {
    use.answer(() -> begin(use));
  }

  /**
   * Calls now if the server serves and has the tool; no file is read, no argument but the names.
   */
  private @Nullable Answer begin(ToolUse use) throws Misuse {
    var arguments = Arguments.of(use, USAGE);
    var wish = wish(use, arguments, System.nanoTime());
    var withheld = withheld(wish);
    if (withheld != null) return withheld;
    if (isUndecided(wish)) {
      use.answerOnThread(DEFINITION.name(), () -> decide(wish));
      return null;
    }
    if (wish.generation().isPresent()) return named(wish, wish.generation().get());
    var target = running(wish);
    var tool = target.flatMap(it -> it.tools().find(wish.tool()));
    if (target.isPresent() && tool.isPresent()) {
      // Nothing was waited for, so nothing of its time is over.
      var limit = target.get().limit();
      return call(wish, limit, limit.whole(), tool.get());
    }
    use.answerOnThread(DEFINITION.name(), () -> prepare(wish));
    return null;
  }

  private Wish wish(ToolUse use, Arguments arguments, long begun) throws Misuse {
    var server = arguments.text("server_name");
    var tool = arguments.text("tool_name");
    // A tool may take an argument of that name, and a model may send it beside ours.
    if (arguments.isFlatWith("generation") && takesGeneration(server, tool)) {
      return new Wish(use, server, tool, arguments.leaving("generation"), Optional.empty(), begun);
    }
    return new Wish(use, server, tool, arguments, arguments.optionalNumber("generation"), begun);
  }

  private boolean takesGeneration(String server, String tool) {
    return servers.supervisor()
        .status(server)
        .flatMap(status -> status.tools().find(tool))
        .filter(it -> it.parameters().stream().anyMatch(p -> p.name().equals("generation")))
        .isPresent();
  }

  /** Whether it takes the server's tools, and none are known, to see whose argument it is. */
  private boolean isUndecided(Wish wish) {
    return wish.arguments().isFlatWith("generation") && servers.supervisor()
        .status(wish.server())
        .filter(status -> !status.tools().tools().isEmpty())
        .isEmpty();
  }

  /** Starts the server, whose tools tell whether the generation is theirs or ours. */
  private @Nullable Answer decide(Wish wish) throws Misuse, InterruptedException {
    started(wish);
    var decided = wish(wish.use(), wish.arguments(), wish.begun());
    if (decided.generation().isEmpty()) return prepare(decided);
    var withheld = withheld(decided);
    return withheld == null ? named(decided, decided.generation().get()) : withheld;
  }

  /** Calls that generation or none: nothing is waited for, loaded or listed anew. */
  private @Nullable Answer named(Wish wish, long generation) throws Misuse {
    var living = servers.supervisor().reachable(wish.server());
    var target = living.stream().filter(it -> it.generation() == generation).findFirst();
    if (target.isEmpty()) {
      return CallFailures.notLiving(wish.server(), wish.tool(), generation, living);
    }
    var tools = target.get().tools();
    var tool = tools.find(wish.tool());
    if (tool.isEmpty()) return CallFailures.unknownTool(wish.server(), wish.tool(), tools);
    var limit = TimeLimit.of(target.get().spec(), wish.begun());
    return call(wish, limit, limit.left(), tool.get());
  }

  /** The server as it runs; empty where no generation of it serves. */
  private Optional<Target> running(Wish wish) {
    return servers.supervisor()
        .status(wish.server())
        .flatMap(status -> Optional.ofNullable(status.runningSpec())
            .map(spec -> new Target(status.tools(), TimeLimit.of(spec, wish.begun()))));
  }

  /** Gets the server, or its newest tools, first. */
  private @Nullable Answer prepare(Wish wish) throws Misuse, InterruptedException {
    var running = running(wish);
    var target = running.isPresent() ? running.get() : started(wish);
    var withheld = withheld(wish);
    if (withheld != null) return withheld;
    var tool = target.tools()
        .find(wish.tool())
        .or(() -> servers.supervisor()
            .refresh(wish.server())
            .flatMap(fresh -> fresh.tools().find(wish.tool())));
    var limit = target.limit();
    return tool.isPresent() ? call(wish, limit, limit.left(), tool.get())
        : CallFailures.unknownTool(wish.server(), wish.tool(), target.tools());
  }

  /** What is answered while its tools are held back; null when they are not. */
  private @Nullable Answer withheld(Wish wish) {
    return held(wish).map(held -> Quarantined.answer(
        CallFailures.subject(wish.server(), wish.tool()) + "was not sent.", held,
        servers.quarantine().approval(Optional.empty(), wish.use().question()))).orElse(null);
  }

  private Optional<Held> held(Wish wish) {
    return wish.generation().isPresent()
        ? servers.quarantine().held(wish.server(), wish.generation().get())
        : Quarantined.of(servers, wish.server());
  }

  private Target started(Wish wish) throws Misuse, InterruptedException {
    var spec = spec(wish.server());
    var limit = TimeLimit.of(spec, wish.begun());
    var starting = servers.supervisor().awaitServing(spec);
    Ticker.until(starting, wish.use(), "starting " + wish.server(), servers.timer());
    var outcome = awaited(starting, limit, wish);
    if (outcome instanceof StartOutcome.Serving(var started, var _)) {
      return new Target(started.tools(), limit);
    }
    throw new Misuse(CallFailures.unsent(wish.server(), wish.tool(), outcome));
  }

  /** Waits no longer than the call itself may take, nor than the client waits. */
  private static StartOutcome awaited(CompletableFuture<StartOutcome> starting, TimeLimit limit,
      Wish wish) throws Misuse, InterruptedException {
    wish.use().onCancel(_ -> starting.cancel(false));
    var left = limit.left();
    try {
      return left.isPresent() ? starting.get(left.get().toNanos(), TimeUnit.NANOSECONDS)
          : starting.get();
    } catch (TimeoutException _) {
      throw new Misuse(CallFailures.notStartedInTime(wish.server(), limit.whole().orElseThrow()));
    } catch (CancellationException _) {
      throw new Misuse(CallFailures.takenBack(wish.server()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a server failed", e);
    } finally {
      // Who no longer waits must not keep a place among those that do.
      starting.cancel(false);
    }
  }

  private ServerSpec spec(String server) throws Misuse {
    return switch (servers.configured().resolve(server)) {
      case Configured.Resolved.Refused(var answer) -> throw new Misuse(answer);
      case Configured.Resolved.Startable(var spec, var _) -> spec;
    };
  }

  /** Calls; the answer comes when the call ends, unless it cannot even begin. */
  private @Nullable Answer call(Wish wish, TimeLimit limit, Optional<Duration> left, Tool tool)
      throws Misuse {
    var fitted = Fitting.fit(tool, wish.arguments().others());
    if (fitted == null) return CallFailures.noObject(wish.server(), tool);
    var use = wish.use();
    if (use.result().isDone()) return null;
    var call = new ToolCall(tool.name(), fitted, use.meta(), left, use.progress());
    var under = wish.generation().isPresent()
        ? servers.supervisor().call(wish.server(), wish.generation().get(), call)
        : servers.supervisor().call(wish.server(), call);
    use.onCancel(under::cancel);
    var _ = under.outcome().thenAccept(outcome -> answer(wish, tool, fitted, limit.tell(outcome)));
    return null;
  }

  /** Whatever goes wrong with the news or the memory of calls, the client gets an answer. */
  private void answer(Wish wish, Tool tool, Span sent, CallOutcome outcome) {
    wish.use().answer(() -> {
      if (!(outcome instanceof CallOutcome.Answered(var generation, var result))) {
        return failure(wish, tool, outcome);
      }
      wish.use().answer(told(wish, generation, tool, sent, result));
      return null;
    });
  }

  /**
   * The result with the news, remembered before it is sent: whoever asks for it next finds it. Of
   * an older generation that was called by its number the bare one, since neither is about that.
   */
  private Span told(Wish wish, long generation, Tool tool, Span sent, Span result) {
    if (wish.generation().isPresent() && !isServing(wish.server(), generation)) return result;
    servers.bench().replays().note(wish.server(), generation, tool, sent, result);
    return NewsMeta.tell(servers, wish.server(), generation, result);
  }

  private boolean isServing(String server, long generation) {
    return servers.supervisor()
        .started(server)
        .filter(serving -> serving.generation() == generation)
        .isPresent();
  }

  /** Tools may come to be withheld while a call waits for its turn. */
  private Answer failure(Wish wish, Tool tool, CallOutcome outcome) {
    var withheld = outcome instanceof CallOutcome.Withheld ? withheld(wish) : null;
    return withheld == null ? CallFailures.of(wish.server(), tool, outcome) : withheld;
  }
}
