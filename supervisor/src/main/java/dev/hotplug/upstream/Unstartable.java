package dev.hotplug.upstream;

import dev.hotplug.wire.Exchange;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A server that could not even be started: never ready, nothing to stop. */
final class Unstartable implements Upstream {
  private final Cause cause;

  Unstartable(Cause cause) {
    this.cause = cause;
  }

  @Override
  public Readiness prepare() {
    return new Readiness.Failed(cause);
  }

  @Override
  public ToolCatalog tools() {
    return ToolCatalog.EMPTY;
  }

  @Override
  public ToolCatalog refresh() {
    return ToolCatalog.EMPTY;
  }

  @Override
  public void follow(BiConsumer<ToolCatalog, ToolCatalog> ear) {
    // It has no tools, and never will.
  }

  @Override
  public Exchange call(ToolCall call) {
    throw new IllegalStateException("a server that never started cannot be called");
  }

  @Override
  public CompletableFuture<Cause> ended() {
    return CompletableFuture.completedFuture(cause);
  }

  /** Nothing it would say was ever said. */
  @Override
  public Redaction redaction() {
    return new Redaction(Map.of());
  }

  @Override
  public long pid() {
    return 0;
  }

  @Override
  public Footprint footprint(Census census) {
    return Footprint.NONE;
  }

  @Override
  public Hindrance hindrance(Cause why, SortedMap<Long, Footprint> elders, Census census) {
    return new Hindrance.Unknown();
  }

  @Override
  public Stopped close() {
    return new Stopped(Stopped.EndedBy.ITSELF, List.of());
  }

  @Override
  public void terminate() {}

  @Override
  public void kill() {}
}
