package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Timeouts;
import dev.hotplug.wire.Message;
import dev.hotplug.wire.Protocol;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.Twin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said first, with a server in memory that answers what the test wants. */
@Timeout(60)
class HandshakeTest {
  private static final Handshake.Step<Readiness.Introduction> NAMELESS = new Handshake.Step.Done<>(
      new Readiness.Introduction("", ""));

  private final Twin twin = new Twin(64 * 1024);
  private final Handshake handshake = new Handshake(twin.here(), Timeouts.DEFAULT, "1.2 \"b\"");

  @AfterEach
  void close() {
    twin.close();
  }

  @Test
  void weIntroduceOurselvesAndSayWhenWeAreReady() throws Exception {
    var asked = new ArrayList<Message.Request>();
    twin.heardThere().onRequest(request -> {
      asked.add(request);
      twin.there().answer(request.id(), Span.of("{\"protocolVersion\":\"2025-06-18\"}"));
    });

    assertThat(handshake.initialize()).isEqualTo(NAMELESS);

    assertThat(twin.heardThere().next())
        .isEqualTo(new Message.Notification("notifications/initialized", Span.of("{}")));
    assertThat(asked).singleElement()
        .extracting(request -> String.valueOf(request.params()))
        .isEqualTo("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"hotplug\",\"version\":\"1.2 \\\"b\\\"\"}}");
  }

  @Test
  void everyVersionThatWeSpeakIsSpoken() {
    for (var version : Protocol.VERSIONS) {
      answering("{'protocolVersion':'" + version + "','capabilities':null}");

      assertThat(handshake.initialize()).isEqualTo(NAMELESS);
    }
  }

  @Test
  void itIsKnownWhatTheServerCallsItself() {
    introduces("{'name':'notes','version':'1.2'}", "notes", "1.2");
    introduces("{'name':7,'version':'1.2'}", "", "1.2");
    introduces("{'name':'notes','version':null}", "notes", "");
    introduces("'notes'", "", "");
  }

  private void introduces(String info, String name, String version) {
    answering("{'protocolVersion':'2025-11-25','serverInfo':" + info + "}");

    assertThat(handshake.initialize())
        .isEqualTo(new Handshake.Step.Done<>(new Readiness.Introduction(name, version)));
  }

  @Test
  void otherVersionsAreNamed() {
    speaks("{'protocolVersion':'2026-07-28'}", "speaks MCP version \"2026-07-28\", and Hotplug");
    speaks("{'protocolVersion':1}", "speaks MCP version 1, and Hotplug speaks [2024-11-05,");
    speaks("{}", "speaks MCP version none, and Hotplug");
    speaks("null", "speaks MCP version none, and Hotplug");
    speaks("[1]", "speaks MCP version none, and Hotplug");
    speaks("{'protocolVersion':'" + "1".repeat(500) + "'}", "speaks MCP version of 502 bytes");
  }

  private void speaks(String result, String what) {
    answering(result);
    assertThat(what(handshake.initialize())).startsWith(what);
  }

  @Test
  void anErrorIsQuoted() {
    twin.heardThere()
        .onRequest(request -> twin.there().refuse(request.id(), new RpcError(-32601, "no tools")));

    assertThat(what(handshake.list())).isEqualTo("refused tools/list: no tools (code -32601)");
  }

  @Test
  void aLongRefusalIsCut() {
    twin.heardThere()
        .onRequest(
            request -> twin.there().refuse(request.id(), new RpcError(-1, "x".repeat(300_000))));

    assertThat(what(handshake.list())).startsWith("refused tools/list: xxx")
        .endsWith("… (code -1)")
        .hasSizeLessThan(600);
  }

  @Test
  void theEndOfTheConversationEndsTheWait() {
    twin.heardThere().onRequest(_ -> twin.there().close());

    assertThat(what(handshake.initialize())).isEqualTo("ended before it answered initialize");
  }

