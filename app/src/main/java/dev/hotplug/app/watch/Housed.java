package dev.hotplug.app.watch;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Exchange;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * An upstream that runs from a folder of its own, which goes when all its processes are gone.
 */
record Housed(Upstream tenant, Path folder) implements Upstream {
  @Override
  public Readiness prepare() {
    return tenant.prepare();
  }

  @Override
  public ToolCatalog tools() {
    return tenant.tools();
  }

  @Override
  public ToolCatalog refresh() {
    return tenant.refresh();
  }

  @Override
  public void follow(BiConsumer<ToolCatalog, ToolCatalog> ear) {
    tenant.follow(ear);
  }

  @Override
  public Exchange call(ToolCall call) {
    return tenant.call(call);
  }

  @Override
  public CompletableFuture<Cause> ended() {
    return tenant.ended();
  }

  @Override
  public long pid() {
    return tenant.pid();
  }

  @Override
  public Footprint footprint(Census census) {
    return tenant.footprint(census);
  }

  @Override
  public Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census) {
    return tenant.hindrance(cause, elders, census);
  }

  @Override
  public Stopped close() throws InterruptedException {
    var stopped = tenant.close();
    CopiesFolder.delete(folder);
    return stopped;
  }

  @Override
  public void terminate() {
    tenant.terminate();
  }

  @Override
  public void kill() {
    tenant.kill();
  }
}
