package dev.hotplug.app;

import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.Session;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.wire.Outlet;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Puts one serving Hotplug together. Until the client has introduced itself nothing is read,
 * started or written.
 */
final class Wiring {
  private static final Duration TO_ANSWER = Duration.ofSeconds(1);
  private static final Duration TO_TAKE_BACK = Duration.ofMillis(700);
  private static final Duration TO_WRITE = Duration.ofMillis(200);
  private static final Duration IN_ALL = Duration.ofMillis(1_100);

  private final Streams streams;
  private final Engine engine;
  private final Peer client;
  private final Session session;
  private volatile boolean isDown;

  /**
   * What the client is spoken with over.
   *
   * @param outlet opens the way into {@code out} that does not wait, which costs time at first
   */
  record Streams(InputStream in, OutputStream out, Supplier<Outlet> outlet) {}

  Wiring(Program program, Settings settings, Streams streams) {
    this.streams = streams;
    this.engine = new Engine(program, settings, new Relaying());
    this.client = Peer.over(streams.in(), streams.out(),
        new Wires("client-in", "client-out", engine::lineLimit), engine.timer());
    this.session = new Session(client, engine.tools(), program.version(), engine::begin);
  }

  /** Serves the client until it has said its last, and then takes everything down. */
  void serve() throws InterruptedException {
    session.begin();
    session.awaitEnd();
    long end = System.nanoTime() + IN_ALL.toNanos();
    engine.rest();
    session.awaitAnswered(TO_ANSWER);
    engine.stop(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    engine.awaitInstallations(TO_TAKE_BACK);
    client.close();
    client.awaitWritten(TO_WRITE);
    isDown = true;
  }

  /** Takes all servers down at once; for signals, when there is no time to be gentle. */
  void halt() {
    engine.rest();
    if (!isDown) engine.halt();
    try {
      streams.in().close();
    } catch (IOException _) {
      // Nobody reads it any more.
    }
  }

  /** Lets the client know; before there is a server, it is not in a hurry. */
  private final class Relaying implements Engine.Listener {
    @Override
    public void tell(Severity severity, String about, String sentences) {
      session.tell(severity, about, sentences);
    }

    @Override
    public void firstServer() {
      client.open(streams.outlet().get());
    }
  }
}
