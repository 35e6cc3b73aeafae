package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are made again, and what is answered otherwise is said. */
class ReplayTest {
  private static final String DIFFERENCE = """
      [{"path":"$.content[0].text","change":"changed","before":"one","after":"two"}]""";

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).withServers("notes");
    world.servers().starts("notes", Catalogs.of(Catalogs.reading("say"), Catalogs.writing("echo")));
  }

  @AfterEach
  void end() {
    world.close();
  }

  /** Loads the server with this in its {@code hotplug.dev}. */
  private void load(String dev) {
    world
        .configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"x\",\"hotplug\":{\"dev\":{"
            + dev + "},\"timeouts\":{\"call_ms\":400}}}}}}")
        .load("notes");
  }

  private JsonNode replay(String more) {
    return world.use("replay_calls", "{\"server_name\":\"notes\"" + more + "}");
  }

  private JsonNode say(String parameters) {
    return Catalogs.tree(world.call("notes", "say", parameters));
  }

  @Test
  void aReloadSaysWhichCallsAreAnsweredOtherwise() {
    load("");
    say("{\"a\":1}");
    say("{\"a\":2}");
    world.servers().say("two");

    var replay = world
        .use("reload_mcp_server", "{\"server_name\":\"notes\",\"replay\":\"readonly\"}")
        .path("replay");

    assertThat(replay.path("different").asInt()).isEqualTo(2);
    assertThat(replay.at("/calls/0"))
        .hasToString("{\"id\":1,\"tool\":\"say\",\"outcome\":\"different\",\"arguments\":"
            + "\"{\\\"a\\\":1}\",\"differences\":" + DIFFERENCE + "}");
    assertThat(replay.at("/calls/1/id").asInt()).isEqualTo(2);
    assertThat(world.servers().newest().calls()).hasSize(2);
  }

  @Test
  void whatWasToldIsWhatTheNextTimeIsComparedWith() {
    load("");
    say("{}");
    world.servers().say("two");
    world.reload("notes");

    assertThat(replay("").path("different").asInt()).isEqualTo(1);
    assertThat(replay("").path("equal").asInt()).isEqualTo(1);
    assertThat(replay("").at("/calls/0"))
        .hasToString("{\"id\":1,\"tool\":\"say\",\"outcome\":\"equal\",\"arguments\":\"{}\"}");
  }

  @Test
  void aReloadRepeatsNothingUnlessItIsAsked() {
    load("");
    say("{}");

    var reloaded = world.reload("notes");

    assertThat(reloaded.has("replay")).isFalse();
    assertThat(world.servers().newest().calls()).isEmpty();
  }

  @Test
  void onlyCallsOfReadOnlyToolsAreRemembered() {
    load("");
    world.call("notes", "echo", "{}");

    var nothing = replay("");

    assertThat(nothing.path("status").asText()).isEqualTo("nothing_remembered");
    assertThat(nothing.path("next_step").asText()).contains("call_dynamic_server_tool {");
    assertThat(world.servers().newest().calls()).hasSize(1);
  }

  @Test
  void whatMayChangeSomethingIsRepeatedByItsIdAlone() {
    load("\"replay\":\"all\"");
    world.call("notes", "echo", "{\"a\":1}");

    var left = replay("");
    var repeated = replay(",\"ids\":[1,77]");

    assertThat(left.path("calls")).isEmpty();
    assertThat(left.at("/not_repeated/0/id").asInt()).isEqualTo(1);
    assertThat(left.at("/not_repeated/0/reason").asText()).contains("readOnlyHint: true");
    assertThat(repeated.path("equal").asInt()).isEqualTo(1);
    assertThat(repeated.path("not_repeated"))
        .hasToString("[{\"id\":77,\"reason\":\"no call of that id is remembered\"}]");
    assertThat(world.servers().newest().calls()).hasSize(2);
  }

  @Test
  void theToolsThatTheEntryNamesAreRememberedToo() {
    load("\"replay\":[\"echo\"]");
    world.call("notes", "echo", "{\"a\":1}");

    assertThat(replay(",\"ids\":\"1\"").path("equal").asInt()).isEqualTo(1);
  }

  @Test
  void nothingIsRememberedWhereTheEntrySaysSo() {
    load("\"replay\":false");
    say("{}");

    assertThat(replay("").path("error").asText()).contains("\"replay\" is false");
  }

  @Test
  void anUnloadForgets() {
    load("");
    say("{}");
    world.unload("notes");
    load("");

    assertThat(replay("").path("status").asText()).isEqualTo("nothing_remembered");
    say("{}");
    assertThat(replay("").at("/calls/0/id").asInt()).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotLoadedIsNoneToRepeatCallsOf() {
    assertThat(replay("").path("status").asText()).isEqualTo("not_loaded");
  }

  @Test
  void whatIsNotAnsweredAnyMoreSaysWhy() {
    load("");
    say("{}");
    world.servers().say("refuse");
    world.reload("notes");

    assertThat(replay("").at("/calls/0/reason").asText())
        .isEqualTo("was refused: -32603, it says nothing");
    world.servers().say("hang");
    world.reload("notes");
    assertThat(replay("").at("/calls/0/reason").asText())
        .isEqualTo("was not answered within 400 ms");
  }

  @Test
  void fourAreRepeatedAtOnceAndWhoeverTakesThatBackEndsThem() throws Exception {
    var replay = replayThatHangs();

    replay.cancel("no longer wanted");

    assertThat(world.servers().newest().told().get(10, TimeUnit.SECONDS).method())
        .isEqualTo("notifications/cancelled");
    assertThat(world.servers().newest().calls()).hasSize(4);
  }

  @Test
  void afterAChangeTheNextAnswerTellsOnceWhatDiffers() throws Exception {
    load("\"replay\":\"readonly\"");
    say("{}");
    world.servers().say("two");
    world.change("notes");
    world.awaitAnnounced("notes: 1 differ, 0 failed");

    var told = say("{}").at("/_meta/dev.hotplug~1replayed");

    assertThat(told).hasToString("{\"equal\":0,\"different\":1,\"failed\":0,\"calls\":["
        + "{\"id\":1,\"tool\":\"say\",\"outcome\":\"different\",\"arguments\":\"{}\",\"differences\":"
        + DIFFERENCE + "}]}");
    assertThat(say("{}").at("/_meta/dev.hotplug~1replayed").isMissingNode()).isTrue();
    assertThat(replay("").path("equal").asInt()).isEqualTo(1);
  }

  @Test
  void noSecretIsShownAndTheTrueCallIsRepeated() {
    load("");
    var arguments = "{\"password\":\"p1\",\"x\":\"" + ScriptedUpstream.SECRET + "\"}";
    say(arguments);
    world.servers().say("it is " + ScriptedUpstream.SECRET);
    world.reload("notes");

    var replay = replay("");

    assertThat(replay.at("/calls/0/arguments").asText())
        .isEqualTo("{\"password\":\"[redacted password]\",\"x\":\"[redacted API_KEY]\"}");
    assertThat(replay.at("/calls/0/differences/0/after").asText())
        .isEqualTo("it is [redacted API_KEY]");
    assertThat(replay.toString()).doesNotContain(ScriptedUpstream.SECRET, "p1");
    assertThat(world.servers().newest().calls()).singleElement()
        .satisfies(call -> assertThat(call.member("arguments")).hasToString(arguments));
  }

  @Test
  void aToolThatIsListedNoMoreIsStillOneThatWrites() {
    load("\"replay\":\"all\"");
    world.call("notes", "echo", "{}");
    world.servers().starts("notes", Catalogs.of(Catalogs.reading("say")));
    world.reload("notes");

    assertThat(replay("").at("/not_repeated/0/id").asInt()).isEqualTo(1);
    assertThat(world.servers().newest().calls()).isEmpty();
  }

  @Test
  void aVersionThatEndsMeanwhileIsTheLastThatIsCalled() throws Exception {
    var replay = replayThatHangs();

    world.servers().newest().die();

    var outcome = Catalogs.tree(World.await(replay)).path("structuredContent");
    assertThat(outcome.path("failed").asInt()).isEqualTo(4);
    assertThat(outcome.at("/not_repeated/0/id").asInt()).isEqualTo(5);
  }

  @Test
  void whatThereIsNoRoomToTellIsNewsAgain() {
    load("");
    for (int i = 0; i < 5; i++) say("{\"a\":" + i + "}");
    world.servers().say("t".repeat(400));
    world.reload("notes");

    assertThat(replay(",\"ids\":[1]").path("different").asInt()).isEqualTo(1);
    assertThat(replay("").path("different").asInt()).isEqualTo(4);
    assertThat(replay("").path("equal").asInt()).isEqualTo(5);
  }

  @Test
  void aReplayThatCannotBeMeantIsExplained() {
    load("");

    var wrong = world.use("reload_mcp_server", "{\"server_name\":\"notes\",\"replay\":\"some\"}");

    assertThat(wrong.path("error").asText()).isEqualTo(
        "replay must be \"readonly\" or a list of ids, and was \"some\". Nothing was done.");
    assertThat(world.servers().opened()).hasSize(1);
  }

  /** Five calls are to be repeated on a version that answers none; the first four wait. */
  private ToolUse replayThatHangs() throws InterruptedException {
    world.load("notes");
    for (int i = 0; i < 5; i++) say("{\"a\":" + i + "}");
    world.servers().say("hang");
    world.reload("notes");
    var replay = world.begin("replay_calls", "{\"server_name\":\"notes\"}");
    world.servers().newest().awaitCalls(4);
    return replay;
  }
}
