package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real servers that work, more or less politely. */
@Timeout(60)
class StdioUpstreamTest {
  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void aServerIsStartedListedCalledAndStopped() throws Exception {
    var upstream = nursery.torture("version=v7");

    var ready = (Readiness.Ready) upstream.prepare();

    assertThat(ready.self()).isEqualTo(new Readiness.Introduction("torture", "v7"));
    assertThat(ready.tools().names()).startsWith("echo", "version", "add");
    assertThat(ready.tools().warnings()).isEmpty();
    assertThat(ready.timing().initialize()).isPositive();
    assertThat(ready.timing().list()).isPositive();
    assertThat(upstream.tools()).isEqualTo(ready.tools());
    assertThat(Calls.text(upstream, "version", "{}")).isEqualTo("v7");
    assertThat(Calls.text(upstream, "pid", "{}")).isEqualTo(Long.toString(upstream.pid()));
    assertThat(upstream.ended()).isNotDone();

    assertThat(upstream.close())
        .isEqualTo(new Stopped(Stopped.EndedBy.EOF, List.of(), new Exit(0)));
    assertThat(Await.result(upstream.ended()).what()).isEqualTo("ended: exit code 0");
  }

  @Test
  void whatTheUserKeepsForItIsTakenOutOfItsLogWhateverItsName() {
    nursery.declaring(Map.of("SITE", "https://kept.example"))
        .keeping(Map.of("PAGE", "https://kept.example"));

    nursery.prepared(nursery.script("echo at $SITE >&2\n" + Nursery.TINY));

    Await.until("it is logged", () -> nursery.log().contains("at [redacted PAGE]"));
  }

  @Test
  void resultsComeAsTheyWereWritten() throws Exception {
    var upstream = nursery.ready();

    var reply = (Reply.Ok) Await.result(upstream.call(Calls.of("structured", "{}")).reply());

    assertThat(reply.result().toString()).startsWith("{ \"structuredContent\" : {\"zeta\":100.0,")
        .contains("\"alpha\":1E+2,\"minus\":-0.0", "\"\\u00e9\\/ \\ud83d\\ude00 é\"")
        .endsWith("\"isError\":false }");
  }

  @Test
  void manyCallsAtOnceGetTheirOwnAnswers() throws Exception {
    var upstream = nursery.ready();

    var replies = IntStream.range(0, 500)
        .mapToObj(i -> upstream.call(Calls.of("echo", "{'text':'" + i + "'}")).reply())
        .toList();

    for (int i = 0; i < 500; i++) {
      var reply = (Reply.Ok) Await.result(replies.get(i));
      assertThat(reply.result().toString()).contains("\"text\":\"" + i + "\"");
    }
  }

