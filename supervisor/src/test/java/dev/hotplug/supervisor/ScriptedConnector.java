package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Timer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Opens servers in memory, each as the script says that holds at that moment. At first that is: all
 * start at once. Thread-safe.
 */
final class ScriptedConnector implements Connector {
  private final Timer timer;
  private final List<ScriptedUpstream> opened = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<ScriptedUpstream> unseen = new LinkedBlockingQueue<>();
  private volatile Consumer<ScriptedUpstream> script = upstream -> upstream.ready("echo", "hold");

  ScriptedConnector(Timer timer) {
    this.timer = timer;
  }

  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    var upstream = new ScriptedUpstream(spec, generation, timer);
    script.accept(upstream);
    upstream.listen();
    opened.add(upstream);
    unseen.add(upstream);
    return upstream;
  }

  /** What is done to each server opened from now on, while it is opened. */
  void script(Consumer<ScriptedUpstream> next) {
    script = next;
  }

  /** Waits until the next server is opened. */
  ScriptedUpstream next() throws InterruptedException {
    return Scene.next(unseen);
  }

  List<ScriptedUpstream> opened() {
    return opened;
  }

  /** How many of the servers live. */
  long living() {
    return opened.stream().filter(upstream -> upstream.closings() == 0).count();
  }
}
