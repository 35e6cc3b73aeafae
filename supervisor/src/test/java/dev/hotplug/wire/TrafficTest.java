package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two peers ask each other at the same time, through buffers of a few bytes or many. */
@Timeout(60)
class TrafficTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int REQUESTS = 10_000;
  private static final int CALLERS = 32;

  @ParameterizedTest
  @ValueSource(ints = {50, 65_536})
  void everyRequestOfEitherSideGetsItsOwnAnswerOnce(int capacity) throws Exception {
    try (var twin = new Twin(capacity)) {
      twin.heardHere().onRequest(request -> echo(twin.here(), request));
      twin.heardThere().onRequest(request -> echo(twin.there(), request));

      var answers = new AtomicIntegerArray(2 * REQUESTS);
      var callers = IntStream.range(0, 2 * CALLERS)
          .mapToObj(i -> CompletableFuture.runAsync(
              () -> converse(i % 2 == 0 ? twin.here() : twin.there(), i, answers),
              Thread::startVirtualThread))
          .toArray(CompletableFuture[]::new);

      assertThat(CompletableFuture.allOf(callers)).succeedsWithin(LIMIT);
      assertThat(IntStream.range(0, 2 * REQUESTS).map(answers::get)).allMatch(n -> n == 1);
      assertThat(twin.heardHere().rest()).isEmpty();
      assertThat(twin.heardThere().rest()).isEmpty();
    }
  }

  @Test
  void tenThousandAtOnceAreAnsweredTogether() throws Exception {
    try (var twin = new Twin(4_096)) {
      twin.heardThere().onRequest(request -> echo(twin.there(), request));

      var replies = IntStream.range(0, REQUESTS)
          .mapToObj(i -> twin.here().request(ask(i)).reply())
          .toList();

      for (int i = 0; i < REQUESTS; i++) {
        assertThat(replies.get(i)).succeedsWithin(LIMIT).isEqualTo(new Reply.Ok(payload(i)));
      }
    }
  }

  @Test
  void closingUnderTrafficEndsEveryRequest() throws Exception {
    try (var twin = new Twin(1_000)) {
      twin.heardThere().onRequest(request -> echo(twin.there(), request));
      var begun = new CompletableFuture<Boolean>();

      var callers = IntStream.range(0, CALLERS)
          .mapToObj(i -> CompletableFuture.runAsync(() -> untilClosed(twin.here(), begun),
              Thread::startVirtualThread))
          .toArray(CompletableFuture[]::new);
      begun.get(10, TimeUnit.SECONDS);
      twin.there().close();

      assertThat(CompletableFuture.allOf(callers)).succeedsWithin(LIMIT);
    }
  }

  private static void echo(Peer peer, Message.Request request) {
    var params = request.params();
    peer.answer(request.id(), params == null ? Span.of("null") : params);
  }

  private static void converse(Peer peer, int caller, AtomicIntegerArray answers) {
    int side = caller % 2;
    for (int i = caller / 2; i < REQUESTS; i += CALLERS) {
      int number = side * REQUESTS + i;
      var reply = peer.request(ask(number)).reply();
      var _ = reply.thenAccept(how -> {
        if (how.equals(new Reply.Ok(payload(number)))) answers.incrementAndGet(number);
      });
      await(reply);
    }
  }

  private static void untilClosed(Peer peer, CompletableFuture<Boolean> begun) {
    while (await(peer.request(ask(1)).reply()) instanceof Reply.Ok) begun.complete(true);
  }

  private static Reply await(CompletableFuture<Reply> reply) {
    try {
      return reply.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no reply", e);
    }
  }

  private static Ask ask(int number) {
    return new Ask("echo", List.of(payload(number)), Optional.empty(), null);
  }

  private static Span payload(int number) {
    return Span.of("{\"n\":" + number + ",\"text\":\"" + "é".repeat(number % 37) + "\"}");
  }
}
