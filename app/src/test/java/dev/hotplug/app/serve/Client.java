package dev.hotplug.app.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotplug.app.tools.Pipe;
import dev.hotplug.app.tools.World;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that speaks to a {@link Session} line by line, over streams in memory. */
final class Client implements AutoCloseable {
  private static final int LINE_LIMIT = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pipe toServer = new Pipe();
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AtomicInteger introductions = new AtomicInteger();
  private final Peer peer;
  private final Session session;

  Client(World world) {
    var toClient = new Pipe();
    peer = Peer.over(toServer.in(), toClient.out(),
        new Wires("session-in", "session-out", () -> LINE_LIMIT), new SystemTimer());
    session = new Session(peer, world.tools(), "1.2.3", introductions::incrementAndGet);
    session.begin();
    Thread.ofPlatform().daemon().name("client").start(() -> read(toClient));
  }

  private void read(Pipe pipe) {
    try (
        var reader = new BufferedReader(new InputStreamReader(pipe.in(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) lines.add(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Session session() {
    return session;
  }

  /** How often a client was introduced. */
  int introductions() {
    return introductions.get();
  }

  /** Says {@code line}. */
  Client say(String line) {
    try {
      toServer.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Sends a request. */
  Client ask(String id, String method, String params) {
    return say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":"
        + params + "}");
  }

  /** Uses a tool. */
  Client use(String id, String tool, String arguments) {
    return ask(id, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  Client cancel(String id) {
    return say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":"
        + "{\"requestId\":" + id + ",\"reason\":\"enough\"}}");
  }

  /** The next line that is heard; waits for it. */
  String line() throws InterruptedException {
    var line = lines.poll(10, TimeUnit.SECONDS);
    if (line == null) throw new AssertionError("not a word");
    return line;
  }

  JsonNode next() throws InterruptedException {
    try {
      return JSON.readTree(line());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Introduces itself. */
  Client introduced() throws InterruptedException {
    ask("0", "initialize", "{\"protocolVersion\":\"2025-11-25\"}");
    next();
    return this;
  }

  /** Fails if anything was said that nobody took; an answer to {@code ping} must come next. */
  void hearsNothingElse() throws InterruptedException {
    ask("\"end\"", "ping", "{}");
    var line = line();
    if (!line.equals("{\"jsonrpc\":\"2.0\",\"id\":\"end\",\"result\":{}}")) {
      throw new AssertionError("unexpected: " + line);
    }
  }

  /** Says no more. */
  void hangUp() {
    try {
      toServer.out().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hangUp();
    peer.close();
  }
}
