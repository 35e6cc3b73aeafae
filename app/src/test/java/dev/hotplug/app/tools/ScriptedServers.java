package dev.hotplug.app.tools;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Servers that are scripts in this process. Each start of a server takes what was said of it last.
 * Thread-safe.
 */
public final class ScriptedServers implements Connector {
  private final ConcurrentHashMap<String, CompletableFuture<Readiness>> starts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, ToolCatalog> seconds = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<ScriptedUpstream> opened = new CopyOnWriteArrayList<>();
  private volatile String word = "one";
  private final LinkedBlockingQueue<ScriptedUpstream> fresh = new LinkedBlockingQueue<>();

  /** From now on the server starts, and has these tools. */
  void starts(String server, ToolCatalog tools) {
    starts.put(server, CompletableFuture.completedFuture(ready(tools)));
  }

  /** What is started from now on has this word. */
  void say(String newWord) {
    word = newWord;
  }

  /** From now on it has these tools from its second list on. */
  void listsThen(String server, ToolCatalog tools) {
    seconds.put(server, tools);
  }

  /** From now on the server does not start. */
  void fails(String server, Cause cause) {
    starts.put(server, CompletableFuture.completedFuture(new Readiness.Failed(cause)));
  }

  /** From now on the server is starting until the future completes. */
  CompletableFuture<Readiness> hangs(String server) {
    var start = new CompletableFuture<Readiness>();
    starts.put(server, start);
    return start;
  }

  static Readiness ready(ToolCatalog tools) {
    return new Readiness.Ready(new Readiness.Introduction("scripted", "1"), tools,
        new Readiness.Timing(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)));
  }

  /** All that were opened, in order. */
  List<ScriptedUpstream> opened() {
    return List.copyOf(opened);
  }

  /** The one that was opened last. */
  ScriptedUpstream newest() {
    return opened.getLast();
  }

  /** The next that is opened and was not yet asked for here; waits for it. */
  ScriptedUpstream awaitNext() throws InterruptedException {
    var next = fresh.poll(10, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("no server was started");
    return next;
  }

  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    var start = Objects.requireNonNull(starts.get(spec.name()), "no script for " + spec.name());
    log.add(generation, spec.name() + " starts");
    var upstream = new ScriptedUpstream(start, word);
    var second = seconds.get(spec.name());
    if (second != null) upstream.offers(second);
    opened.add(upstream);
    fresh.add(upstream);
    return upstream;
  }
}
