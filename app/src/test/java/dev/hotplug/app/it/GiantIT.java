package dev.hotplug.app.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P12: what is within the limit of a line passes byte for byte, what is beyond costs one
 * answer; neither costs more memory than three such lines, nor anybody else a call.
 */
class GiantIT {
  private static final int LIMIT = 16 << 20;
  private static final int JUST_BELOW = LIMIT - 1_000;
  private static final int MEGABYTE = 1_000_000;
  private static final int BEYOND = 100 * MEGABYTE;
  private static final int LEVELS = 100_000;

  private static final int UNREAD = 70;

  /** The first number of four digits, and how many there are, were there 36 digits. */
  private static final int SHORTEST = 36 * 36 * 36;
  private static final int MANY = 35 * SHORTEST;

  /** What no Hotplug reads: it would have to remember every level. */
  private static final int TOO_MANY_LEVELS = 300_000;

  private static final Map<String, Supplier<String>> ARGUMENTS = Map.of( //
      "a megabyte", () -> "\"" + "é".repeat(MEGABYTE / 2) + "\"", //
      "16 MiB", () -> "\"" + "x".repeat(JUST_BELOW) + "\"", //
      "a million digits", () -> "-1." + "7".repeat(MEGABYTE) + "0e+00", //
      "100,000 levels", () -> "[".repeat(LEVELS) + "]".repeat(LEVELS));

  @TempDir
  private Path folder;

  @Test
  void whatAServerSaysWithinTheLimitArrivesAsItIs() throws Exception {
    try (var hotplug = watched(); var _ = Neighbour.beside("giant results", hotplug)) {
      for (int size : new int[]{MEGABYTE, JUST_BELOW}) {
        assertBounded(hotplug, size + " bytes of a result", () -> {
          var text = hotplug.text("t", "big", "{\"bytes\": " + size + "}");
          assertSame(text, "0123456789".repeat(size / 10 + 1).substring(0, size));
        });
      }
      assertArrives(hotplug, "number", MEGABYTE, "7".repeat(MEGABYTE));
      assertArrives(hotplug, "nested", LEVELS, "[".repeat(LEVELS) + "]".repeat(LEVELS));
      assertArrives(hotplug, "invalid", MEGABYTE, "\"" + "\uFFFD".repeat(MEGABYTE) + "\"");
    }
  }

  private void assertArrives(Hotplug hotplug, String kind, int size, String json) throws Exception {
    assertBounded(hotplug, "a result, " + kind,
        () -> assertSame(giant(hotplug, kind, size).raw().toString(),
            "{\"content\":[],\"giant\":" + json + "}"));
  }

  @Test
  void whatAServerSaysBeyondTheLimitCostsThatAnswer() throws Exception {
    try (var hotplug = watched(); var _ = Neighbour.beside("more than giant results", hotplug)) {
      var pid = hotplug.text("t", "pid", "{}");

      assertRefused(hotplug, "number", BEYOND, "more than " + LIMIT + " bytes");
      assertRefused(hotplug, "invalid", BEYOND, "more than " + LIMIT + " bytes");
      assertRefused(hotplug, "invalid", LIMIT / 2, "more than " + LIMIT + " bytes");
      assertRefused(hotplug, "nested", TOO_MANY_LEVELS, "no JSON-RPC");

      assertThat(hotplug.text("t", "pid", "{}")).isEqualTo(pid);
    }
  }

  private void assertRefused(Hotplug hotplug, String kind, int size, String why) throws Exception {
    assertBounded(hotplug, size + " of " + kind, () -> giant(hotplug, kind, size)
        .assertFailure("giant on \"t\"", why, "the server still runs"));
  }

  @Test
  void aLineThatNeverEndsCostsTheCallsOfItsServerUntilThatIsReloaded() throws Exception {
    try (var hotplug = watched("2000"); var _ = Neighbour.beside("an endless line", hotplug)) {
      assertRefused(hotplug, "endless", 2 * LIMIT, "more than " + LIMIT + " bytes");
      hotplug.call("t", "pid", "{}").assertFailure("was not answered within 2000 ms");

      hotplug.reload("t").assertSuccess();

      assertThat(hotplug.text("t", "pid", "{}")).matches("\\d+");
      assertThat(hotplug.log("t")).anyMatch(line -> line.contains("passed over a line of more"));
    }
  }

  @Test
  void whatAClientSaysWithinTheLimitArrivesAsItIs() throws Exception {
    try (var hotplug = watched()) {
      hotplug.load("t").assertSuccess();

      for (var each : ARGUMENTS.entrySet()) {
        var arguments = "{\"x\":" + each.getValue().get() + ", \"y\" :1.0}";
        assertBounded(hotplug, each.getKey() + " of arguments",
            () -> assertThat(hotplug.text("t", "echo", arguments)).isEqualTo("kept"));
        var line = Files.readString(kept());
        int from = line.indexOf("{\"x\"");
        assertSame(line.substring(from, from + arguments.length()), arguments);
      }
    }
  }

  @Test
  void manyMembersOfAnArgumentArriveAsTheyAre() throws Exception {
    try (var hotplug = watched()) {
      hotplug.load("t").assertSuccess();
      var arguments = "{\"x\":" + manyMembers() + "}";

      assertBounded(hotplug, "a million members of an argument",
          () -> assertThat(hotplug.text("t", "echo", arguments)).isEqualTo("kept"));

      assertThat(Files.readString(kept()).contains(arguments)).isTrue();
    }
  }

