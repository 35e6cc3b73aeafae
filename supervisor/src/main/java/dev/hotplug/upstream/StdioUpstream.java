package dev.hotplug.upstream;

import dev.hotplug.spec.Options;
import dev.hotplug.wire.Exchange;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Reply;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * A server that is a child process and speaks over its stdin and stdout. Owns the process and the
 * conversation with it.
 */
final class StdioUpstream implements Upstream {
  private final ChildProcess child;
  private final Peer peer;
  private final GenerationLog log;
  private final Handshake handshake;
  private final Listing listing;
  private final Sweep sweep;
  private final Options options;
  private final Duration spawn;
  private final LastWords lastWords;
  private final Hints hints;
  private final Hindrances hindrances;

  /** All that a running child comes with. */
  record Parts(ChildProcess child, Peer peer, GenerationLog log, Handshake handshake, Sweep sweep,
      Options options, Duration spawn, LastWords lastWords, Hints hints, Hindrances hindrances) {}

  private StdioUpstream(Parts parts) {
    this.child = parts.child();
    this.peer = parts.peer();
    this.log = parts.log();
    this.handshake = parts.handshake();
    this.listing = new Listing(handshake::list, "list-" + child.pid());
    this.sweep = parts.sweep();
    this.options = parts.options();
    this.spawn = parts.spawn();
    this.lastWords = parts.lastWords();
    this.hints = parts.hints();
    this.hindrances = parts.hindrances();
  }

  static StdioUpstream listening(Parts parts) {
    var upstream = new StdioUpstream(parts);
    upstream.peer.start(new Ear(upstream.peer, upstream.log, upstream.listing, upstream.lastWords));
    var _ = upstream.lastWords.ended().thenRun(upstream.peer::close);
    return upstream;
  }

  @Override
  public Readiness prepare() {
    long begun = System.nanoTime();
    return switch (handshake.initialize()) {
      case Handshake.Step.Stuck<Readiness.Introduction>(var what, var reply) -> failed(what, reply);
      case Handshake.Step.Done<Readiness.Introduction>(var self) -> list(self, begun);
    };
  }

  private Readiness list(Readiness.Introduction self, long begun) {
    long initialized = System.nanoTime();
    return switch (listing.ask().join()) {
      case Handshake.Step.Stuck<ToolCatalog>(var what, var reply) -> failed(what, reply);
      case Handshake.Step.Done<ToolCatalog>(var catalog) -> new Readiness.Ready(self, catalog,
          new Readiness.Timing(spawn, Duration.ofNanos(initialized - begun),
              Duration.ofNanos(System.nanoTime() - initialized)));
    };
  }

  /** A server that ended says why; one that did not has at least its stderr. */
  private Readiness failed(String what, Reply reply) {
    if (!(reply instanceof Reply.Closed)) {
      return new Readiness.Failed(hints.on(new Cause(what, null, log.lastLines(), null)));
    }
    var end = lastWords.ended().join();
    var how = end.exit() == null ? end.what() : end.exit().words();
    return new Readiness.Failed(
        hints.on(new Cause(what + ": " + how, end.exit(), end.stderrTail(), null)));
  }

  @Override
  public ToolCatalog tools() {
    return listing.tools();
  }

  @Override
  public ToolCatalog refresh() {
    var _ = listing.ask().join();
    return listing.tools();
  }

  @Override
  public void follow(BiConsumer<ToolCatalog, ToolCatalog> ear) {
    listing.follow(ear);
  }

  @Override
  public Exchange call(ToolCall call) {
    return peer.request(call.ask());
  }

  @Override
  public CompletableFuture<Cause> ended() {
    return lastWords.ended();
  }

  @Override
  public Redaction redaction() {
    return log.redaction();
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public Footprint footprint(Census census) {
    return Footprint.of(sweep.lineage().members(census));
  }

  @Override
  public Hindrance hindrance(Cause why, SortedMap<Long, Footprint> elders, Census census) {
    return hindrances.behind(why.stderrTail(), elders, census);
  }

  @Override
  public Stopped close() throws InterruptedException {
    var timeouts = options.timeouts();
    return StopLadder.descend(child, sweep, peer::close, timeouts.eof(), timeouts.term());
  }

  @Override
  public void terminate() {
    child.signal(Posix.SIGTERM);
  }

  @Override
  public void kill() {
    child.signal(Posix.SIGKILL);
  }
}
