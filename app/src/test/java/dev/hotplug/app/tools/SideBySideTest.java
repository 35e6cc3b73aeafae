package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two generations that live side by side, called by their numbers and compared. */
class SideBySideTest {
  private static final ToolCatalog TOOLS = Catalogs.of(Catalogs.taking("echo", "{}"),
      Catalogs.taking("refuse", "{}"), Catalogs.reading("look"), Catalogs.taking("hang", "{}"),
      Catalogs.taking("timeline", "{\"generation\":{\"type\":\"integer\"}}"));

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder).configured("""
        {"hotplug": {"servers": {"notes": {"command": "x",
          "hotplug": {"dev": {"watch": false, "keep_previous": true}}}}}}""");
    world.servers().starts("notes", TOOLS);
    world.load("notes");
  }

  @AfterEach
  void end() {
    world.close();
  }

  private Span call(String tool, String more) {
    return world.raw("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"" + tool + "\"" + more + "}");
  }

  private JsonNode failed(String tool, String more) {
    var result = Conformance.checked(world.tools(), "call_dynamic_server_tool", call(tool, more));
    assertThat(result.path("success").booleanValue()).isFalse();
    return result;
  }

  private JsonNode compare(String more) {
    return world.use("compare_generations", "{\"server_name\":\"notes\"" + more + "}");
  }

  /** How many calls the generation has got. */
  private int callsOf(int generation) {
    return world.servers().opened().get(generation - 1).calls().size();
  }

  @Test
  void aCallGoesToTheGenerationThatItNames() {
    world.reload("notes");

    call("echo", ",\"parameters\":{},\"generation\":1");
    call("echo", ",\"parameters\":{},\"generation\":\"1\"");
    call("echo", ",\"parameters\":{},\"generation\":2");
    call("echo", ",\"parameters\":{}");

    assertThat(callsOf(1)).isEqualTo(2);
    assertThat(callsOf(2)).isEqualTo(2);
  }

  @Test
  void theToolsAreThoseOfTheGenerationThatIsNamed() {
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("shout", "{}")));
    world.reload("notes");

    assertThat(failed("shout", ",\"parameters\":{},\"generation\":1").path("next_step").asText())
        .contains("echo");
    call("echo", ",\"parameters\":{},\"generation\":1");
    assertThat(callsOf(1)).isEqualTo(1);
    assertThat(callsOf(2)).isZero();
  }

  @Test
  void aGenerationThatDoesNotLiveIsAnsweredWithThoseThatDo() {
    world.reload("notes");
    world.reload("notes");

    var failure = failed("echo", ",\"parameters\":{},\"generation\":1");

    assertThat(failure.path("status").asText()).isEqualTo("not_living");
    assertThat(failure.path("error").asText()).contains("generation 1 does not run")
        .contains("Generations 2, 3 can be called");
    assertThat(failed("echo", ",\"generation\":\"old\"").path("status").asText())
        .isEqualTo("invalid_arguments");
  }

  @Test
  void aCallByNumberStartsNothing() {
    world.unload("notes");

    assertThat(failed("echo", ",\"generation\":2").path("error").asText())
        .contains("None of the server runs");
    assertThat(world.servers().opened()).hasSize(1);
  }

  @Test
  void anArgumentOfTheToolThatHasTheSameNameAndLiesFlatIsTheTools() {
    call("timeline", ",\"generation\":7");
    assertThat(world.servers().newest().calls().getLast().toString())
        .contains("{\"generation\":7}");

    call("timeline", ",\"generation\":1,\"parameters\":{\"generation\":7}");
    assertThat(world.servers().newest().calls().getLast().toString())
        .contains("{\"generation\":7}");
  }

  @Test
  void suchAnArgumentIsTheToolsAlsoWhereTheServerIsNotLoadedYet() {
    world.servers().starts("fresh", TOOLS);
    world.configured("{\"hotplug\": {\"servers\": {\"fresh\": {\"command\": \"x\"}}}}");

    world.raw("call_dynamic_server_tool",
        "{\"server_name\":\"fresh\",\"tool_name\":\"timeline\",\"generation\":7}");

    assertThat(world.servers().newest().calls().getLast().toString())
        .contains("{\"generation\":7}");
  }

  @Test
  void whereTheToolTakesNoneTheGenerationIsOursAlsoOfAServerNotLoadedYet() {
    world.servers().starts("fresh", TOOLS);
    world.configured("{\"hotplug\": {\"servers\": {\"fresh\": {\"command\": \"x\"}}}}");

    var first = "{\"server_name\":\"fresh\",\"tool_name\":\"echo\",\"generation\":1}";
    world.raw("call_dynamic_server_tool", first);
    assertThat(world.servers().newest().calls()).hasSize(1);
    assertThat(
        world.use("call_dynamic_server_tool", first.replace(":1}", ":7}")).path("status").asText())
        .isEqualTo("not_living");
  }

  @Test
  void theStatusShowsWhichIsKept() {
    world.reload("notes");

    var server = world.loaded().at("/servers/0");

    assertThat(server.path("generation").asInt()).isEqualTo(2);
    assertThat(server.at("/kept/generation").asInt()).isEqualTo(1);
    assertThat(server.at("/kept/in_flight").asInt()).isZero();
    assertThat(server.has("leaving")).isFalse();
  }

  @Test
  void twoThatAnswerAlikeAreEqual() {
    world.reload("notes");

    var answer = compare(",\"tool_name\":\"echo\",\"parameters\":{\"a\":1}");

    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(answer.path("generations").toString()).isEqualTo("{\"old\":1,\"new\":2}");
    assertThat(answer.path("equal").booleanValue()).isTrue();
    assertThat(answer.path("differences")).isEmpty();
    assertThat(answer.at("/old/is_error").booleanValue()).isFalse();
    assertThat(answer.at("/new/ms").isIntegralNumber()).isTrue();
    assertThat(callsOf(1)).isEqualTo(1);
    assertThat(callsOf(2)).isEqualTo(1);
  }

  @Test
  void aDifferenceIsShownByItsPlaceAndWithoutSecrets() {
    world.servers()
        .newest()
        .answers("{\"content\":[{\"type\":\"text\",\"text\":\"3\"}],\"key\":\""
            + ScriptedUpstream.SECRET + "\"}");
    world.reload("notes");
    world.servers().newest().answers("{\"content\":[{\"type\":\"text\",\"text\":\"4\"}]}");

    var answer = compare(",\"tool_name\":\"echo\"");

    assertThat(answer.path("equal").booleanValue()).isFalse();
    assertThat(answer.at("/differences/0").toString()).isEqualTo(
        "{\"path\":\"$.content[0].text\",\"change\":\"changed\",\"before\":\"3\",\"after\":\"4\"}");
    assertThat(answer.at("/differences/1/change").asText()).isEqualTo("removed");
    assertThat(answer.toString()).contains("[redacted").doesNotContain(ScriptedUpstream.SECRET);
  }

  @Test
  void manyLongDifferencesAreCutAndThatIsSaid() {
    world.servers().newest().answers(manyOf("a"));
    world.reload("notes");
    world.servers().newest().answers(manyOf("b"));

    var answer = compare(",\"tool_name\":\"echo\"");

    assertThat(answer.path("note").asText()).contains("more differences");
    assertThat(answer.path("differences")).hasSizeBetween(5, 49);
    assertThat(answer.toString()).hasSizeLessThan(40_000);
  }

  private static String manyOf(String letter) {
    var members = new StringBuilder("{\"content\":[]");
    for (int i = 0; i < 100; i++) {
      members.append(",\"m").append(i).append("\":\"").append(letter.repeat(2_000)).append('"');
    }
    return members.append('}').toString();
  }

  @Test
  void aResultThatIsTooLargeIsNotCompared() {
    world.servers()
        .newest()
        .answers("{\"content\":[],\"big\":\"" + "x".repeat(1024 * 1024) + "\"}");
    world.reload("notes");

    var answer = compare(",\"tool_name\":\"echo\"");

    assertThat(answer.path("status").asText()).isEqualTo("incomparable");
    assertThat(answer.path("error").asText()).contains("more than 1048576 bytes")
        .contains("Both calls were made");
    assertThat(answer.at("/old/is_error").booleanValue()).isFalse();
  }

  @Test
  void anAnswerOfAnOlderGenerationIsNotRemembered() {
    world.reload("notes");

    call("look", ",\"parameters\":{},\"generation\":1");
    assertThat(world.on("notes", "replay_calls").path("status").asText())
        .isEqualTo("nothing_remembered");
    call("look", ",\"parameters\":{},\"generation\":2");

    assertThat(world.on("notes", "replay_calls").path("calls")).hasSize(1);
  }

  @Test
  void twoThatRefuseAlikeAreEqualErrors() {
    world.reload("notes");

    var answer = compare(",\"tool_name\":\"refuse\"");

    assertThat(answer.path("equal").booleanValue()).isTrue();
    assertThat(answer.at("/old/is_error").booleanValue()).isTrue();
    assertThat(answer.at("/new/error").asText()).contains("refused the call of refuse");
  }

  @Test
  void oneThatDiesIsToldWithItsReason() throws Exception {
    world.reload("notes");
    var use = world.begin("compare_generations",
        "{\"server_name\":\"notes\",\"tool_name\":\"hang\"}");
    var old = world.servers().opened().getFirst();
    old.awaitCall();
    world.servers().newest().awaitCall();

    old.die();
    world.servers().newest().die();

    var answer = Conformance.checked(world.tools(), "compare_generations", World.await(use));
    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("status").asText()).isEqualTo("lost");
    assertThat(answer.path("error").asText()).startsWith("Generation 1 cannot be compared.")
        .contains("was lost");
    assertThat(answer.at("/new/error").asText()).contains("generation 2");
  }

  @Test
  void whereNoOlderOneLivesNothingIsCalledAndTheWayToOneIsTold() {
    var answer = compare(",\"tool_name\":\"echo\"");

    assertThat(answer.path("status").asText()).isEqualTo("not_living");
    assertThat(answer.path("error").asText()).contains("Generation 1 of \"notes\" serves")
        .contains("no older generation of it runs beside it");
    assertThat(answer.path("next_step").asText()).contains("\"keep_previous\": true")
        .contains("reload_mcp_server {\"server_name\": \"notes\"}");
    assertThat(callsOf(1)).isZero();
  }

  @Test
  void whichOlderOneIsMeantCanBeSaid() {
    world.reload("notes");

    assertThat(compare(",\"tool_name\":\"echo\",\"generation\":1").at("/generations/old").asInt())
        .isEqualTo(1);
    assertThat(compare(",\"tool_name\":\"echo\",\"generation\":2").path("error").asText())
        .contains("no older generation 2 of it runs beside it; those that do are 1");
  }

  @Test
  void aToolThatOnlyOneOfThemHasIsCalledOnNeither() {
    world.servers().starts("notes", Catalogs.of(Catalogs.taking("shout", "{}")));
    world.reload("notes");

    var answer = compare(",\"tool_name\":\"shout\"");

    assertThat(answer.path("error").asText()).startsWith("Of generation 1: ")
        .contains("has no tool named \"shout\"");
    assertThat(callsOf(1) + callsOf(2)).isZero();
  }

  @Test
  void aServerThatDoesNotServeIsNotCompared() {
    world.unload("notes");

    assertThat(compare(",\"tool_name\":\"echo\"").path("status").asText()).isEqualTo("not_serving");
  }

  @Test
  void whoTakesAComparisonBackEndsBothCalls() throws Exception {
    world.reload("notes");
    var use = world.begin("compare_generations",
        "{\"server_name\":\"notes\",\"tool_name\":\"hang\"}");
    for (var upstream : world.servers().opened()) upstream.awaitCall();

    use.cancel("no longer wanted");

    for (var upstream : world.servers().opened()) {
      assertThat(upstream.told().get(10, TimeUnit.SECONDS).method())
          .isEqualTo("notifications/cancelled");
    }
  }
}
