package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Tool;
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
import dev.hotplug.wire.Timer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A server in memory, with a real conversation between it and Hotplug. The tool {@code echo}
 * answers at once, {@code hold} when it is told, {@code refuse} with an error. Thread-safe.
 */
final class ScriptedUpstream implements Upstream {
  private static final Cause CRASH = new Cause("ended: exit code 1", new Exit(1),
      List.of("last words"), null);
  private static final Cause EXIT = new Cause("ended: exit code 0", new Exit(0), List.of(), null);
  private static final Readiness.Timing TIMING = new Readiness.Timing(Duration.ofMillis(1),
      Duration.ofMillis(2), Duration.ofMillis(3));

  private final ServerSpec spec;
  private final long generation;
  private final Peer near;
  private final Peer far;
  private final CompletableFuture<Readiness> readiness = new CompletableFuture<>();
  private final CompletableFuture<Cause> ended = new CompletableFuture<>();
  private final LinkedBlockingQueue<Message.Request> held = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Span> cancelled = new LinkedBlockingQueue<>();
  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final List<String> signals = new CopyOnWriteArrayList<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger closings = new AtomicInteger();
  private volatile Optional<RuntimeException> fault = Optional.empty();
  private volatile Hindrance hindrance = new Hindrance.Unknown();
  private volatile BiConsumer<ToolCatalog, ToolCatalog> ear = (_, _) -> {};
  private volatile boolean withheld;
  private volatile Runnable beforeCall = () -> {};
  private volatile Runnable beforeClose = () -> {};
  private volatile CompletableFuture<Stopped> stopped = CompletableFuture
      .completedFuture(new Stopped(Stopped.EndedBy.EOF, List.of()));

