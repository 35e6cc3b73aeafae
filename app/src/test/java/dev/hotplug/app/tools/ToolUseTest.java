package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.log.Logs;
import dev.hotplug.wire.Span;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ToolUseTest {
  private static final Span TICK = Span
      .of("{\"progressToken\":1,\"progress\":1.0E-6,\"message\":\"waiting\"}");

  private final ToolUse use = new ToolUse(Map.of(), _ -> {});

  @Test
  void aUseIsAnsweredOnce() {
    use.answer(Span.of("1"));
    use.answer(Span.of("2"));
    use.cancel("late");

    assertThat(use.result()).isCompletedWithValue(Span.of("1"));
  }

  @Test
  void whatIsTakenBackIsNotAnswered() {
    use.cancel("never mind");

    use.answer(Span.of("1"));

    assertThat(use.result()).isCancelled();
  }

  @Test
  void whoeverAsksLateHearsThatItWasTakenBack() {
    var reasons = new ArrayList<String>();
    use.onCancel(reasons::add);

    use.cancel("never mind");
    use.onCancel(reasons::add);

    assertThat(reasons).containsExactly("never mind", "never mind");
  }

  @Test
  void whatIsToBeAnsweredLaterIsNotAnsweredNow() {
    use.answer(() -> null);

    assertThat(use.result()).isNotDone();
  }

  @Test
  void aMisuseIsAnswered() {
    use.answer(() -> {
      throw new Misuse(Answer.failure("Wrong. Nothing was done.", "wrong", "Do it right."));
    });

    assertThat(answer().path("status").asText()).isEqualTo("wrong");
  }

  @Test
  void aFaultOfOursIsAnsweredAndLogged() {
    use.answer(() -> {
      throw new IllegalStateException("no such thing");
    });

    isFault("IllegalStateException: no such thing");
    assertThat(Logs.recent().last(50, line -> line.text().contains("a fault in Hotplug")))
        .isNotEmpty();
  }

  @Test
  void anErrorIsAnsweredToo() {
    use.answer(() -> {
      throw new StackOverflowError("too deep");
    });

    isFault("StackOverflowError: too deep");
  }

  @Test
  void anInterruptIsAnsweredAndKept() {
    use.answer(() -> {
      throw new InterruptedException();
    });

    assertThat(Thread.interrupted()).isTrue();
    isFault("InterruptedException");
  }

  @Test
  void workOnAThreadOfItsOwnIsAnsweredToo() throws Exception {
    var name = new ArrayList<String>();
    var begun = new CountDownLatch(1);
    use.answerOnThread("some_tool", () -> {
      name.add(Thread.currentThread().getName());
      begun.countDown();
      throw new IllegalStateException("late");
    });

    begun.await();
    World.await(use);
    isFault("late");
    assertThat(name).containsExactly("some_tool");
  }

  private void isFault(String what) {
    assertThat(answer().path("error").asText()).startsWith("Hotplug made a mistake: ")
        .contains(what)
        .contains("nothing else is affected");
    assertThat(answer().path("next_step").asText())
        .contains("get_server_logs {\"server_name\": \"hotplug\"}");
  }

  private JsonNode answer() {
    return Catalogs.tree(use.result().join()).path("structuredContent");
  }

  @Test
  void noProgressFollowsTheAnswer() {
    var heard = new ArrayList<Span>();
    var told = new ToolUse(Map.of("_meta", Span.of("{\"progressToken\":1}")), heard::add);
    var progress = Objects.requireNonNull(told.progress());

    told.tick("waiting");
    told.answer(Span.of("1"));
    told.tick("still waiting");
    progress.listener().progress(Span.of("{\"progress\":5}"));

    assertThat(heard).containsExactly(TICK);
  }

  @Test
  void progressOfACallThatFollowsOursIncreases() {
    var heard = new ArrayList<Span>();
    var told = new ToolUse(Map.of("_meta", Span.of("{\"progressToken\":1}")), heard::add);
    var progress = Objects.requireNonNull(told.progress());

    told.tick("waiting");
    progress.listener().progress(Span.of("{\"progress\":0}"));
    progress.listener().progress(Span.of("{\"progress\":1}"));
    told.tick("still waiting");

    assertThat(heard).containsExactly(TICK, Span.of("{\"progress\":1}"));
  }

  @Test
  void whatIsTakenBackIsNoFaultWhenItsThreadIsInterrupted() {
    int logged = Logs.recent().last(Integer.MAX_VALUE, _ -> true).size();
    use.cancel("never mind");

    use.answer(() -> {
      throw new InterruptedException();
    });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Logs.recent().last(Integer.MAX_VALUE, _ -> true)).hasSize(logged);
  }
}
