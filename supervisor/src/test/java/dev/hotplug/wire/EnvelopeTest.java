package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One line in, messages out; single quotes stand for double ones in these tables. */
class EnvelopeTest {

  @Test
  void everyKindOfMessageIsTold() {
    check("{'jsonrpc':'2.0','id':1,'method':'m'}", request("1", "m", null));
    check("{'jsonrpc':'2.0','id':'a','method':'m','params':{}}", request("'a'", "m", "{}"));
    check("{'jsonrpc':'2.0','method':'m'}", notification("m", null));
    check("{'jsonrpc':'2.0','method':'m','params':[1]}", notification("m", "[1]"));
    check("{'jsonrpc':'2.0','id':1,'result':{}}", result("1", "{}"));
    check("{'jsonrpc':'2.0','id':1,'result':null}", result("1", "null"));
    check("{'jsonrpc':'2.0','id':1,'result':'text'}", result("1", "'text'"));
    check("{'jsonrpc':'2.0','id':1,'error':{'code':1}}", failure("1", "{'code':1}"));
    check("{'jsonrpc':'2.0','id':null,'error':{}}", failure(null, "{}"));
    check("{'jsonrpc':'2.0','error':{}}", failure(null, "{}"));
  }

  @Test
  void membersComeInAnyOrderAndUnknownOnesArePassedOver() {
    check("{'params':{'a':1},'method':'m','id':1,'jsonrpc':'2.0'}", request("1", "m", "{'a':1}"));
    check("{'result':[],'x':{'id':9,'method':'no'},'id':1,'jsonrpc':'2.0'}", result("1", "[]"));
    check("{'x':[[{}]],'jsonrpc':'2.0','y':'}','method':'m','z':-0.0}", notification("m", null));
    check(" \t{ 'jsonrpc' : '2.0' , 'method' : 'm' } ", notification("m", null));
    check("{'json\\u0072pc':'2\\u002e0','\\u006dethod':'\\u006d'}", notification("m", null));
  }

  @Test
  void idsAreKeptAsTheyAreWritten() {
    for (var id : List.of("0", "-1", "-0", "9007199254740993", "123456789012345678901234567890",
        "''", "'1'", "'\\u0031'", "'é'")) {
      check("{'jsonrpc':'2.0','id':" + id + ",'method':'m'}", request(id, "m", null));
      check("{'jsonrpc':'2.0','id':" + id + " ,'result':{}}", result(id, "{}"));
    }
  }

  @Test
  void stringsAreValidBeforeTheyAreTaken() {
    for (var bad : List.of("'\\x'", "'open", "'\\", "'\u0001'", "'\\u00g0'")) {
      broken("{'jsonrpc':" + bad + ",'id':1,'method':'m'}");
      broken("{'jsonrpc':'2.0','id':" + bad + ",'method':'m'}");
      broken("{'jsonrpc':'2.0','id':1,'method':" + bad);
    }
  }

  @Test
  void aMethodThatNobodyCanKnowIsReadInPart() {
    check("{'jsonrpc':'2.0','id':1,'method':'" + "m".repeat(200) + "'}",
        request("1", "m".repeat(200), null));
    check("{'jsonrpc':'2.0','id':1,'method':'" + "m".repeat(199) + "éé'}",
        request("1", "m".repeat(199) + "…", null));
  }

  @Test
  void idsThatAreNoneMakeARequestInvalid() {
    for (var id : List.of("null", "true", "1.0", "1e3", "{}", "[1]", "{'a':[1]}")) {
      refused("{'jsonrpc':'2.0','id':" + id + ",'method':'m'}", null,
          "id must be a string or an integer");
      refused("{'jsonrpc':'2.0','id':" + id + ",'result':{}}", null, "neither");
    }
  }

  @Test
  void theVersionMustBeSaid() {
    var reason = "jsonrpc must be \"2.0\"";
    refused("{'id':1,'method':'m'}", "1", reason);
    refused("{'id':1,'result':{}}", "1", reason);
    refused("{'method':'m'}", null, reason);
    refused("{'jsonrpc':'1.0','id':1,'method':'m'}", "1", reason);
    refused("{'jsonrpc':2.0,'id':1,'method':'m'}", "1", reason);
    refused("{'jsonrpc':['2.0'],'id':1,'method':'m'}", "1", reason);
    refused("{'jsonrpc':null,'id':1,'method':'m'}", "1", reason);
    refused("{}", null, reason);
  }

