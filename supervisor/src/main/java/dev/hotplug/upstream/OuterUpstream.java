package dev.hotplug.upstream;

import dev.hotplug.wire.Exchange;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A connection that is another one, to which it leaves all that it does not do itself. */
public interface OuterUpstream extends Upstream {
  /** The one around which it stands. */
  Upstream inner();

  @Override
  default Readiness prepare() {
    return inner().prepare();
  }

  @Override
  default ToolCatalog tools() {
    return inner().tools();
  }

  @Override
  default ToolCatalog refresh() {
    return inner().refresh();
  }

  @Override
  default void follow(BiConsumer<ToolCatalog, ToolCatalog> ear) {
    inner().follow(ear);
  }

  @Override
  default boolean isWithheld() {
    return inner().isWithheld();
  }

  @Override
  default Exchange call(ToolCall call) {
    return inner().call(call);
  }

  @Override
  default CompletableFuture<Cause> ended() {
    return inner().ended();
  }

  @Override
  default Redaction redaction() {
    return inner().redaction();
  }

  @Override
  default long pid() {
    return inner().pid();
  }

  @Override
  default Footprint footprint(Census census) {
    return inner().footprint(census);
  }

  @Override
  default Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census) {
    return inner().hindrance(cause, elders, census);
  }

  @Override
  default Stopped close() throws InterruptedException {
    return inner().close();
  }

  @Override
  default void terminate() {
    inner().terminate();
  }

  @Override
  default void kill() {
    inner().kill();
  }
}
