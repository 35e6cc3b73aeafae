package dev.hotplug.upstream;

import dev.hotplug.spec.Timeouts;
import dev.hotplug.wire.Exchange;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * One live connection to a server: one generation, from its start to its end. Thread-safe. Whoever
 * opened it closes it, whatever became of it.
 */
public interface Upstream {

  /** A server that could not even be started: never ready, nothing to stop. */
  static Upstream unstartable(Cause cause) {
    return new Unstartable(cause);
  }

  /**
   * Shakes hands and lists the tools. To be called once, after opening; waits at most as long as
   * the server's {@link Timeouts} allow, and ends early when the connection is closed.
   */
  Readiness prepare();

  /** The tools as last listed; empty until {@link #prepare} is through. */
  ToolCatalog tools();

  /** Lists the tools anew and waits for it. A list that fails leaves the former one standing. */
  ToolCatalog refresh();

  /**
   * Has somebody told, on whichever thread finds out, when a list of tools follows another; what he
   * does must be short. To be said once, after {@link #prepare}.
   */
  void follow(BiConsumer<ToolCatalog, ToolCatalog> ear);

  /** Whether its tools must not be called now, whatever they are. */
  default boolean isWithheld() {
    return false;
  }

  /** Calls a tool. Never blocks; whatever is wrong is in the reply. */
  Exchange call(ToolCall call);

  /** Completes when the server has ended, or its stdin or stdout has, whatever came first. */
  CompletableFuture<Cause> ended();

  /** What takes its secrets out of what is shown of it. */
  Redaction redaction();

  /** The operating system's number of its process, 0 where there is none. */
  long pid();

  /** Its processes among those of {@code census}, and the memory they take. */
  Footprint footprint(Census census);

  /**
   * What kept it from starting.
   *
   * @param cause why it did not start
   * @param elders what older generations of the same server take, by generation
   */
  Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census);

  /** Stops the server and all that it started; waits for it. */
  Stopped close() throws InterruptedException;

  /**
   * Tells the server's whole group to end, now; what waits in {@link #close} goes on from there.
   */
  void terminate();

  /** Ends the server's whole group, now. */
  void kill();
}
