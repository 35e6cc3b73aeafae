package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TickerTest {
  private final ManualTimer timer = new ManualTimer();
  private final LinkedBlockingQueue<Span> seen = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  @Test
  void whoeverWantsProgressHearsEverySecondThatItGoesOn() throws Exception {
    Ticker.until(end, use("{\"progressToken\":\"p\"}"), "starting \"x\"", timer);

    timer.ring();
    assertThat(next()).isEqualTo("{\"progressToken\":\"p\",\"progress\":1.0E-6,"
        + "\"message\":\"starting \\\"x\\\", 1 s\"}");
    timer.ring();
    assertThat(next()).contains("\"progress\":2.0E-6").contains(", 2 s");
  }

  @Test
  void whoeverWantsNoneHearsNothing() {
    Ticker.until(end, use("{}"), "starting", timer);

    assertThat(timer.isIdle()).isTrue();
  }

  @Test
  void afterTheEndNothingIsSaid() throws Exception {
    Ticker.until(end, use("{\"progressToken\":1}"), "starting", timer);
    timer.ring();
    next();

    end.complete("");
    timer.ring();
    Ticker.until(new CompletableFuture<>(), use("{\"progressToken\":2}"), "other", timer);
    timer.ring();

    assertThat(next()).contains("\"progressToken\":2");
  }

  @Test
  void afterTheAnswerNothingIsSaid() throws Exception {
    var use = use("{\"progressToken\":1}");
    Ticker.until(end, use, "starting", timer);

    use.answer(Answer.success());
    timer.ring();
    Ticker.until(new CompletableFuture<>(), use("{\"progressToken\":2}"), "other", timer);
    timer.ring();
    timer.ring();

    assertThat(next()).contains("\"progressToken\":2");
  }

  private String next() throws InterruptedException {
    var next = seen.poll(10, TimeUnit.SECONDS);
    if (next == null) throw new AssertionError("no progress");
    return next.toString();
  }

  private ToolUse use(String meta) {
    return new ToolUse(Map.of("_meta", Span.of(meta)), seen::add);
  }
}
