package dev.hotplug.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A scripted server driven raw over its pipes; closing it leaves nothing alive. */
final class Driven implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String END = "<end>";
  private final String mark = "torture-" + UUID.randomUUID();
  private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> err = new LinkedBlockingQueue<>();
  private final Process process;
  private int id;

  private Driven(String... modes) throws IOException {
    var builder = new ProcessBuilder(TortureServer.command(modes));
    builder.environment().put("TORTURE_MARK", mark);
    process = builder.start();
    read("stdout", process.getInputStream(), out);
    read("stderr", process.getErrorStream(), err);
  }

  /** Just started. */
  static Driven started(String... modes) throws IOException {
    return new Driven(modes);
  }

  /** Started and initialized. */
  static Driven ready(String... modes) throws IOException, InterruptedException {
    var server = new Driven(modes);
    server.ask("initialize", "{\"protocolVersion\":\"2025-11-25\"}");
    server.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(server.next()).contains("\"id\":1");
    return server;
  }

  private void read(String name, InputStream in, BlockingQueue<String> lines) {
    Thread.ofPlatform().daemon().name(name + "-" + process.pid()).start(() -> {
      try (var scanner = new Scanner(in, StandardCharsets.UTF_8).useDelimiter("\n")) {
        while (scanner.hasNext()) lines.add(scanner.next());
      }
      lines.add(END);
    });
  }

  String mark() {
    return mark;
  }

  Process process() {
    return process;
  }

  void send(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Sends a request with the next id, counted from 1. */
  void ask(String method, String params) throws IOException {
    id++;
    send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params
        + "}");
  }

  void call(String tool, String arguments) throws IOException {
    ask("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments
        + ",\"_meta\":{\"progressToken\":\"p\"}}");
  }

  void cancel(int request) throws IOException {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
        + request + "}}");
  }

  /** The next line of stdout, a carriage return included. */
  String next() throws InterruptedException {
    return next(out);
  }

  String nextError() throws InterruptedException {
    return next(err);
  }

  void assertEnd() throws InterruptedException {
    assertThat(next()).isEqualTo(END);
  }

  private static String next(BlockingQueue<String> lines) throws InterruptedException {
    var line = lines.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) throw new AssertionError("nothing said within " + LIMIT);
    return line;
  }

  int exit() throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    return process.exitValue();
  }

  void closeStdin() throws IOException {
    process.getOutputStream().close();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Alive.kill(mark);
    Alive.awaitNone(mark, LIMIT);
  }
}
