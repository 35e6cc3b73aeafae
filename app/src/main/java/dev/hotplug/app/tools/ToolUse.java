package dev.hotplug.app.tools;

import dev.hotplug.app.install.Question;
import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Span;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One use of a meta-tool by the client. It is answered once; what comes after that, or after the
 * client has taken it back, goes nowhere. Thread-safe.
 */
public final class ToolUse {

  /** Work that ends in an answer, or in null when the answer will come later. */
  interface Work {
    @Nullable
    Answer done() throws InterruptedException, Misuse;
  }

  /** Where progress on this use goes. */
  public interface ProgressSink {
    /** Hears the params of one {@code notifications/progress}. */
    void progress(Span params);
  }

  private static final int LONGEST_FAULT = 500;

  /** Far below 1, so that the progress of a call that follows under the same token increases. */
  private static final double TICKS_IN_ONE = 1e6;
  private static final Span NOTHING = Span.of("{}");

  private final Map<String, Span> params;
  private final ProgressSink sink;
  private final @Nullable Question question;
  private final CompletableFuture<Span> result = new CompletableFuture<>();
  private final CompletableFuture<String> cancelled = new CompletableFuture<>();

  /** Held while progress is queued, which does not wait: none may follow the answer. */
  private final Object gate = new Object();

  private long ticks;
  private boolean isCalled;
  private boolean closed;

  /**
   * A use not yet answered.
   *
   * @param params the members of the {@code tools/call} params
   */
  public ToolUse(Map<String, Span> params, ProgressSink sink) {
    this(params, sink, null);
  }

  /**
   * A use not yet answered, by a client that may be able to ask its user.
   *
   * @param question null for one that cannot
   */
  public ToolUse(Map<String, Span> params, ProgressSink sink, @Nullable Question question) {
    this.params = params;
    this.sink = sink;
    this.question = question;
  }

  /** Completes with the result, once; cancelled when the client took the use back. */
  public CompletableFuture<Span> result() {
    return result;
  }

  /** The client takes it back. */
  public void cancel(String reason) {
    close();
    result.cancel(false);
    cancelled.complete(reason);
  }

  /** Runs {@code task} with the reason when the client takes it back, at once if it has. */
  void onCancel(Consumer<String> task) {
    var _ = cancelled.thenAccept(task);
  }

  /** How the user can be asked, null where the client cannot. */
  @Nullable
  Question question() {
    return question;
  }

  Span arguments() {
    return params.getOrDefault("arguments", NOTHING);
  }

  @Nullable
  Span meta() {
    return params.get("_meta");
  }

  /** The client's wish for progress, null when it has none. */
  Ask.@Nullable Progress progress() {
    var meta = meta();
    var token = meta == null ? null : meta.member("progressToken");
    return token == null ? null : new Ask.Progress(token, this::report);
  }

  void answer(Span how) {
    close();
    result.complete(how);
  }

  void answer(Answer how) {
    answer(how.result());
  }

  /** Does the work here and now. A fault of ours is an answer, too. */
  void answer(Work work) {
    try {
      var answer = work.done();
      if (answer != null) answer(answer);
    } catch (Misuse misuse) {
      answer(misuse.answer());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (!result.isCancelled()) answer(fault(e));
    } catch (RuntimeException | Error e) {
      // Whatever it is, the client must not wait for ever.
      answer(fault(e));
    }
  }

  /** Does the work on a thread of its own. */
  void answerOnThread(String name, Work work) {
    Thread.ofVirtual().name(name).start(() -> answer(work));
  }

  private static Answer fault(Throwable e) {
    Faults.log(e);
    return Answer.failure(
        "Hotplug made a mistake: " + Excerpt.of(e.toString(), LONGEST_FAULT)
            + ". Whether it was done is not known; nothing else is affected.",
        "unknown",
        "Call " + Example.logs("hotplug") + " and report what it shows; then try again.");
  }

  /**
   * Passes progress of the server on, except what our own has overtaken (MCP: it must increase).
   */
  private void report(Span progress) {
    synchronized (gate) {
      if (closed || (ticks > 0 && number(progress) <= ticks / TICKS_IN_ONE)) return;
      isCalled = true;
      sink.progress(progress);
    }
  }

  /** Tells, if the client wants progress, that this use still waits. */
  void tick(String message) {
    var wanted = progress();
    if (wanted == null) return;
    synchronized (gate) {
      if (closed || isCalled) return;
      ticks++;
      sink.progress(Span.of("{\"progressToken\":" + wanted.token() + ",\"progress\":"
          + ticks / TICKS_IN_ONE + ",\"message\":" + Span.string(message) + "}"));
    }
  }

  private static double number(Span progress) {
    var number = progress.member("progress");
    try {
      return number == null ? 0 : Double.parseDouble(number.toString());
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /** After this, no progress: an answer is the last that is heard of a request. */
  private void close() {
    synchronized (gate) {
      closed = true;
    }
  }
}
