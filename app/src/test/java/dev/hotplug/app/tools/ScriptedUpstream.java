package dev.hotplug.app.tools;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Exchange;
import dev.hotplug.wire.Handler;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Noise;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a scripted server: the tool {@code echo} answers with its arguments, {@code
 * fail} with a result that is an error, {@code refuse} with an error, {@code hang} not at all;
 * {@code say} answers with its word, or as the tool of that name; {@code die} ends the server.
 * Thread-safe.
 */
final class ScriptedUpstream implements Upstream {
  /** What each was given as its API_KEY. */
  static final String SECRET = "hunter2hunter2";

  private static final Wires WIRES = new Wires("scripted-in", "scripted-out",
      () -> Wires.DEFAULT_LINE_LIMIT);

  private final CompletableFuture<Readiness> start;
  private final String word;
  private final CompletableFuture<Cause> ended = new CompletableFuture<>();
  private final CopyOnWriteArrayList<Span> calls = new CopyOnWriteArrayList<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final CompletableFuture<Span> firstCall = new CompletableFuture<>();
  private final CompletableFuture<Message.Notification> told = new CompletableFuture<>();
  private final Pipe back = new Pipe();
  private final Peer here;
  private final Peer there;
  private volatile ToolCatalog tools = ToolCatalog.EMPTY;
  private volatile @Nullable ToolCatalog newestTools;
  private volatile Footprint footprint = Footprint.NONE;
  private volatile Hindrance hindrance = new Hindrance.Unknown();
  private volatile Stopped stopped = new Stopped(Stopped.EndedBy.EOF, List.of());

  /** What it answers to whatever is not scripted otherwise; empty for the arguments. */
  private volatile Optional<Span> answer = Optional.empty();

  ScriptedUpstream(CompletableFuture<Readiness> start, String word) {
    this.start = start;
    this.word = word;
    var forth = new Pipe();
    var timer = new SystemTimer();
    here = Peer.over(back.in(), forth.out(), WIRES, timer);
    there = Peer.over(forth.in(), back.out(), WIRES, timer);
    here.start(new Deaf());
    there.start(new Script());
  }

  /** The params of the calls it got. */
  List<Span> calls() {
    return List.copyOf(calls);
  }

  /** Waits until it has got a call. */
  void awaitCall() throws Exception {
    var _ = firstCall.get(10, TimeUnit.SECONDS);
  }

  /** Waits until it has got so many calls. */
  void awaitCalls(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      if (!arrivals.tryAcquire(10, TimeUnit.SECONDS)) throw new AssertionError("no call " + i);
    }
  }

  /** The first notification it got. */
  CompletableFuture<Message.Notification> told() {
    return told;
  }

  /** From now on it answers this, whatever it is asked. */
  void answers(String result) {
    answer = Optional.of(Span.of(result));
  }

  /** It will be stopped like this. */
  void willStop(Stopped how) {
    stopped = how;
  }

  /** Its processes are these. */
  void leaves(Footprint traces) {
    footprint = traces;
  }

  /** What a refresh will find. */
  void offers(ToolCatalog newest) {
    newestTools = newest;
  }

  @Override
  public Readiness prepare() {
    var readiness = start.join();
    if (readiness instanceof Readiness.Ready ready) {
      tools = ready.tools();
    }
    return readiness;
  }

  @Override
  public ToolCatalog tools() {
    return tools;
  }

  @Override
  public ToolCatalog refresh() {
    var newest = newestTools;
    if (newest != null) tools = newest;
    return tools;
  }

  @Override
  public void follow(BiConsumer<ToolCatalog, ToolCatalog> ear) {
    // Nobody hears of changes here.
  }

  @Override
  public Exchange call(ToolCall call) {
    var params = Span.of("{\"name\":" + Span.string(call.tool()) + ",\"arguments\":"
        + call.arguments() + (call.meta() == null ? "" : ",\"_meta\":" + call.meta()) + "}");
    return here.request(new Ask("tools/call", List.of(params), call.deadline(), call.progress()));
  }

  @Override
  public CompletableFuture<Cause> ended() {
    return ended;
  }

  @Override
  public Redaction redaction() {
    return new Redaction(Map.of("API_KEY", SECRET));
  }

  @Override
  public long pid() {
    return 0;
  }

  /** Ends it as a crash does. */
  void die() {
    there.close();
    ended.complete(new Cause("ended: killed by SIGKILL (exit code 137)", new Exit(137),
        List.of("about to die"), null));
  }

  @Override
  public Footprint footprint(Census census) {
    return footprint;
  }

  @Override
  public Hindrance hindrance(Cause why, SortedMap<Long, Footprint> elders, Census census) {
    return hindrance;
  }

  @Override
  public Stopped close() {
    start.complete(new Readiness.Failed(Cause.of("was stopped while it was starting")));
    here.close();
    there.close();
    ended.complete(Cause.of("ended: exit code 0"));
    return stopped;
  }

  @Override
  public void terminate() {
    close();
  }

  @Override
  public void kill() {
    close();
  }

  /** Our side: a server's own requests are not part of any script. */
  private static class Deaf implements Handler {
    @Override
    public void request(Message.Request request) {}

    @Override
    public void notification(Message.Notification notification) {}

    @Override
    public void malformed(Message.Malformed malformed) {}

    @Override
    public void noise(Noise noise) {}

    @Override
    public void closed() {}
  }

  private final class Script extends Deaf {
    @Override
    public void request(Message.Request request) {
      var sent = request.params();
      if (sent == null) throw new AssertionError("a call without params");
      calls.add(sent);
      firstCall.complete(sent);
      arrivals.release();
      var params = sent.members();
      var arguments = params.getOrDefault("arguments", Span.of("{}"));
      switch (String.valueOf(params.getOrDefault("name", Span.of("\"\"")).text())) {
        case "hang" -> {
          // Nobody answers.
        }
        case "die" -> die();
        case "say" -> say(request);
        case "fail" -> there.answer(request.id(), Span
            .of("{\"content\":[{\"type\":\"text\",\"text\":\"no such file\"}],\"isError\":true}"));
        case "refuse" -> there.refuse(request.id(),
            new RpcError(RpcError.INVALID_PARAMS, "that is not how it is called"));
        default -> there.answer(request.id(), answer
            .orElseGet(() -> Span.of("{\"content\":[],  \"echo\":" + arguments + ",\"n\":1.00}")));
      }
    }

    private void say(Message.Request request) {
      switch (word) {
        case "hang" -> {
          // Nobody answers.
        }
        case "refuse" ->
          there.refuse(request.id(), new RpcError(RpcError.INTERNAL_ERROR, "it says nothing"));
        default -> there.answer(request.id(), Span.of(
            "{\"content\":[{\"type\":\"text\",\"text\":" + Span.string(word) + "}],\"n\":1.0}"));
      }
    }

    @Override
    public void notification(Message.Notification notification) {
      told.complete(notification);
    }
  }
}
