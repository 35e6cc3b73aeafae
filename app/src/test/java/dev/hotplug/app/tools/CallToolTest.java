package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Exit;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import dev.hotplug.wire.SystemTimer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallToolTest {
  private static final Tool ECHO = Catalogs.taking("echo",
      "{\"text\":{\"type\":\"string\"},\"n\":{\"type\":\"integer\"}}", "text");
  private static final ToolCatalog TOOLS = Catalogs.of(ECHO, Catalogs.taking("refuse", "{}"),
      Catalogs.taking("hang", "{}"), Catalogs.taking("die", "{}"));

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes", "other");
    world.servers().starts("notes", TOOLS);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aResultPassesByteForByte() {
    assertThat(world.call("notes", "echo", "{\"n\" : 1, \"text\":\"\\u00e9\"}"))
        .hasToString("{\"content\":[],  \"echo\":{\"n\" : 1, \"text\":\"\\u00e9\"},\"n\":1.00}");
  }

  @Test
  void aCallLoadsItsServer() {
    world.call("notes", "echo", "{\"text\":\"a\"}");

    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("ready");
  }

  @Test
  void aCallOfAServerThatServesReadsNoConfigurationAndStartsNothing() {
    world.load("notes");
    int readings = world.readings();

    for (int i = 0; i < 10; i++) world.call("notes", "echo", "{\"text\":\"a\"}");

    assertThat(world.readings()).isEqualTo(readings);
    assertThat(world.servers().opened()).hasSize(1);
    assertThat(world.servers().newest().calls()).hasSize(10);
  }

  @Test
  void aCallOfAServerThatServesIsSentOnTheCallersThread() {
    world.load("notes");

    world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"hang\",\"parameters\":{}}");
    world.call("notes", "echo", "{\"text\":\"a\"}");

    assertThat(world.servers().newest().calls().stream().map(CallToolTest::toolOf))
        .containsExactly("hang", "echo");
  }

  @Test
  void metaPassesUnchanged() {
    world.load("notes");
    var params = Map.of("arguments", Span.of("""
        {"server_name":"notes","tool_name":"echo","parameters":{"text":"a"}}"""), "_meta",
        Span.of("{ \"progressToken\" : \"p\", \"x\":1.0}"));

    World.await(world.begin("call_dynamic_server_tool", params));

    assertThat(world.servers().newest().calls().getFirst().toString())
        .endsWith(",\"_meta\":{ \"progressToken\" : \"p\", \"x\":1.0}}");
  }

  @Test
  void lenientArgumentsReachTheToolAsItWantsThem() {
    assertThat(world.raw("call_dynamic_server_tool", """
        {"server":"notes","tool":"echo","arguments":"{\\"text\\":\\"5\\",\\"n\\":\\"5\\"}"}""")
        .toString()).contains("\"echo\":{\"text\":\"5\",\"n\":5}");
  }

  @Test
  void aToolThatIsNewIsFoundByAskingAgain() {
    world.load("notes");
    world.servers().newest().offers(Catalogs.of(ECHO, Catalogs.taking("fresh", "{}")));

    assertThat(world.call("notes", "fresh", "{}").toString()).contains("\"echo\":{}");
  }

  @Test
  void anUnknownToolIsAnsweredWithTheRightCall() {
    assertThat(world.failedCall("notes", "ecoh", "{}")).hasToString("""
        {"success":false,"error":"Server \\"notes\\" has no tool named \\"ecoh\\". Nothing was \
        sent. Did you mean \\"echo\\"?","status":"unknown_tool","next_step":"Call it like this: \
        call_dynamic_server_tool {\\"server_name\\": \\"notes\\", \\"tool_name\\": \\"echo\\", \
        \\"parameters\\": {\\"text\\": \\"…\\"}}","server_name":"notes"}""");
    assertThat(world.failedCall("notes", "fetch_page", "{}").path("next_step").asText())
        .isEqualTo("Its tools are: echo, refuse, hang, die.");
  }

  @Test
  void anUnknownServerGetsASuggestion() {
    var failed = world.failedCall("note", "echo", "{}");

    assertThat(failed.path("error").asText())
        .startsWith("No server named \"note\" is configured: read was " + world.file())
        .endsWith("Nothing was started. Did you mean \"notes\"?");
    assertThat(failed.path("next_step").asText()).startsWith("Use one of: notes, other.");
  }

  @Test
  void aCallWithoutNamesIsAnsweredWithTheRightCall() {
    for (var sent : List.of("{}", "{\"server_name\":\"notes\"}",
        "{\"name\":\"echo\",\"arguments\":{}}")) {
      var failed = Conformance.checked(world.tools(), "call_dynamic_server_tool",
          world.raw("call_dynamic_server_tool", sent));

      assertThat(failed.path("error").asText()).contains("_name is missing; sent was ");
      assertThat(failed.path("next_step").asText()).contains(
          "call_dynamic_server_tool {\"server_name\": \"…\", \"tool_name\": \"…\", \"parameters\":");
    }
  }

  @Test
  void argumentsThatAreNoObjectAreNotSent() {
    var failed = world.failedCall("notes", "echo", "[1]");

    assertThat(failed.path("error").asText())
        .isEqualTo("parameters must be a JSON object, and was not. Nothing was sent.");
    assertThat(failed.path("next_step").asText()).contains("echo(text: string, n?: integer)")
        .contains("\"parameters\": {\"text\": \"…\"}}");
    assertThat(world.servers().newest().calls()).isEmpty();
  }

  @Test
  void aRefusalOfTheServersOwnIsShownWithTheRightCall() {
    var failed = world.failedCall("notes", "refuse", "{}");

    assertThat(failed.path("error").asText())
        .isEqualTo("Server \"notes\" refused the call of refuse: that is not how it is called "
            + "(code -32602). The server still runs.");
    assertThat(failed.path("rpc_error").path("code").asInt()).isEqualTo(-32602);
    assertThat(failed.path("next_step").asText()).contains("refuse()");
  }

  @Test
  void aCallLostInACrashIsNotSentAgain() {
    var failed = world.failedCall("notes", "die", "{}");

    assertThat(failed.path("error").asText())
        .contains("was lost after ", ": generation 1 ended: killed by SIGKILL")
        .contains("was not sent again");
    assertThat(failed.path("exit")).hasToString("{\"code\":137,\"signal\":\"SIGKILL\"}");
    assertThat(failed.path("stderr_tail")).hasToString("[\"about to die\"]");
    assertThat(world.servers().opened().getFirst().calls()).hasSize(1);
  }

  @Test
  void aServerThatDoesNotStartFailsTheCallWithTheCause() {
    world.servers()
        .fails("notes", new Cause("ended: exit code 3", new Exit(3), List.of("oh"), null));

    var first = world.failedCall("notes", "echo", "{}");
    var second = world.failedCall("notes", "echo", "{}");

    for (var failed : List.of(first, second)) {
      assertThat(failed.path("error").asText())
          .isEqualTo("The call of echo on \"notes\" was not sent: the server does not run; it "
              + "ended: exit code 3.");
      assertThat(failed.path("status").asText()).isEqualTo("failed");
      assertThat(failed.path("stderr_tail")).hasToString("[\"oh\"]");
    }
    assertThat(world.servers().opened()).hasSize(1);
  }

  @Test
  void aCallBeyondTheServersOwnLimitTimesOut() {
    world.configured(limitedTo(50));

    var failed = world.failedCall("notes", "hang", "{}");

    assertThat(failed.path("error").asText()).contains("was not answered within 50 ms")
        .contains("it still runs");
    assertThat(failed.path("status").asText()).isEqualTo("timed_out");
  }

  @Test
  void aCallThatIsTakenBackIsTakenBackFromTheServer() throws Exception {
    world.load("notes");
    var use = world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"hang\"}");

    use.cancel("changed my mind");

    var told = world.servers().newest().told().get(10, TimeUnit.SECONDS);
    assertThat(told.method()).isEqualTo("notifications/cancelled");
    assertThat(Objects.requireNonNull(told.params()).toString()).contains("changed my mind");
    assertThat(use.result()).isCancelled();
  }

  private static String toolOf(Span call) {
    return String.valueOf(Objects.requireNonNull(call.members().get("name")).text());
  }

  @Test
  void aCallTakenBackWhileItsServerStartsIsNotSent() throws Exception {
    var start = world.servers().hangs("other");
    var use = world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"other\",\"tool_name\":\"echo\",\"parameters\":{}}");
    var upstream = world.servers().awaitNext();

    use.cancel("never mind");
    start.complete(ScriptedServers.ready(TOOLS));
    assertThat(world.call("other", "echo", "{\"text\":\"after\"}").toString()).contains("after");

    assertThat(use.result()).isCancelled();
    assertThat(upstream.calls()).hasSize(1);
  }

  @Test
  void aCallWaitsForItsServerNoLongerThanItMayTake() {
    world.configured(limitedTo(50));
    var _ = world.servers().hangs("notes");

    var failed = world.failedCall("notes", "echo", "{}");

    assertThat(failed.path("status").asText()).isEqualTo("timed_out");
    assertThat(failed.path("error").asText()).contains("was not sent");
  }

  @Test
  void whatTheStartTookIsNotGivenToTheCallAgain() throws Exception {
    var limits = new LinkedBlockingQueue<Duration>();
    var clock = new SystemTimer();
    try (var timed = World.in(folder, (delay, task) -> {
      limits.add(delay);
      return clock.after(delay, task);
    })) {
      timed.configured(limitedTo(60_000));
      var start = timed.servers().hangs("notes");

      timed.begin("call_dynamic_server_tool",
          "{\"server_name\":\"notes\",\"tool_name\":\"hang\",\"parameters\":{}}");
      var _ = start.completeOnTimeout(ScriptedServers.ready(TOOLS), 50, TimeUnit.MILLISECONDS);

      assertThat(limits.poll(10, TimeUnit.SECONDS)).isLessThanOrEqualTo(Duration.ofMillis(59_950));
    }
  }

  @Test
  void theWholeLimitIsNamedWhenAPartOfItWasOver() {
    world.configured(limitedTo(300));
    var _ = world.servers()
        .hangs("notes")
        .completeOnTimeout(ScriptedServers.ready(TOOLS), 50, TimeUnit.MILLISECONDS);

    var failed = world.failedCall("notes", "hang", "{}");

    assertThat(failed.path("error").asText()).contains("within 300 ms");
  }

  @Test
  void aCallWhoseTimeIsUpKeepsNoPlaceAmongThoseThatWait() {
    world.configured("""
        {"hotplug":{"servers":{"notes":{"command":"x","timeout":300,\
        "hotplug":{"limits":{"in_flight":1,"queued":0}}}}}}""");
    var _ = world.servers().hangs("notes");
    var first = world.begin("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"echo\",\"parameters\":{}}");
    awaitQueued(1);
    var crowded = world.failedCall("notes", "echo", "{}");

    World.await(first);

    awaitQueued(0);
    assertThat(crowded.path("error").asText())
        .startsWith("The call of echo on \"notes\" was not sent: 1 call at once and 0 waiting");
    assertThat(world.failedCall("notes", "echo", "{}").path("status").asText())
        .isEqualTo("timed_out");
  }

  private void awaitQueued(int calls) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (world.loaded().at("/servers/0/queued").asInt(-1) != calls) {
      assertThat(System.nanoTime()).as("not in time").isLessThan(end);
    }
  }

  private static String limitedTo(int millis) {
    return "{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"x\",\"timeout\":" + millis + "}}}}";
  }
}
