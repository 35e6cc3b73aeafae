package dev.hotplug.app;

import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.Session;
import dev.hotplug.app.serve.Severity;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Puts one serving Hotplug together. Until the client has introduced itself nothing is read,
 * started or written.
 */
final class Wiring {
  private static final Duration TO_ANSWER = Duration.ofSeconds(1);
  private static final Duration TO_TAKE_BACK = Duration.ofMillis(700);
  private static final Duration TO_WRITE = Duration.ofMillis(200);
  private static final Duration IN_ALL = Duration.ofMillis(1_100);

  private final InputStream in;
  private final Engine engine;
  private final Peer client;
  private final Session session;
  private volatile boolean isDown;

  Wiring(Program program, Settings settings, InputStream in, OutputStream out) {
    this.in = in;
    this.engine = new Engine(program, settings, this::tell);
    this.client = Peer.over(in, out, new Wires("client-in", "client-out", engine::lineLimit),
        engine.timer());
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
      in.close();
    } catch (IOException _) {
      // Nobody reads it any more.
    }
  }

  private void tell(Severity severity, String about, String sentences) {
    session.tell(severity, about, sentences);
  }
}