  @Test
  void pagesAreFollowedByTheirCursors() {
    var cursors = new ArrayList<String>();
    twin.heardThere().onRequest(request -> {
      var params = request.params();
      var cursor = params == null ? null : params.member("cursor");
      cursors.add(String.valueOf(cursor));
      var next = switch (cursors.size()) {
        case 1 -> "'\\u0061 b'";
        case 2 -> "''";
        default -> "null";
      };
      answer(request, "{'tools':[" + tool("t" + cursors.size()) + "],'nextCursor':" + next + "}");
    });

    var catalog = catalog();

    assertThat(catalog.names()).containsExactly("t1", "t2", "t3");
    assertThat(catalog.warnings()).isEmpty();
    assertThat(cursors).containsExactly("null", "\"\\u0061 b\"", "\"\"");
  }

  @Test
  void cursorsInACircleAreLeft() {
    var pages = new AtomicInteger();
    twin.heardThere().onRequest(request -> {
      int page = pages.incrementAndGet();
      answer(request, "{'tools':[" + tool("t" + page) + "],'nextCursor':'c" + page % 3 + "'}");
    });

    var catalog = catalog();

    assertThat(catalog.names()).containsExactly("t1", "t2", "t3", "t4");
    assertThat(catalog.warnings())
        .containsExactly("tools/list never comes to its last page; what was listed so far is used");
  }

  @Test
  void pagesWithoutEndAreLeftAfterAThousand() {
    var pages = new AtomicInteger();
    twin.heardThere().onRequest(request -> {
      int page = pages.incrementAndGet();
      answer(request, "{'tools':[],'nextCursor':'c" + page + "'}");
    });

    assertThat(catalog().warnings()).hasSize(1);
    assertThat(pages).hasValue(1_000);
  }

  /** A page may have 16 MiB, and a tree takes up to thirty times its text. */
  @Test
  void aListBeyondAllMeasureIsCutShort() {
    var pages = new AtomicInteger();
    var filler = "x".repeat(1_000_000);
    twin.heardThere().onRequest(request -> {
      int page = pages.incrementAndGet();
      answer(request,
          "{'tools':[" + tool("t" + page) + "],'x':'" + filler + "','nextCursor':'c" + page + "'}");
    });

    var catalog = catalog();

    assertThat(catalog.names()).containsExactly("t1", "t2", "t3", "t4");
    assertThat(catalog.warnings())
        .containsExactly("tools/list is longer than 4194304 bytes; what was listed so far is used");
  }

  @Test
  void moreToolsThanAnybodyHasAreLeftOut() {
    answering("{'tools':[" + tool("t") + ",0".repeat(9_999) + "," + tool("late") + "]}");

    var catalog = catalog();

    assertThat(catalog.names()).containsExactly("t");
    assertThat(catalog.warnings())
        .contains("tools/list has more than 10000 tools; what was listed so far is used");
  }

  @Test
  void anAnswerWithoutToolsIsWarnedOf() {
    for (var result : List.of("{}", "null", "[]", "{'tools':null}", "{'tools':{}}")) {
      answering(result);

      var catalog = catalog();

      assertThat(catalog.tools()).as(result).isEmpty();
      assertThat(catalog.warnings()).as(result)
          .containsExactly("tools/list was answered without an array of tools;"
              + " what was listed so far is used");
    }
  }

  private void answering(String result) {
    twin.heardThere().onRequest(request -> answer(request, result));
  }

  private void answer(Message.Request request, String result) {
    twin.there().answer(request.id(), Span.of(result.replace('\'', '"')));
  }

  private static String tool(String name) {
    return "{'name':'" + name + "','inputSchema':{'type':'object'}}";
  }

  private ToolCatalog catalog() {
    var step = handshake.list();
    assertThat(step).isInstanceOf(Handshake.Step.Done.class);
    return ((Handshake.Step.Done<ToolCatalog>) step).value();
  }

  private static String what(Handshake.Step<?> step) {
    assertThat(step).isInstanceOf(Handshake.Step.Stuck.class);
    return ((Handshake.Step.Stuck<?>) step).what();
  }
}