  @Test
  void theMembersMustFitTheirKind() {
    refused("{'jsonrpc':'2.0','id':1,'method':5}", "1", "method must be a string");
    refused("{'jsonrpc':'2.0','id':1,'method':{'a':'m'}}", "1", "method must be a string");
    refused("{'jsonrpc':'2.0','id':1,'method':'m','params':null}", "1", "params must be");
    refused("{'jsonrpc':'2.0','id':1,'method':'m','params':'x'}", "1", "params must be");
    refused("{'jsonrpc':'2.0','id':1}", "1", "neither a method nor an answer");
    refused("{'jsonrpc':'2.0','result':{}}", null, "neither a method nor an answer");
    refused("{'jsonrpc':'2.0','id':1,'error':null}", "1", "neither a method nor an answer");
  }

  @Test
  void whatNamesARequestAndNoMethodIsMeantAsItsAnswer() {
    garbled("{'jsonrpc':'2.0','id':1}");
    garbled("{'id':1,'result':{}}");
    garbled("{'jsonrpc':'2.0','id':1,'error':null}");
    garbled("{'jsonrpc':'2.0','id':1,'result':{'x':NaN}}");
    garbled("{'jsonrpc':'2.0','result':[1,],'id':1}");
    garbled("{'jsonrpc':'2.0','id':1,'result':{'x':'unfinished");

    assertThat(read("{'jsonrpc':'2.0','id':1,'method':'m','params':{'x':NaN}}")).singleElement()
        .isInstanceOf(Message.Malformed.class);
    assertThat(read("{'id':1,'method':'m'}")).singleElement().isInstanceOf(Message.Malformed.class);
  }

  private static void garbled(String line) {
    assertThat(read(line)).singleElement()
        .isInstanceOfSatisfying(Message.Garbled.class,
            one -> assertThat(one.answered()).isEqualTo(Span.of("1")));
  }

  @Test
  void anErrorOfNullBesideAResultIsNoError() {
    check("{'jsonrpc':'2.0','id':1,'error':null,'result':{}}", result("1", "{}"));
    check("{'jsonrpc':'2.0','id':1,'result':{},'error':null}", result("1", "{}"));
    check("{'jsonrpc':'2.0','id':1,'result':null,'error':{}}", failure("1", "{}"));
  }

  @Test
  void theLastOfEqualMembersCounts() {
    check("{'jsonrpc':'1.0','jsonrpc':'2.0','id':1,'id':2,'result':1,'result':2}",
        result("2", "2"));
    check("{'jsonrpc':'2.0','id':1,'method':'a','method':'b'}", request("1", "b", null));
    refused("{'jsonrpc':'2.0','jsonrpc':'1.0','method':'b'}", null, "jsonrpc must be");
  }

  @Test
  void whatIsCarriedKeepsEveryByte() {
    for (var carried : List.of("{}", "[ ]", "{ }", "{'a':1.0,'b':1E+2,'c':-0.0,'d':100.0}",
        "{'z':1,'a':2,'z':3}", "[1 ,  2\t,3]", "{'é':'\\u00e9\\/ \\ud83d\\ude00 😀'}",
        "[0.10,1.50e-7,123456789012345678901234567890.123456789]", "{'half':'\\ud83d'}")) {
      check("{'jsonrpc':'2.0','id':1,'method':'m','params': " + carried + " }",
          request("1", "m", carried));
      check("{'params':" + carried + ",'method':'m','jsonrpc':'2.0'}", notification("m", carried));
      check("{'result':\t" + carried + "\t,'jsonrpc':'2.0','id':1}", result("1", carried));
      check("{'jsonrpc':'2.0','id':1,'error':" + carried + "}", failure("1", carried));
    }
    for (var scalar : List.of("1.0", "1E+2", "-0.0", "true", "null", "'\\u00e9'")) {
      check("{'jsonrpc':'2.0','id':1,'result':" + scalar + "}", result("1", scalar));
      check("{'jsonrpc':'2.0','result': " + scalar + " ,'id':1}", result("1", scalar));
    }
  }

