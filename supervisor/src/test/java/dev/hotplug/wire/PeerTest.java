package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One conversation, its other side played by the test. */
@Timeout(60)
class PeerTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Span EMPTY = Span.of("{}");

  @Test
  void anAnswerEndsItsRequestByteForByte() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("tools/call"));
      assertThat(talk.hear())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{}}");

      talk.say("{\"id\":1, \"result\": { \"a\":1.0,\"b\":1E+2,\"c\":-0.0 }, \"jsonrpc\":\"2.0\"}");

      assertEnds(exchange, new Reply.Ok(Span.of("{ \"a\":1.0,\"b\":1E+2,\"c\":-0.0 }")));
    }
  }

  @Test
  void anErrorEndsItsRequest() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("m"));

      talk.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no\"}}");

      assertEnds(exchange, new Reply.Refused(Span.of("{\"code\":-32601,\"message\":\"no\"}")));
    }
  }

  @Test
  void theParamsAreWrittenPartByPart() throws Exception {
    try (var talk = new Interview()) {
      var parts = List.of(Span.of("{\"a\":"), Span.of("[1.0]"), Span.of("}"));

      talk.peer().request(new Ask("m\"\n", parts, Optional.empty(), null));

      assertThat(talk.hear()).isEqualTo(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\\\"\\n\",\"params\":{\"a\":[1.0]}}");
    }
  }

  @Test
  void whatTheOtherSideAsksIsAnsweredWithItsOwnId() throws Exception {
    try (var talk = new Interview()) {
      talk.say("{\"jsonrpc\":\"2.0\",\"id\":\"\\u0061\",\"method\":\"m\",\"params\":{\"x\":1.0}}");

      var request = (Message.Request) talk.heard().next();
      talk.peer().answer(request.id(), Span.of("{\"y\":"), Span.of("2.0}"));
      talk.peer().refuse(request.id(), new RpcError(-32601, "no \"m\""));
      talk.peer().refuse(null, new RpcError(-32700, "what?"));

      assertThat(request.params()).isEqualTo(Span.of("{\"x\":1.0}"));
      assertThat(talk.hear())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"\\u0061\",\"result\":{\"y\":2.0}}");
      assertThat(talk.hear()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"\\u0061\","
          + "\"error\":{\"code\":-32601,\"message\":\"no \\\"m\\\"\"}}");
      assertThat(talk.hear()).isEqualTo(
          "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"what?\"}}");
    }
  }

  @Test
  void aRequestBeyondItsDeadlineIsTakenBackAndItsLateAnswerIsNotGivenToTheNext() throws Exception {
    try (var talk = new Interview()) {
      var slow = talk.peer().request(Ask.of("slow", EMPTY, SECOND));
      talk.timer().pass(SECOND.minusMillis(1));
      assertThat(slow.reply()).isNotDone();

      talk.timer().pass(Duration.ofMillis(1));
      assertEnds(slow, new Reply.TimedOut(SECOND));
      var next = talk.peer().request(Ask.of("next", EMPTY, SECOND));
      talk.say(answer(1, "\"late\""), answer(2, "\"mine\""));

      assertEnds(next, new Reply.Ok(Span.of("\"mine\"")));
      assertThat(talk.heard().next()).isEqualTo(new Noise.Stray("1"));
      assertThat(talk.hear()).contains("\"id\":1,\"method\":\"slow\"");
      assertThat(talk.hear())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
              + "\"params\":{\"requestId\":1,\"reason\":\"no answer within 1000 ms\"}}");
      assertThat(talk.hear()).contains("\"id\":2,\"method\":\"next\"");
      assertThat(talk.timer().alarms()).isZero();
    }
  }

  /** MCP 2025-11-25, cancellation: a client must not cancel its initialize. */
  @Test
  void initializeIsGivenUpWithoutAWord() throws Exception {
    try (var talk = new Interview()) {
      var slow = talk.peer().request(Ask.of("initialize", EMPTY, SECOND));

      talk.timer().pass(SECOND);
      assertEnds(slow, new Reply.TimedOut(SECOND));
      talk.peer().notify("after", EMPTY);

      assertThat(talk.hear()).contains("initialize");
      assertThat(talk.hear()).contains("after");
    }
  }

  @Test
  void anAnswerInTimeCallsOffTheAlarm() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(Ask.of("m", EMPTY, SECOND));
      assertThat(talk.timer().alarms()).isEqualTo(1);

      talk.say(answer(1, "{}"));

      assertEnds(exchange, new Reply.Ok(EMPTY));
      assertThat(talk.timer().alarms()).isZero();
    }
  }

  @Test
  void whoGivesUpIsToldSoAndSoIsTheOtherSideOnce() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("m"));

      exchange.cancel("enough \"now\"");
      exchange.cancel("again");
      talk.peer().notify("after", EMPTY);

      assertEnds(exchange, new Reply.Cancelled());
      assertThat(talk.hear()).contains("\"method\":\"m\"");
      assertThat(talk.hear())
          .endsWith("\"params\":{\"requestId\":1,\"reason\":\"enough \\\"now\\\"\"}}");
      assertThat(talk.hear()).contains("after");
    }
  }

  @Test
  void whatIsAnsweredCannotBeCancelled() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("m"));
      talk.say(answer(1, "1"));
      assertEnds(exchange, new Reply.Ok(Span.of("1")));

      exchange.cancel("too late");
      talk.peer().notify("after", EMPTY);

      assertEnds(exchange, new Reply.Ok(Span.of("1")));
      assertThat(talk.hear()).contains("\"method\":\"m\"");
      assertThat(talk.hear()).contains("after");
    }
  }

  @Test
  void closingEndsAllThatWaitsAndAllThatIsAskedLater() throws Exception {
    try (var talk = new Interview()) {
      var open = IntStream.range(0, 100)
          .mapToObj(i -> talk.peer().request(Ask.of("m" + i, EMPTY, SECOND)))
          .toList();

      talk.peer().close();
      talk.peer().close();
      var late = talk.peer().request(Ask.of("late", EMPTY, SECOND));

      for (var each : open) assertEnds(each, new Reply.Closed(true));
      assertEnds(late, new Reply.Closed(false));
      assertThat(talk.peer().notify("m", EMPTY)).isFalse();
      assertThat(talk.timer().alarms()).isZero();
    }
  }

  @Test
  void whatIsQueuedIsWrittenBeforeTheStreamIsClosed() throws Exception {
    try (var talk = new Interview()) {
      for (int i = 0; i < 1_000; i++) talk.peer().notify("n" + i, EMPTY);

      talk.peer().close();

      for (int i = 0; i < 1_000; i++) assertThat(talk.hear()).contains("\"n" + i + "\"");
      talk.peer().awaitWritten(LIMIT);
    }
  }

  @Test
  void theEndOfTheOtherSideEndsAllThatWaits() throws Exception {
    try (var talk = new Interview()) {
      var open = talk.peer().request(ask("m"));
      talk.say("{\"jsonrpc\":\"2.0\",\"method\":\"last\"}");

      talk.fallSilent();

      assertEnds(open, new Reply.Closed(true));
      assertThat(talk.heard().next()).isEqualTo(new Message.Notification("last", null));
      assertThat(talk.heard().next()).isEqualTo(Heard.Sign.CLOSED);
      assertEnds(talk.peer().request(ask("late")), new Reply.Closed(false));
      talk.peer().close();
      assertThat(talk.heard().rest()).isEmpty();
    }
  }

  @Test
  void anIdThatComesBackAsAStringIsTakenAndReported() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("m"));

      talk.say("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":\"mine\"}");

      assertEnds(exchange, new Reply.Ok(Span.of("\"mine\"")));
      assertThat(talk.heard().next()).isEqualTo(new Noise.RetypedId("\"1\""));
    }
  }

  @Test
  void anIdWithoutEndIsReportedInPart() throws Exception {
    try (var talk = new Interview()) {
      talk.say("{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(10_000) + "\",\"result\":1}");

      assertThat(talk.heard().next()).isEqualTo(new Noise.Stray("\"" + "x".repeat(199) + "…"));
    }
  }

  @Test
  void answersToNothingAreReportedAndDisturbNobody() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("m"));
      talk.say(answer(2, "1"), answer(-1, "1"), "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":1}",
          "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"result\":1}");
      for (var id : List.of("2", "-1", "\"x\"", "99999999999999999999"))
        assertThat(talk.heard().next()).isEqualTo(new Noise.Stray(id));
      talk.say("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}",
          "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1}}");
      for (var error : List.of("{}", "{\"code\":1}"))
        assertThat(talk.heard().next()).isEqualTo(new Noise.Unaddressed(error));

      talk.say(answer(1, "\"first\""), answer(1, "\"second\""));

      assertEnds(exchange, new Reply.Ok(Span.of("\"first\"")));
      assertThat(talk.heard().next()).isEqualTo(new Noise.Stray("1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'jsonrpc':'2.0','id':1,'result':{'x':NaN}}",
      "{'jsonrpc':'2.0','id':1,'result':{'x':1,}}", "{'jsonrpc':'2.0','id':1,'result':{'x':'\t'}}",
      "{'result':{'x':undefined},'jsonrpc':'2.0','id':1}", "{'jsonrpc':'2.0','id':1,'result':{",
      "{'jsonrpc':'2.0','id':1}", "{'id':1,'result':{}}", "{'jsonrpc':'1.0','id':1,'result':{}}",
      "{'jsonrpc':'2.0','id':1,'error':null}"})
  void anAnswerThatIsNoneEndsItsRequestAndNoOther(String line) throws Exception {
    try (var talk = new Interview(1_000)) {
      var open = IntStream.range(0, 2).mapToObj(i -> talk.peer().request(ask("m" + i))).toList();

      talk.say(line.replace('\'', '"'), answer(2, "2"));

      assertThat(open.get(0).reply().get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Garbled.class);
      assertEnds(open.get(1), new Reply.Ok(Span.of("2")));
      assertThat(talk.heard().next()).isInstanceOf(Noise.Garbled.class);
    }
  }

  @Test
  void whatAnswersNobodyIsMalformed() throws Exception {
    try (var talk = new Interview(1_000)) {
      talk.say("{\"jsonrpc\":\"2.0\",\"id\":7}", "{\"id\":7,\"result\":NaN}");

      assertThat(((Message.Malformed) talk.heard().next()).id()).isEqualTo(Span.of("7"));
      assertThat(((Message.Malformed) talk.heard().next()).code()).isEqualTo(RpcError.PARSE_ERROR);
    }
  }

  @Test
  void anAnswerBeyondTheLimitEndsTheRightRequest() throws Exception {
    var giant = "{\"x\":\"" + "x".repeat(5_000) + "\"}";
    try (var talk = new Interview(1_000)) {
      var open = IntStream.range(0, 5).mapToObj(i -> talk.peer().request(ask("m" + i))).toList();

      talk.say("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":" + giant + "}",
          "{\"jsonrpc\":\"2.0\",\"result\":" + giant + ",\"id\":4}",
          "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"m\",\"params\":" + giant + "}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":" + giant + ",\"id\":3}",
          "{\"jsonrpc\":\"2.0\",\"result\":" + giant + ",\"id\":99}", answer(1, "1"),
          answer(3, "3"), answer(5, "5"));

      assertEnds(open.get(0), new Reply.Ok(Span.of("1")));
      assertEnds(open.get(1), new Reply.TooLong(1_000));
      assertEnds(open.get(2), new Reply.Ok(Span.of("3")));
      assertEnds(open.get(3), new Reply.TooLong(1_000));
      assertEnds(open.get(4), new Reply.Ok(Span.of("5")));
      var first = (Noise.TooLong) talk.heard().next();
      assertThat(first.limit()).isEqualTo(1_000);
      assertThat(first.excerpt()).startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"x\":\"xx")
          .hasSize(201);
    }
  }

  @Test
  void aSideThatNeverReadsIsCloggedAndHoldsUpNobody() throws Exception {
    try (var talk = new Interview(1_000)) {
      var big = Span.of("\"" + "x".repeat(100_000) + "\"");
      var open = new ArrayList<Exchange>();
      // What is being written makes room once, whenever the writer comes to it.
      do {
        open.add(talk.peer().request(Ask.of("m", big, SECOND)));
      } while (!open.getLast().reply().isDone() || talk.peer().notify("m", EMPTY));

      assertEnds(open.getLast(), new Reply.Clogged());
      assertThat(open).hasSizeLessThan(40);
      talk.timer().pass(SECOND);
      for (var each : open) {
        assertThat(each.reply().join()).isIn(new Reply.TimedOut(SECOND), new Reply.Clogged());
      }
      assertEnds(open.getFirst(), new Reply.TimedOut(SECOND));
    }
  }

  @Test
  void aBurstOfRequestsIsNoClog() throws Exception {
    try (var talk = new Interview(1_000)) {
      var open = IntStream.range(0, 2_500).mapToObj(i -> talk.peer().request(ask("m"))).toList();

      assertThat(open).allSatisfy(each -> assertThat(each.reply()).isNotDone());
    }
  }

  @Test
  void aSideThatReadsNoLongerIsReportedAndNothingMoreIsSentToIt() throws Exception {
    try (var talk = new Interview()) {
      var open = talk.peer().request(ask("first"));
      assertThat(talk.hear()).contains("first");

      talk.coverEars();
      talk.peer().notify("lost", EMPTY);

      assertThat(talk.heard().next()).isEqualTo(Heard.Sign.DEAF);
      assertEnds(talk.peer().request(ask("m")), new Reply.Closed(false));
      talk.say(answer(1, "\"still\""));
      assertEnds(open, new Reply.Ok(Span.of("\"still\"")));
    }
  }

  @Test
  void progressGoesToWhoWantsIt() throws Exception {
    try (var talk = new Interview()) {
      var one = new ConcurrentLinkedQueue<Span>();
      var other = new ConcurrentLinkedQueue<Span>();
      var first = talk.peer().request(asking("1", one));
      var second = talk.peer().request(asking("\"1\"", other));

      talk.say(progress("1", 1), progress("\"1\"", 2), progress("1", 3), progress("7", 4),
          answer(1, "{}"), progress("1", 5), answer(2, "{}"));

      assertEnds(first, new Reply.Ok(EMPTY));
      assertEnds(second, new Reply.Ok(EMPTY));
      assertThat(one).containsExactly(progressParams("1", 1), progressParams("1", 3));
      assertThat(other).containsExactly(progressParams("\"1\"", 2));
      for (int n : new int[]{4, 5}) {
        var token = n == 4 ? "7" : "1";
        assertThat(talk.heard().next()).isEqualTo(
            new Message.Notification("notifications/progress", progressParams(token, n)));
      }
    }
  }

  @Test
  void oddProgressIsANotificationLikeAnyOther() throws Exception {
    try (var talk = new Interview()) {
      talk.peer().request(asking("1", new ConcurrentLinkedQueue<>()));

      for (var params : List.of("[1]", "{}", "{\"token\":1}", "{\"progressToken\":null}")) {
        talk.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":" + params
            + "}");
        assertThat(talk.heard().next())
            .isEqualTo(new Message.Notification("notifications/progress", Span.of(params)));
      }
      talk.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}");
      assertThat(talk.heard().next())
          .isEqualTo(new Message.Notification("notifications/progress", null));
    }
  }

  @Test
  void junkIsReportedAndTheConversationGoesOn() throws Exception {
    try (var talk = new Interview()) {
      var exchange = talk.peer().request(ask("m"));

      talk.say("Server listening", "", "[]", "{\"id\":4,\"result\":{}}");
      talk.say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"\u00FF\"}\n".getBytes(StandardCharsets.ISO_8859_1));
      talk.say("[{\"jsonrpc\":\"2.0\",\"method\":\"a\"}," + answer(1, "\"mine\"") + "]");

      assertThat(talk.heard().next()).isInstanceOfSatisfying(Message.Malformed.class, it -> {
        assertThat(it.code()).isEqualTo(RpcError.PARSE_ERROR);
        assertThat(it.excerpt()).isEqualTo("Server listening");
      });
      assertThat(talk.heard().next()).isEqualTo(new Noise.Blank());
      assertThat(talk.heard().next()).isInstanceOfSatisfying(Message.Malformed.class,
          it -> assertThat(it.code()).isEqualTo(RpcError.INVALID_REQUEST));
      assertThat(talk.heard().next()).isInstanceOfSatisfying(Message.Malformed.class,
          it -> assertThat(it.id()).isEqualTo(Span.of("4")));
      assertThat(talk.heard().next()).isInstanceOf(Noise.Repaired.class);
      assertThat(talk.heard().next()).isEqualTo(new Message.Notification("\uFFFD", null));
      assertThat(talk.heard().next()).isEqualTo(new Message.Notification("a", null));
      assertEnds(exchange, new Reply.Ok(Span.of("\"mine\"")));
    }
  }

  private static Ask ask(String method) {
    return new Ask(method, List.of(EMPTY), Optional.empty(), null);
  }

  private static Ask asking(String token, ConcurrentLinkedQueue<Span> progress) {
    return new Ask("m", List.of(EMPTY), Optional.empty(),
        new Ask.Progress(Span.of(token), progress::add));
  }

  private static String answer(int id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }

  private static String progress(String token, int n) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
        + progressParams(token, n) + "}";
  }

  private static Span progressParams(String token, int n) {
    return Span.of("{\"progressToken\":" + token + ",\"progress\":" + n + "}");
  }

  private static void assertEnds(Exchange exchange, Reply how) {
    assertThat(exchange.reply()).succeedsWithin(LIMIT).isEqualTo(how);
  }

  @Test
  void answersToASideThatNeverReadsHoldUpNobody() throws Exception {
    try (var talk = new Interview(1_000)) {
      var big = Span.of("\"" + "x".repeat(100_000) + "\"");

      var answering = CompletableFuture.runAsync(() -> {
        for (int id = 0; id < 50; id++) talk.peer().answer(Span.of(Integer.toString(id)), big);
      });

      assertThat(answering).succeedsWithin(SECOND.multipliedBy(20));
    }
  }
}