  ScriptedUpstream(ServerSpec spec, long generation, Timer timer) {
    this.spec = spec;
    this.generation = generation;
    try {
      var toServer = new PipedInputStream();
      var toUs = new PipedInputStream();
      this.near = peer("near", toUs, new PipedOutputStream(toServer), timer);
      this.far = peer("far", toServer, new PipedOutputStream(toUs), timer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Peer peer(String side, PipedInputStream in, PipedOutputStream out, Timer timer) {
    var name = side + "-" + generation;
    return Peer.over(in, out, new Wires(name + "-in", name + "-out", () -> 1 << 20), timer);
  }

  /** Begins the conversation. */
  void listen() {
    near.start(new Deaf());
    far.start(new Script());
  }

  // What a test makes of it.

  /** It answers, and offers these tools. */
  void ready(String... tools) {
    readiness.complete(
        new Readiness.Ready(new Readiness.Introduction("scripted", "1"), offering(tools), TIMING));
  }

  /** It fails to start, and that is why. */
  void hindered(Hindrance how) {
    hindrance = how;
    failToStart();
  }

  void failToStart() {
    readiness.complete(new Readiness.Failed(CRASH));
  }

  /** It has other tools from now on than before, though it was not started anew. */
  void turns(ToolCatalog before, ToolCatalog now) {
    ear.accept(before, now);
  }

  /** Tools of these names. */
  static ToolCatalog offering(String... tools) {
    return new ToolCatalog(Arrays.stream(tools).map(ScriptedUpstream::tool).toList(), List.of());
  }

  @Override
  public void follow(BiConsumer<ToolCatalog, ToolCatalog> someone) {
    ear = someone;
  }

  /** Whether its tools must not be called from now on. */
  void withholds(boolean it) {
    withheld = it;
  }

  @Override
  public boolean isWithheld() {
    return withheld;
  }

  /** It ends by itself, as after a mistake. */
  void crash() {
    near.close();
    ended.complete(CRASH);
  }

  /** It ends by itself, as one whose work is done. */
  void exit() {
    near.close();
    ended.complete(EXIT);
  }

  /** The conversation is over, though nobody has noticed the end of the server yet. */
  void hangUp() {
    near.close();
  }

  /** From now on it does not end when it is closed, but when it is killed or dies. */
  void stubborn() {
    stopped = new CompletableFuture<>();
  }

  /** It will be found to have been stopped like this. */
  void stopsAs(Stopped how) {
    stopped = CompletableFuture.completedFuture(how);
  }

  void die() {
    stopped.complete(new Stopped(Stopped.EndedBy.KILL, List.of()));
  }

  /** Every use of it from now on fails in a way it must not. */
  void breakDown(RuntimeException how) {
    fault = Optional.of(how);
  }

  /** What happens when it is closed, before anything else does. */
  void beforeClose(Runnable what) {
    beforeClose = what;
  }

  /** What happens in the middle of each call that is made of it. */
  void beforeCall(Runnable what) {
    beforeCall = what;
  }

  /** Waits for a call that is held, and lets it go on waiting for {@link #answer}. */
  Message.Request heldCall() throws InterruptedException {
    return Scene.next(held);
  }

  void answer(Message.Request request) {
    unanswered.decrementAndGet();
    far.answer(request.id(), Span.of("{\"by\":" + generation + "}"));
  }

  /** Waits for a {@code notifications/cancelled}; returns its params. */
  Span nextCancelled() throws InterruptedException {
    return Scene.next(cancelled);
  }

  // What it has seen.

  /** Whether a {@code notifications/cancelled} has come by now. */
  boolean hasHeardOfACancellation() {
    return !cancelled.isEmpty();
  }

  ServerSpec spec() {
    return spec;
  }

  /** The arguments of all calls that reached it. */
  Collection<String> received() {
    return received;
  }

  /** {@code terminate} and {@code kill}, as they came. */
  List<String> signals() {
    return signals;
  }

  /** How many of its calls were under way at the same time, from being sent to being answered. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  int closings() {
    return closings.get();
  }

  // As Hotplug sees it.

  @Override
  public Readiness prepare() {
    fault.ifPresent(how -> {
      throw how;
    });
    return readiness.join();
  }

  @Override
  public ToolCatalog tools() {
    return readiness.getNow(new Readiness.Failed(CRASH)) instanceof Readiness.Ready ready
        ? ready.tools()
        : ToolCatalog.EMPTY;
  }

  @Override
  public ToolCatalog refresh() {
    return tools();
  }

  @Override
  public Exchange call(ToolCall call) {
    fault.ifPresent(how -> {
      throw how;
    });
    beforeCall.run();
    int atOnce = unanswered.incrementAndGet();
    mostAtOnce.accumulateAndGet(atOnce, Math::max);
    return near.request(new Ask("tools/call",
        List.of(Span.of("{\"name\":" + Span.string(call.tool()) + ",\"arguments\":"),
            call.arguments(), Span.of("}")),
        call.deadline(), call.progress()));
  }

  @Override
  public CompletableFuture<Cause> ended() {
    return ended;
  }

  @Override
  public Redaction redaction() {
    return new Redaction(Map.of());
  }

  @Override
  public long pid() {
    return generation;
  }

  @Override
  public Footprint footprint(Census census) {
    return Footprint.NONE;
  }

  @Override
  public Hindrance hindrance(Cause why, SortedMap<Long, Footprint> elders, Census census) {
    return hindrance;
  }

  @Override
  public Stopped close() {
    beforeClose.run();
    closings.incrementAndGet();
    readiness.complete(new Readiness.Failed(Cause.of("was closed")));
    near.close();
    ended.complete(EXIT);
    fault.ifPresent(how -> {
      throw how;
    });
    return stopped.join();
  }

  @Override
  public void terminate() {
    signals.add("terminate");
  }

  @Override
  public void kill() {
    signals.add("kill");
    die();
  }

  private static Tool tool(String name) {
    var definition = Span.of("{\"name\":" + Span.string(name) + "}");
    try {
      return new Tool(name, "", definition, definition.tree(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's side. */
  private final class Script implements Handler {
    @Override
    public void request(Message.Request request) {
      var params = request.params() == null ? Map.<String, Span>of() : request.params().members();
      received.add(String.valueOf(params.get("arguments")));
      switch (String.valueOf(params.get("name"))) {
        case "\"hold\"" -> held.add(request);
        case "\"refuse\"" -> far.refuse(request.id(), new RpcError(-1, "no"));
        default -> answer(request);
      }
    }

    @Override
    public void notification(Message.Notification notification) {
      if (notification.params() != null) cancelled.add(notification.params());
    }

    @Override
    public void malformed(Message.Malformed malformed) {
      throw new AssertionError(malformed);
    }

    @Override
    public void noise(Noise noise) {}

    @Override
    public void closed() {
      far.close();
    }
  }

  /** Hotplug's side: this server says nothing unasked. */
  private static final class Deaf implements Handler {
    @Override
    public void request(Message.Request request) {}

    @Override
    public void notification(Message.Notification notification) {}

    @Override
    public void malformed(Message.Malformed malformed) {
      throw new AssertionError(malformed);
    }

    @Override
    public void noise(Noise noise) {}

    @Override
    public void closed() {}
  }
}
