package dev.hotplug.app.cli;

import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.log.Logs;
import dev.hotplug.app.tools.ToolUse;
import dev.hotplug.spec.Entry;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Hotplug for one command: what it starts is gone with it, at Ctrl-C, too: then whoever uses it
 * is interrupted. Confined to the thread that began it.
 */
final class OneShot implements AutoCloseable {
  private static final Duration GENTLE = Duration.ofSeconds(1);

  /** How long who is interrupted may take; a build that does not heed SIGTERM takes 2 s of it. */
  private static final Duration TO_CLEAN_UP = Duration.ofSeconds(4);

  private final Engine engine;
  private final Thread user = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread abandon = new Thread(this::abandon, "abandon");

  private OneShot(Engine engine) {
    this.engine = engine;
  }

  /** One with {@code settings}; it logs to stderr what goes wrong. */
  static OneShot begin(Terminal terminal, Settings settings) {
    return begin(terminal, settings, Optional.empty(), (_, _, _) -> {});
  }

  /**
   * The same.
   *
   * @param only the only server it knows; empty for those that are configured
   * @param listener hears what happens though nobody asked
   */
  static OneShot begin(Terminal terminal, Settings settings, Optional<Entry> only,
      Engine.Listener listener) {
    Logs.configure(terminal.environment().getOrDefault("HOTPLUG_LOG", "error"), null);
    var program = terminal.program();
    var shot = new OneShot(only.map(entry -> new Engine(program, settings, listener, entry))
        .orElseGet(() -> new Engine(program, settings, listener)));
    Runtime.getRuntime().addShutdownHook(shot.abandon);
    return shot;
  }

  Engine engine() {
    return engine;
  }

  /** The result of one of Hotplug's own tools. */
  Span use(String tool, Span arguments) throws InterruptedException {
    return use(tool, arguments, Optional.empty()).orElseThrow();
  }

  /**
   * The same, waiting no longer than {@code limit}; empty when that is over and the use is taken
   * back.
   */
  Optional<Span> use(String tool, Span arguments, Optional<Duration> limit)
      throws InterruptedException {
    var use = new ToolUse(Map.of("name", Span.string(tool), "arguments", arguments), _ -> {});
    if (!engine.tools().use(tool, use)) throw new IllegalArgumentException("no tool " + tool);
    try {
      if (limit.isEmpty()) return Optional.of(use.result().get());
      return Optional.of(use.result().get(limit.get().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      use.cancel("nobody waits any longer");
      return Optional.empty();
    } catch (InterruptedException e) {
      use.cancel("the command was interrupted");
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a use never fails", e);
    }
  }

  /** At a signal: whoever uses it cleans up; what then still runs is taken down at once. */
  private void abandon() {
    user.interrupt();
    try {
      boolean _ = over.await(TO_CLEAN_UP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    engine.rest();
    engine.halt();
  }

  @Override
  public void close() {
    engine.rest();
    engine.stop(GENTLE);
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(abandon);
    } catch (IllegalStateException _) {
      // It runs already, and finds nothing to do.
    }
  }
}