  @Test
  void aSecondByteOrderMarkMovesNothing() {
    check("\uFEFF{'jsonrpc':'2.0','id':1,'result':{'a':1}}", result("1", "{'a':1}"));
  }

  @Test
  void aBatchIsReadAsItsElements() {
    check("[{'jsonrpc':'2.0','method':'a'},{'jsonrpc':'2.0','id':1,'result':{}}]",
        notification("a", null), result("1", "{}"));
    refused("[]", null, "an empty batch");
    assertThat(read("[1,[],{},null,{'jsonrpc':'2.0','method':'a'}]")).hasSize(5)
        .endsWith(notification("a", null))
        .filteredOn(Message.Malformed.class::isInstance)
        .hasSize(4);
    assertThat(read("[{'jsonrpc':'2.0','id':1,'result':1},{'id':2,'method':'x'}]"))
        .startsWith(result("1", "1"))
        .last()
        .satisfies(last -> malformed(last, RpcError.INVALID_REQUEST, "2", "jsonrpc"));
  }

  /** Each element would cost thirty times its bytes. */
  @Test
  void aBatchBeyondAllMeasureIsOneMistake() {
    var most = "1,".repeat(9_999) + "1";

    assertThat(read("[" + most + "]")).hasSize(10_000);
    refused("[" + most + ",{'jsonrpc':'2.0','method':'m'}]", null, "more than 10000 messages");
    refused("[" + most + ",1,[1,{}]]", null, "more than 10000 messages");
    broken("[" + most + ",1");
    refused("[" + most + ",1] 1", null, "more than one JSON value");
  }

  @Test
  void otherValuesAreNoMessages() {
    for (var value : List.of("null", "42", "'text'", "true"))
      refused(value, null, "a message must be a JSON object");
    refused("{'jsonrpc':'2.0','method':'a'}{'jsonrpc':'2.0','method':'b'}", null,
        "more than one JSON value");
    refused("{'jsonrpc':'2.0','method':'a'} 1", null, "more than one JSON value");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (var line : List.of("{", "[", "{'a'", "{'a':}", "{'jsonrpc':'2.0','id':1,'resu", "hello",
        "{'jsonrpc':'2.0','method':'a'}x", "{'jsonrpc':'2.0','method':'a'}}", "{'a':01}", "[1,]",
        "{'a':1,}", "'open", "{'a':'\\x'}", "{'a':\u00011}", "NaN", "{'a':'\u0001'}"))
      broken(line);
  }

  @Test
  void otherEncodingsAreRefused() {
    var json = "{\"jsonrpc\":\"2.0\",\"method\":\"m\"}";
    for (var encoding : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
      var messages = Envelope.read(Span.of(json.getBytes(Charset.forName(encoding))));

      assertThat(messages).as(encoding)
          .singleElement()
          .satisfies(one -> malformed(one, RpcError.PARSE_ERROR, null, "not UTF-8"));
    }
  }

  @Test
  void aHundredThousandLevelsAndAMillionDigitsPassThrough() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    var number = "1".repeat(1_000_000);

