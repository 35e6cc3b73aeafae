package dev.hotplug.app.it;

import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A strict MCP client over the stdio of one server process. It keeps all it reads for the test, and
 * every wait has a limit. Thread-safe, but for {@code close}.
 */
abstract class Client implements AutoCloseable {
  private static final int LAST_WORDS = 4_000;
  private static final Duration LAST_MOMENT = Duration.ofSeconds(1);
  private final Duration limit;
  private final Pipes pipes;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<String, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();

  /** By method; an empty one is never given. */
  private final Map<String, String> answers = new ConcurrentHashMap<>(Map.of("ping", "{}"));
  private final Seen<Line.Notification> notifications = new Seen<>();
  private final Seen<Line.Request> requests = new Seen<>();
  private final Seen<Line.Violation> violations = new Seen<>();
  private final BlockingQueue<Reply> strays = new LinkedBlockingQueue<>();
  private volatile CountDownLatch readsOn = new CountDownLatch(0);
  private volatile boolean ended;
  private @Nullable Integer exit;

  Client(Process process, Duration limit) {
    this.limit = limit;
    pipes = new Pipes(process, new Reader());
  }

  Duration limit() {
    return limit;
  }

  long pid() {
    return pipes.process().pid();
  }

  boolean isAlive() {
    return pipes.process().isAlive();
  }

  String stderr() {
    return String.join("\n", pipes.stderr().all());
  }

  // Saying.

  /** Sends {@code initialize} and, once it is answered, {@code notifications/initialized}. */
  Reply initialize(String protocol, String capabilities) throws InterruptedException {
    var reply = request("initialize",
        "{\"protocolVersion\":" + Bytes.quote(protocol) + ",\"capabilities\":" + capabilities
            + ",\"clientInfo\":{\"name\":\"it\",\"version\":\"1\"}}");
    notify("notifications/initialized", "{}");
    return reply;
  }

  /** Asks without waiting. */
  Asked ask(String method, String params) {
    long id = lastId.incrementAndGet();
    var answer = new CompletableFuture<Reply>();
    pending.put(Long.toString(id), answer);
    pipes.write("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":" + Bytes.quote(method)
        + ",\"params\":" + params + "}");
    if (ended) abandon();
    return new Asked(this, id, method + " " + abbreviate(params), answer);
  }

  Reply request(String method, String params) throws InterruptedException {
    return ask(method, params).reply();
  }

  Asked askTool(String tool, String arguments) {
    return ask("tools/call",
        "{\"name\":" + Bytes.quote(tool) + ",\"arguments\":" + arguments + "}");
  }

  /** Asks, and wants to hear of progress under this token. */
  Asked askTool(String tool, String arguments, String progressToken) {
    return ask("tools/call", "{\"name\":" + Bytes.quote(tool) + ",\"arguments\":" + arguments
        + ",\"_meta\":{\"progressToken\":" + Bytes.quote(progressToken) + "}}");
  }

  ToolResult callTool(String tool, String arguments) throws InterruptedException {
    return askTool(tool, arguments).result();
  }

  void notify(String method, String params) {
    pipes.write(
        "{\"jsonrpc\":\"2.0\",\"method\":" + Bytes.quote(method) + ",\"params\":" + params + "}");
  }

  /** Sends a line as it is; an answer to it is a {@link #nextStray}. */
  void rawLine(String line) {
    pipes.write(line);
  }

  /** Sends a part of a line; the rest is to follow. */
  void rawPart(String part) {
    pipes.writePart(part);
  }

  /** From now on answers the server's requests of this method so; {@code ping} is known. */
  void answer(String method, String result) {
    answers.put(method, result);
  }

  /** From now on keeps the server waiting for an answer to its requests of this method. */
  void leaveOpen(String method) {
    answers.put(method, "");
  }

  /** Reads nothing more of stdout, after a line at most. */
  void stopReading() {
    readsOn = new CountDownLatch(1);
  }

  void readOn() {
    readsOn.countDown();
  }

  /** Closes stdin once all is written. */
  void closeStdin() {
    pipes.closeStdin();
  }

