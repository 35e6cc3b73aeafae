package dev.hotplug.app.tools;

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

  private final Map<String, Span> params;
  private final ProgressSink sink;
  private final CompletableFuture<Span> result = new CompletableFuture<>();
  private final CompletableFuture<String> cancelled = new CompletableFuture<>();

  /**
   * A use not yet answered.
   *
   * @param params the members of the {@code tools/call} params
   */
  public ToolUse(Map<String, Span> params, ProgressSink sink) {
    this.params = params;
    this.sink = sink;
  }

  /** Completes with the result, once; cancelled when the client took the use back. */
  public CompletableFuture<Span> result() {
    return result;
  }

  /** The client takes it back. */
  public void cancel(String reason) {
    result.cancel(false);
    cancelled.complete(reason);
  }

  /** Runs {@code task} with the reason when the client takes it back, at once if it has. */
  void onCancel(Consumer<String> task) {
    var _ = cancelled.thenAccept(task);
  }

  Span arguments() {
    return params.getOrDefault("arguments", Span.of("{}"));
  }

  @Nullable
  Span meta() {
    return params.get("_meta");
  }

  /** The client's wish for progress, null when it has none. */
  Ask.@Nullable Progress progress() {
    var meta = meta();
    var token = meta == null ? null : meta.members().get("progressToken");
    return token == null ? null : new Ask.Progress(token, this::report);
  }

  void answer(Span how) {
    result.complete(how);
  }

  void answer(Answer how) {
    answer(how.result());
  }

  /** Does the work on a thread of its own. A fault of ours is an answer, too. */
  void answerOnThread(String name, Work work) {
    Thread.ofVirtual().name(name).start(() -> {
      try {
        var answer = work.done();
        if (answer != null) answer(answer);
      } catch (Misuse misuse) {
        answer(misuse.answer());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        result.cancel(false);
      } catch (RuntimeException e) {
        answer(Answer.failure("Hotplug made a mistake: " + e + ". Nothing else is affected.",
            "unknown",
            "Call get_server_logs {\"server_name\": \"hotplug\"} and report what it shows."));
      }
    });
  }

  private void report(Span progress) {
    if (!result.isDone()) sink.progress(progress);
  }
}
