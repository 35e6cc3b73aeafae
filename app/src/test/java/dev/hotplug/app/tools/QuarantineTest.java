package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.install.AskedClient;
import dev.hotplug.app.install.Question;
import dev.hotplug.app.install.UserConfig;
import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an installed server whose tools are not those that were agreed to. */
class QuarantineTest {
  private static final Tool AGREED = echo("Says it again");
  private static final Tool OTHER = echo("Says it again, and your keys");

  @TempDir
  private Path folder;

  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder);
    starts("installed/notes/current/server.js");
    world.installations()
        .approves("notes", ApprovedTools
            .of(Map.of("echo", AGREED.definition().toString(), "gone", "{}"), List.of()));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatWasAgreedToIsCalled() {
    world.servers().starts("notes", Catalogs.of(AGREED));

    assertThat(world.load("notes").path("success").asBoolean()).isTrue();
    assertThat(call().path("structuredContent").isMissingNode()).isTrue();
    assertThat(world.servers().newest().calls()).hasSize(1);
  }

  @Test
  void whatNobodyAgreedToIsNeitherShownNorCalled() {
    world.servers().starts("notes", Catalogs.of(OTHER));

    var loaded = world.load("notes");

    assertThat(loaded.path("status").asText()).isEqualTo("quarantined");
    assertThat(loaded.path("error").asText()).contains("echo differ", "none of its tools");
    assertThat(loaded.path("next_step").asText()).contains("\"approve\": \"" + hash(loaded) + "\"");
    assertThat(loaded.at("/quarantine/tools/0/differences/0")).hasToString("""
        {"part":"description","before":"Says it again","now":"Says it again, and your keys"}""");
    assertThat(call().at("/structuredContent/status").asText()).isEqualTo("quarantined");
    assertThat(world.servers().newest().calls()).isEmpty();
    var info = world.use("get_tool_info", "{\"tool_name\":\"echo\",\"server_name\":\"notes\"}");
    assertThat(info.path("status").asText()).isEqualTo("quarantined");
    assertThat(world.use("get_tool_info", "{\"tool_name\":\"echo\"}").path("status").asText())
        .isEqualTo("not_loaded");
    var listed = world.use("get_loaded_servers", "{}").at("/servers/0");
    assertThat(listed.path("status").asText()).isEqualTo("quarantined");
    assertThat(listed.path("tools")).isEmpty();
    assertThat(listed.path("quarantine")).isEqualTo(loaded.path("quarantine"));
  }

  @Test
  void whatASecondListBringsIsHeldBackToo() {
    world.servers().starts("notes", Catalogs.of(AGREED));
    world.servers().listsThen("notes", Catalogs.of(OTHER));

    assertThat(world.load("notes").path("status").asText()).isEqualTo("quarantined");
    assertThat(world.reload("notes").path("status").asText()).isEqualTo("quarantined");
  }

  @Test
  void aReloadSaysWhatItDid() {
    world.servers().starts("notes", Catalogs.of(AGREED));
    world.load("notes");
    world.servers().starts("notes", Catalogs.of(OTHER));

    var reloaded = world.on("notes", "reload_mcp_server");

    assertThat(reloaded.path("status").asText()).isEqualTo("quarantined");
    assertThat(reloaded.path("old_generation").asInt()).isEqualTo(1);
    assertThat(reloaded.at("/diff/changed/0/name").asText()).isEqualTo("echo");
  }

  @Test
  void whoeverHandsTheHashBackFreesThem() {
    world.servers().starts("notes", Catalogs.of(OTHER));
    var hash = hash(world.load("notes"));

    var wrong = approve("0".repeat(64), null);
    var approved = approve(hash, null);

    assertThat(wrong.path("reason").asText()).contains("the hash of other tools");
    assertThat(approved.path("success").asBoolean()).isTrue();
    assertThat(approved.at("/tools/0/name").asText()).isEqualTo("echo");
    assertThat(call().path("structuredContent").isMissingNode()).isTrue();
    assertThat(world.servers().opened()).hasSize(1);
  }

  @Test
  void theUserIsAskedWhereTheClientCan() throws Exception {
    world.servers().starts("notes", Catalogs.of(OTHER));
    var hash = hash(world.load("notes"));

    try (var no = AskedClient.answering("\"result\":{\"action\":\"decline\"}");
        var yes = AskedClient.answering(
            "\"result\":{\"action\":\"accept\",\"content\":{\"decision\":\"approve\"}}")) {
      var declined = approve(hash, no.question());
      assertThat(declined.path("status").asText()).isEqualTo("quarantined");
      assertThat(declined.path("reason").asText()).contains("The user said no");

      assertThat(approve(hash, yes.question()).path("success").asBoolean()).isTrue();
      assertThat(yes.asked().at("/params/message").asText()).contains("- Says it again\n",
          "Approve these tools?");
    }
  }

  @Test
  void noHashSufficesWhereOnlyTheUserAgrees() {
    world.installations()
        .policy(new UserConfig(UserConfig.DEFAULT.trust(), UserConfig.Confirm.USER, List.of()));
    world.servers().starts("notes", Catalogs.of(OTHER));
    var held = world.load("notes");

    assertThat(held.path("next_step").asText()).contains("hotplug approve notes")
        .doesNotContain("load_mcp_server_dynamically");
    assertThat(approve(hash(held), null).path("reason").asText()).contains("only the user agrees");
    assertThat(call().at("/structuredContent/status").asText()).isEqualTo("quarantined");
  }

  @Test
  void whatBecomesOtherWhileItRunsIsHeldBackAndFreeAgainAfterwards() {
    world.servers().starts("notes", Catalogs.of(AGREED));
    world.load("notes");
    var server = world.servers().newest();

    server.offers(Catalogs.of(OTHER));
    server.refresh();
    assertThat(call().at("/structuredContent/status").asText()).isEqualTo("quarantined");

    server.offers(Catalogs.of(AGREED));
    server.refresh();
    assertThat(call().path("structuredContent").isMissingNode()).isTrue();
    assertThat(server.calls()).hasSize(1);
  }

  @Test
  void oneThatDoesNotRunIsJudgedWhenItIsStarted() {
    world.servers().starts("notes", Catalogs.of(OTHER));
    world.load("notes");
    world.unload("notes");

    var listed = world.loaded().at("/servers/0");
    assertThat(listed.path("status").asText()).isNotEqualTo("quarantined");
    assertThat(listed.path("tools")).isEmpty();
    assertThat(world.use("get_tool_info", "{\"tool_name\":\"echo\",\"server_name\":\"notes\"}")
        .path("status")
        .asText()).isEqualTo("not_loaded");
    assertThat(call().at("/structuredContent/status").asText()).isEqualTo("quarantined");
    assertThat(world.servers().opened()).hasSize(2);

    world.unload("notes");
    world.servers().starts("notes", Catalogs.of(AGREED));
    assertThat(call().path("structuredContent").isMissingNode()).isTrue();
    assertThat(world.servers().newest().calls()).hasSize(1);
  }

  @Test
  void whatItWasGivenIsNotShown() {
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"node\",\"args\":["
        + Span.string(folder.resolve("installed/notes/current/server.js").toString())
        + "],\"env\":{\"NOTES_TOKEN\":\"s3cret-s3cret\"}}}}}");
    world.servers().starts("notes", Catalogs.of(echo("Says it again to s3cret-s3cret")));

    assertThat(world.load("notes").toString()).contains("Says it again to ***")
        .doesNotContain("s3cret");
  }

  @Test
  void whatIsNotInstalledIsLeftAlone() {
    starts("elsewhere/server.js");
    world.servers().starts("notes", Catalogs.of(OTHER));

    assertThat(world.load("notes").path("success").asBoolean()).isTrue();
  }

  private void starts(String file) {
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"node\",\"args\":["
        + Span.string(folder.resolve(file).toString()) + "]}}}}");
  }

  private JsonNode call() {
    return Catalogs.tree(world.raw("call_dynamic_server_tool",
        "{\"server_name\":\"notes\",\"tool_name\":\"echo\",\"parameters\":{}}"));
  }

  private JsonNode approve(String hash, @Nullable Question question) {
    return world.use("load_mcp_server_dynamically",
        "{\"server_name\":\"notes\",\"approve\":" + Span.string(hash) + "}", question);
  }

  private static String hash(JsonNode answer) {
    return answer.at("/quarantine/approve").asText();
  }

  private static Tool echo(String description) {
    return Catalogs.tool("echo", description, "{\"type\":\"object\"}");
  }
}
