package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A client in C that has initialized one server and calls its tools as fast as it can. */
final class Load implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  private final Process process;
  private final BufferedReader said;
  private final PrintWriter orders;
  private final Duration initialized;

  /**
   * How a number of calls went.
   *
   * @param own the time that the client itself was at work
   */
  record Round(int calls, Duration wall, Duration own, Duration p50, Duration p99) {
    double microsEach() {
      return micros(wall) / calls;
    }

    static double micros(Duration time) {
      return time.toNanos() / 1e3;
    }
  }

  private Load(Process process) throws IOException {
    this.process = process;
    said = process.inputReader(StandardCharsets.UTF_8);
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    initialized = Duration.ofNanos(numbers("initialized ", 1)[0]);
  }

  static Load started(ProcessBuilder builder) throws IOException {
    return new Load(builder.redirectError(Redirect.DISCARD).start());
  }

  /** From before the server's process was made until {@code initialize} was answered. */
  Duration initialized() {
    return initialized;
  }

  /** The process that it speaks with. */
  ProcessHandle server() {
    return process.children().findFirst().orElseThrow();
  }

  /** Calls a tool so often, so many at a time; every answer must be a good one. */
  Round call(int calls, int inFlight, String params) throws IOException {
    orders.println(calls + " " + inFlight + " " + params);
    var figures = Arrays.stream(numbers("", 5)).mapToObj(Duration::ofNanos).toList();
    return new Round(calls, figures.get(0), figures.get(1), figures.get(2), figures.get(3));
  }

  private long[] numbers(String prefix, int count) throws IOException {
    var line = said.readLine();
    if (line == null) throw new AssertionError("the client has ended: a bad answer, or none");
    assertThat(line).startsWith(prefix);
    var numbers = Arrays.stream(line.substring(prefix.length()).split(" ", -1))
        .mapToLong(Long::parseLong)
        .toArray();
    assertThat(numbers).hasSize(count);
    return numbers;
  }

  @Override
  public void close() {
    orders.close();
    if (ends()) return;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    throw new AssertionError("the server did not end with its stdin");
  }

  private boolean ends() {
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