  @Test
  void whatAClientSaysBeyondTheLimitIsRefusedUnderItsId() throws Exception {
    try (var hotplug = watched()) {
      assertBounded(hotplug, "a line of 100 MB from the client", () -> {
        var reply = hotplug.ask("ping", "{\"x\":\"" + "x".repeat(BEYOND) + "\"}").reply();
        assertThat(reply.code()).isEqualTo(-32600);
        assertThat(reply.error().toString()).contains("at most " + LIMIT + " bytes");
      });
      hotplug.rawLine("{\"method\":\"ping\",\"params\":{\"x\":\"" + "x".repeat(LIMIT)
          + "\"},\"jsonrpc\":\"2.0\",\"id\":\"last\"}");

      assertThat(hotplug.nextStray().line()).isInstanceOfSatisfying(Line.Failure.class,
          failure -> assertThat(failure.id()).isEqualTo(Bytes.of("\"last\"")));
      assertThat(hotplug.request("ping", "{}").isError()).isFalse();
    }
  }

  @Test
  void whatAClientSaysIsNeitherHeldNorSaidAgainAtItsLength() throws Exception {
    var giant = "\"" + "x".repeat(JUST_BELOW) + "\"";
    try (var hotplug = watched()) {
      assertShort(hotplug, "x".repeat(JUST_BELOW), "{}");
      assertShort(hotplug, "logging/setLevel", "{\"level\":" + giant + "}");
      assertShort(hotplug, "tools/list",
          "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":" + giant + "}}");
      assertShort(hotplug, "tools/call", "{\"name\":" + giant + "}");
      assertShort(hotplug, "tools/call", "{\"name\":\"load_mcp_server_dynamically\","
          + "\"arguments\":{\"server_name\":" + giant + "}}");
      assertBounded(hotplug, "a million members of params",
          () -> assertShort(hotplug.ask("logging/setLevel", manyMembers())));
      assertBounded(hotplug, "a million arguments", () -> assertShort(hotplug.ask("tools/call",
          "{\"name\":\"call_dynamic_server_tool\",\"arguments\":" + manyMembers() + "}")));
    }
  }

  private void assertShort(Hotplug hotplug, String method, String params) throws Exception {
    var what = method.substring(0, Math.min(method.length(), 20)) + " with " + params.length()
        + " bytes of params";
    assertBounded(hotplug, what, () -> assertShort(hotplug.ask(method, params)));
  }

  private static void assertShort(Asked asked) throws InterruptedException {
    assertThat(asked.reply().toString()).hasSizeLessThan(4_000);
  }

  /** As many as fit into a line, each of another name. */
  private static String manyMembers() {
    return IntStream.range(0, MANY)
        .mapToObj(i -> "\"" + Integer.toString(SHORTEST + i, Character.MAX_RADIX) + "\":0")
        .collect(joining(",", "{", "}"));
  }

  /** What waits for it is bounded: the server has to wait, too. */
  @Test
  void aClientThatStopsReadingLosesNothingOnceItReadsOn() throws Exception {
    try (var hotplug = watched()) {
      hotplug.load("t").assertSuccess();
      var vitals = Vitals.of(hotplug.pid());
      long before = vitals.liveHeap();
      var calls = new ArrayList<Asked>();
      hotplug.stopReading();
      for (int i = 0; i < UNREAD; i++) {
        calls.add(hotplug.askCall("t", "big", "{\"bytes\": " + 4 * MEGABYTE + "}"));
        calls.add(hotplug.askCall("t", "side_effect", "{}"));
      }
      var ping = hotplug.ask("ping", "{}");
      Await.until("more waits than is queued", () -> Files.exists(effects())
          && Files.readAllLines(effects()).size() > LIMIT * 2 / (4 * MEGABYTE));

      assertThat(vitals.liveHeap() - before).isLessThan(6 * LIMIT);
      hotplug.readOn();

      assertThat(ping.reply().isError()).isFalse();
      for (int i = 0; i < calls.size(); i += 2) {
        assertThat(calls.get(i).result().text()).hasSize(4 * MEGABYTE);
        assertThat(calls.get(i + 1).result().text()).isEqualTo(Integer.toString(i / 2 + 1));
      }
    }
  }

  private Path effects() {
    return folder.resolve("effects");
  }

  private void assertBounded(Hotplug hotplug, String what, PeakHeap.Work work) throws Exception {
    PeakHeap.in(folder).assertGrowth(hotplug, what, 3 * LIMIT, work);
  }

  /** Without showing either. */
  private static void assertSame(String actual, String expected) {
    assertThat(actual.equals(expected)).isTrue();
  }

  private static ToolResult giant(Hotplug hotplug, String kind, int size)
      throws InterruptedException {
    return hotplug.call("t", "giant", "{\"kind\": \"" + kind + "\", \"size\": " + size + "}");
  }

  private Path kept() {
    return folder.resolve("kept");
  }

  private Hotplug watched() throws IOException, InterruptedException {
    return watched("30000");
  }

  /** The limit of a call, in milliseconds. */
  private Hotplug watched(String timeout) throws IOException, InterruptedException {
    Project.in(folder)
        .server("t",
            Entry.torture("keep=" + kept(), "counter=" + effects()).with("timeout", timeout))
        .server(Neighbour.NAME, Entry.quick());
    return PeakHeap.in(folder).watch(Hotplug.in(folder)).start();
  }
}