    Assertions.assertThatCode(() -> {
      check("{'jsonrpc':'2.0','id':1,'result':" + deep + "}", result("1", deep));
      check("{'jsonrpc':'2.0','id':1,'result':" + number + "}", result("1", number));
      check("{'jsonrpc':'2.0','id':1,'result':{'n':" + number + "}}",
          result("1", "{'n':" + number + "}"));
      check("{'jsonrpc':'2.0','id':1,'result':'" + number + "'}", result("1", "'" + number + "'"));
      check("{'jsonrpc':'2.0','id':1,'x':{'" + number + "':0},'result':1}", result("1", "1"));
      refused(deep, null, "a message must be a JSON object");
      broken("[".repeat(100_000));
      broken("{'a':".repeat(100_000));
    }).doesNotThrowAnyException();
  }

  @Test
  void aMistakeShowsTheStartOfItsLine() {
    assertThat(read("{'a':1}")).singleElement().extracting("excerpt").isEqualTo("{\"a\":1}");
    assertThat(read("{'a':'" + "x".repeat(500) + "'}")).singleElement()
        .extracting("excerpt")
        .isEqualTo("{\"a\":\"" + "x".repeat(194) + "…");
  }

  /** Jackson shares member names between all parsers; long ones must not stay. */
  @Test
  void theNamesOfPassingMembersDoNotStayInMemory() {
    readLongName(0);
    long before = used();

    for (int i = 1; i < 64; i++) readLongName(i);

    assertThat(used() - before).isLessThan(16L * 1024 * 1024);
  }

  private static void readLongName(int i) {
    var name = (i + "-name-").repeat(64 * 1024);
    check("{'jsonrpc':'2.0','id':1,'result':{'" + name + "':1}}",
        result("1", "{'" + name + "':1}"));
  }

  private static long used() {
    var memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
    while (System.nanoTime() < end) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static void check(String line, Message... expected) {
    assertThat(read(line)).containsExactly(expected);
  }

  private static void refused(String line, @Nullable String id, String reason) {
    assertThat(read(line)).singleElement()
        .satisfies(one -> malformed(one, RpcError.INVALID_REQUEST, id, reason));
  }

  private static void broken(String line) {
    assertThat(read(line)).singleElement()
        .satisfies(one -> malformed(one, RpcError.PARSE_ERROR, null, "not JSON: "));
  }

  private static void malformed(Message message, int code, @Nullable String id, String reason) {
    var line = message instanceof Message.Garbled garbled ? garbled.line() : message;
    assertThat(line).isInstanceOf(Message.Malformed.class);
    var malformed = (Message.Malformed) line;
    assertThat(malformed.code()).isEqualTo(code);
    assertThat(malformed.id()).isEqualTo(span(id));
    assertThat(malformed.reason()).contains(reason);
  }

  /** As a parser finds it, and as it is found without one. */
  private static List<Message> read(String line) {
    var bytes = quoted(line).getBytes(StandardCharsets.UTF_8);
    var messages = Envelope.read(Span.of(bytes));
    var check = new JsonCheck();
    if (check.ends(bytes, bytes.length) && line.charAt(0) != '\uFEFF') {
      assertThat(Envelope.ofJson(Span.of(bytes), check.longest(bytes))).isEqualTo(messages);
    }
    return messages;
  }

  private static Message request(String id, String method, @Nullable String params) {
    return new Message.Request(Span.of(quoted(id)), method, span(params));
  }

  private static Message notification(String method, @Nullable String params) {
    return new Message.Notification(method, span(params));
  }

  private static Message result(String id, String result) {
    return new Message.Result(Span.of(quoted(id)), Span.of(quoted(result)));
  }

  private static Message failure(@Nullable String id, String error) {
    return new Message.Failure(span(id), Span.of(quoted(error)));
  }

  private static @Nullable Span span(@Nullable String json) {
    return json == null ? null : Span.of(quoted(json));
  }

  private static String quoted(String line) {
    return line.replace('\'', '"');
  }

  /**
   * The parser remembers every open level: a line of nothing else would cost many times its size.
   */
  @Test
  void aDepthBeyondAllMeasureIsAMistake() {
    broken("[".repeat(8 * 1024 * 1024));
    broken(
        "{'jsonrpc':'2.0','id':1,'result':" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}");
  }

  @Test
  void nothingIsReadOfWhatStandsAroundALongLine() {
    var begin = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[\"" + "x".repeat(10_000) + "\"";

    assertThat(Envelope.read(within("   ", begin + "]", "\n}\n}"))).singleElement()
        .isInstanceOf(Message.Garbled.class);
    assertThat(Envelope.read(within("   ", begin + "]}", "\u0000\u0000}"))).singleElement()
        .isInstanceOf(Message.Result.class);
  }

  private static Span within(String before, String line, String after) {
    var bytes = (before + line + after).getBytes(StandardCharsets.UTF_8);
    return Span.slice(bytes, before.length(), before.length() + line.length());
  }
}