  /** Sends a signal such as {@code TERM}. */
  void signal(String name) throws Exception {
    Signal.send(name, pid());
  }

  // Hearing.

  List<Line.Notification> notifications() {
    return notifications.all();
  }

  List<Line.Notification> notifications(String method) {
    return notifications().stream().filter(each -> each.method().equals(method)).toList();
  }

  Line.Notification awaitNotification(Predicate<Line.Notification> fits)
      throws InterruptedException {
    return notifications.await(fits, limit)
        .orElseThrow(() -> new AssertionError("no such notification, only " + notifications()));
  }

  Line.Notification awaitNotification(String method) throws InterruptedException {
    return awaitNotification(each -> each.method().equals(method));
  }

  /** The first line of stderr that holds this text. */
  String awaitStderr(String text) throws InterruptedException {
    var line = pipes.stderr().await(each -> each.contains(text), limit);
    if (line.isPresent()) return line.get();
    throw new AssertionError("no " + text + " on stderr within " + limit + lastWords());
  }

  /** What the server asked of us. */
  List<Line.Request> requests() {
    return requests.all();
  }

  /** Lines of stdout that may not stand there. */
  List<Line.Violation> violations() {
    return violations.all();
  }

  /** The next answer to something that was not asked with {@code ask}, such as a raw line. */
  Reply nextStray() throws InterruptedException {
    var stray = strays.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (stray == null) throw new AssertionError("no answer within " + limit + lastWords());
    return stray;
  }

  /** Answers to nobody that no test asked for, second answers among them. */
  List<Reply> strays() {
    return new ArrayList<>(strays);
  }

  // Ending.

  void kill() {
    pipes.process().destroyForcibly();
  }

  int awaitExit(Duration limit) throws InterruptedException {
    int code = pipes.awaitExit(limit);
    exit = code;
    return code;
  }

  /** Waits so long for the end, which may or may not come. */
  boolean endsWithin(Duration most) throws InterruptedException {
    return pipes.process().waitFor(most);
  }

  /** Whether a test has seen the process end by itself. */
  boolean hasSeenExit() {
    return exit != null;
  }

  void awaitEndOfOutput(Duration limit) throws InterruptedException {
    pipes.awaitEnd(limit);
  }

  /** What a person wants to know of a server that did not answer. */
  String lastWords() throws InterruptedException {
    if (ended) pipes.settle(LAST_MOMENT);
    var process = pipes.process();
    var state = process.isAlive() ? "alive" : "ended with " + process.exitValue();
    var text = stderr();
    var tail = text.substring(Math.max(0, text.length() - LAST_WORDS));
    return "\nprocess " + pid() + " is " + state + ", stderr:\n" + tail;
  }

  @Override
  public abstract void close();

  private void abandon() {
    for (var answer : pending.values())
      answer.completeExceptionally(new EOFException("stdout ended"));
    pending.clear();
  }

  private static String abbreviate(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  /** Sorts what comes in; runs on the thread that reads stdout. */
  private final class Reader implements Pipes.Reader {
    @Override
    public void line(byte[] bytes) {
      awaitReading();
      switch (Line.read(bytes)) {
        case Line.Result result -> answered(result.id(), new Reply(result));
        case Line.Failure failure -> answered(failure.id(), new Reply(failure));
        case Line.Notification notification -> notifications.add(notification);
        case Line.Request request -> asked(request);
        case Line.Violation violation -> violations.add(violation);
      }
    }

    private void awaitReading() {
      try {
        readsOn.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void end(byte[] rest) {
      if (rest.length > 0)
        violations.add(new Line.Violation("no newline", Bytes.of(rest).toString()));
      ended = true;
      abandon();
    }

    private void answered(Bytes id, Reply reply) {
      var answer = pending.remove(id.toString());
      if (answer == null) strays.add(reply);
      else answer.complete(reply);
    }

    private void asked(Line.Request request) {
      requests.add(request);
      var result = answers.get(request.method());
      if (result != null && result.isEmpty()) return;
      var body = result == null ? "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}"
          : "\"result\":" + result;
      pipes.write("{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + "," + body + "}");
    }
  }
}
