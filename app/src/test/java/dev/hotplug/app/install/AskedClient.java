package dev.hotplug.app.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotplug.app.tools.Pipe;
import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Handler;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Noise;
import dev.hotplug.wire.Peer;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that is asked something, at the other end of streams in memory. */
public final class AskedClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pipe toUs = new Pipe();
  private final Pipe fromUs = new Pipe();
  private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final @Nullable String answer;
  private final Duration limit;
  private final Peer peer;

  private AskedClient(@Nullable String answer, Duration limit) {
    this.answer = answer;
    this.limit = limit;
    peer = Peer.over(toUs.in(), fromUs.out(), new Wires("asked-in", "asked-out", () -> 100_000),
        new SystemTimer());
    peer.start(new Deaf());
    Thread.ofPlatform().daemon().name("asked-client").start(this::read);
  }

  /** One that answers each request with this member of a JSON-RPC answer. */
  public static AskedClient answering(String member) {
    return new AskedClient(member, Duration.ofMinutes(1));
  }

  /** One that never answers; it is asked with this limit. */
  static AskedClient silent(Duration limit) {
    return new AskedClient(null, limit);
  }

  public Question question() {
    return params -> peer.request(Ask.of("elicitation/create", params, limit));
  }

  /** What it was asked. */
  public JsonNode asked() throws InterruptedException {
    var line = heard.poll(10, TimeUnit.SECONDS);
    if (line == null) throw new AssertionError("nothing was asked");
    return line;
  }

  /** Waits until it was told that no answer is wanted any more to what it was asked first. */
  void awaitCancelled() throws InterruptedException {
    var id = asked().path("id");
    var told = asked();
    if (!told.path("method").asText().equals("notifications/cancelled")
        || !told.at("/params/requestId").equals(id)) {
      throw new AssertionError("not taken back but " + told);
    }
  }

  private void read() {
    try (var reader = new BufferedReader(
        new InputStreamReader(fromUs.in(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) hear(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(String line) throws IOException {
    var message = JSON.readTree(line);
    heard.add(message);
    if (answer == null || !message.has("id")) return;
    var text = "{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + "," + answer + "}\n";
    toUs.out().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    toUs.out().close();
    peer.close();
  }

  /** Asks nothing and tells nothing. */
  private static final class Deaf implements Handler {
    @Override
    public void request(Message.Request request) {
      throw new AssertionError(request.method());
    }

    @Override
    public void notification(Message.Notification notification) {
      throw new AssertionError(notification.method());
    }

    @Override
    public void malformed(Message.Malformed malformed) {
      throw new AssertionError(malformed.reason());
    }

    @Override
    public void noise(Noise noise) {
      throw new AssertionError(noise.toString());
    }

    @Override
    public void closed() {
      // The test ends.
    }
  }
}