  @Test
  void aServerThatPrintsABannerDripsAndPagesIsUnderstood() throws Exception {
    var upstream = nursery.ready("banner", "drip", "page=5");

    assertThat(upstream.tools().names()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(Calls.text(upstream, "echo", "{'text':'drop'}")).isEqualTo("drop");
    assertThat(nursery.log()).contains("[stdout] === torture server ===",
        "[stdout] (an empty line)");
  }

  @Test
  void allJunkIsLoggedAndTheCallAfterItAnswered() throws Exception {
    var upstream = nursery.ready();

    assertThat(Calls.text(upstream, "junk", "{}")).isEqualTo("after the junk");
    assertThat(Calls.text(upstream, "unknown_id", "{}")).isEqualTo("for somebody");
    assertThat(Calls.text(upstream, "string_id", "{}")).isEqualTo("a string id");
    assertThat(Calls.text(upstream, "dup", "{}")).isEqualTo("first");

    Await.until("the second answer is noticed", () -> logs("unknown), id 6"));
    assertThat(nursery.log()).contains("[stdout] Server listening, press Ctrl-C to end",
        "[hotplug] a line was not valid UTF-8 and was repaired: {\"\uFFFD(\"}",
        "[hotplug] an answer to nothing that waits (late, repeated or unknown), id \"nobody\"",
        "[hotplug] an answer came with the id \"5\", a string, where a number was sent");
  }

  @Test
  void aPingOfTheServerIsAnsweredAndOtherRequestsAreRefused() throws Exception {
    var upstream = nursery.ready();

    assertThat(Calls.text(upstream, "ask_client", "{'method':'ping'}"))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"ask-1\",\"result\":{}}");
    assertThat(Calls.text(upstream, "ask_client", "{'method':'roots/list'}"))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"ask-2\",\"error\":{\"code\":-32601,"
            + "\"message\":\"this client does not support roots/list\"}}");
    assertThat(nursery.log()).contains("[hotplug] refused the server's request roots/list");
  }

  @Test
  void aMethodBeyondAllMeasureIsRefusedInFewWords() throws Exception {
    var upstream = nursery.ready();

    var answer = Calls.text(upstream, "ask_client", "{'method':'" + "m".repeat(100_000) + "'}");

    assertThat(answer).contains("-32601").hasSizeLessThan(300);
  }

  @Test
  void aToolThatIsAddedIsListedWithoutBeingAskedFor() throws Exception {
    var upstream = nursery.ready();

    assertThat(Calls.text(upstream, "add_tool", "{'name':'late_comer'}")).isEqualTo("added");

    Await.until("late_comer is known", () -> upstream.tools().find("late_comer").isPresent());
    assertThat(Calls.text(upstream, "late_comer", "{}")).isEqualTo("late_comer");
    assertThat(upstream.refresh().names()).endsWith("late_comer");
  }

  /** As the MCP SDK for Java does, once per tool; it must not be asked before it has answered. */
  @Test
  void changesBeforeTheAnswerToInitializeAreNotAskedFor() throws Exception {
    var upstream = nursery.script("""
        echo '{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}'
        read -r line
        sleep 0.1
        echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}'
        read -r line
        echo "second: $line" >&2
        """ + Nursery.TINY);

    nursery.prepared(upstream);

    Await.until("the second line is told", () -> !nursery.log().isEmpty());
    assertThat(nursery.log()).first().asString().contains("notifications/initialized");
  }

  @Test
  void progressComesToWhoAskedForIt() throws Exception {
    var upstream = nursery.ready();
    var heard = new ConcurrentLinkedQueue<Span>();
    var progress = new Ask.Progress(Span.of("\"p1\""), heard::add);

    var call = new ToolCall("progress", Span.of("{\"steps\":3}"),
        Span.of("{\"progressToken\":\"p1\"}"), Optional.empty(), progress);
    var reply = Await.result(upstream.call(call).reply());

    assertThat(reply).isInstanceOf(Reply.Ok.class);
    assertThat(heard).extracting(params -> String.valueOf(params.member("progress")))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aCallThatIsGivenUpIsCancelledThere() throws Exception {
    var upstream = nursery.ready();
    var limit = Duration.ofMillis(200);

    long before = System.nanoTime();
    var late = Await.result(upstream.call(Calls.within(limit, "late", "{'ms':1500}")).reply());
    var taken = Duration.ofNanos(System.nanoTime() - before);
    var next = Calls.text(upstream, "echo", "{'text':'mine'}");

    assertThat(late).isEqualTo(new Reply.TimedOut(limit));
    assertThat(taken).isBetween(limit, Duration.ofMillis(1_500));
    assertThat(next).isEqualTo("mine");
    assertThat(Calls.text(upstream, "cancelled", "{}")).contains("\"requestId\":3",
        "no answer within 200 ms");
    Await.until("the late answer is dropped", () -> logs("(late, repeated or unknown), id 3"));
  }

  @Test
  void anAnswerBeyondTheLimitEndsOnlyItsCall() throws Exception {
    var upstream = nursery.lineLimit(100_000).ready();

    var big = upstream.call(Calls.of("big", "{'bytes':1000000}")).reply();

    assertThat(Await.result(big)).isEqualTo(new Reply.TooLong(100_000));
    assertThat(Calls.text(upstream, "echo", "{'text':'mine'}")).isEqualTo("mine");
    assertThat(nursery.log()).anyMatch(line -> line.startsWith("[hotplug] passed over a line of"));
  }

  @Test
  void whatItWritesToStderrIsKeptWithoutSecretsAndWithinBounds() throws Exception {
    var secret = "s3cr3t-0123456789";
    var upstream = nursery.declaring(Map.of("API_TOKEN", secret)).ready();
    var line = "x".repeat(990) + secret;

    assertThat(Calls.text(upstream, "env", "{'name':'API_TOKEN'}")).isEqualTo(secret);
    assertThat(Calls.text(upstream, "stderr", "{'text':'" + line + "','times':5000}"))
        .isEqualTo("written 5000 times");
    assertThat(Calls.text(upstream, "stderr", "{'text':'the end'}")).isNotEmpty();

    Await.until("the end is logged", () -> logs("the end"));
    var log = nursery.log();
    assertThat(log.stream().mapToLong(String::length).sum()).isLessThan(1024 * 1024);
    assertThat(log).noneMatch(each -> each.contains(secret))
        .contains("x".repeat(990) + "[redacted API_TOKEN]");
  }

  @Test
  void oneGiantLogMessageDoesNotPushOutAllOthers() throws Exception {
    var upstream = nursery.ready();

    assertThat(Calls.text(upstream, "stderr", "{'text':'kept'}")).isNotEmpty();
    Await.until("it is logged", () -> nursery.log().contains("kept"));
    assertThat(Calls.text(upstream, "log", "{'text':'" + "x".repeat(2_000_000) + "'}"))
        .isEqualTo("logged");

    assertThat(nursery.log()).contains("kept")
        .last()
        .asString()
        .startsWith("[log] {\"level\":\"info\"")
        .hasSizeLessThan(5_000);
  }

  private boolean logs(String end) {
    return nursery.log().stream().anyMatch(line -> line.endsWith(end));
  }

  @Test
  void aServerThatCannotBeReachedOverStdioSaysSo() {
    var http = new ServerSpec.Http("web", "http://localhost:1", Map.of(), ServerSpec.Kind.SSE,
        Options.DEFAULT);

    var cause = nursery.failing(nursery.open(http));

    assertThat(cause.what()).isEqualTo("is reached over sse, which Hotplug does not support yet");
    assertThat(cause.hint()).isNotNull();
  }
}
