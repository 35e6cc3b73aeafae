package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** New code is tried out before, and compared after it takes over. */
class TrialIT {
  private static final String SECRET = "canary-of-the-server";

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  private static Edited server(String name, String dev) throws IOException {
    var edited = Edited.in(SHARED.folder(), name);
    SHARED.server(name,
        edited.entry()
            .with("env", "{\"API_KEY\": \"" + SECRET + "\"}")
            .with("hotplug", "{\"dev\": {" + dev + "}}"));
    return edited;
  }

  /** Saves a version that tells its secret. */
  private static void saveTelling(Edited edited) throws IOException {
    edited.save("\" + __import__(\"os\").environ[\"API_KEY\"] + \"");
  }

  @Test
  void aVersionThatFailsItsSmokeTestNeverServes() throws Exception {
    var edited = server("tried", "\"watch\": false, \"smoke\": [{\"tool\": \"version\"}, "
        + "{\"tool\": \"version\", \"expect\": {\"content\": [{\"text\": \"v1\"}]}}]");
    SHARED.hotplug().load("tried").assertSuccess();

    saveTelling(edited);
    var failed = SHARED.hotplug().reload("tried");

    failed.assertFailure("it failed its smoke test 2 of 2, version {}: $.content[0].text is "
        + "\"[redacted API_KEY]\", expected \"v1\". Generation 1 still serves.");
    assertThat(failed.raw().toString()).doesNotContain(SECRET);
    assertThat(SHARED.hotplug().text("tried", "version", "{}")).isEqualTo("v1");
    edited.save("v1");
    assertThat(SHARED.hotplug().reload("tried").assertSuccess().field("generation").asInt())
        .isEqualTo(3);
  }

  @Test
  void aSavedVersionThatFailsIsToldWithTheNextAnswer() throws Exception {
    var edited = server("saved",
        "\"smoke\": [{\"tool\": \"version\", \"expect\": {\"content\": [{\"text\": \"v1\"}]}}]");
    SHARED.hotplug().load("saved").assertSuccess();

    edited.save("v2");

    Await.until("its failure is told",
        () -> SHARED.hotplug()
            .call("saved", "version", "{}")
            .tree()
            .at("/_meta/dev.hotplug~1reloadFailed/cause")
            .asText()
            .contains("$.content[0].text is \"v2\", expected \"v1\". Generation 1 still serves."));
    assertThat(SHARED.hotplug().text("saved", "version", "{}")).isEqualTo("v1");
  }

  @Test
  void whatASavedVersionAnswersOtherwiseIsToldWithTheNextAnswer() throws Exception {
    var edited = server("repeated", "\"replay\": [\"version\"]");
    SHARED.hotplug().load("repeated").assertSuccess();
    SHARED.hotplug().call("repeated", "version", "{\"token\": \"t\"}");

    edited.save("v2");

    assertThat(nextReplayed("repeated").at("/calls/0").toString()).contains(
        "\"arguments\":\"{\\\"token\\\":\\\"[redacted token]\\\"}\"",
        "{\"path\":\"$.content[0].text\",\"change\":\"changed\",\"before\":\"v1\",\"after\":\"v2\"}");
    saveTelling(edited);
    assertThat(nextReplayed("repeated").at("/calls/0/differences/0/after").asText())
        .isEqualTo("[redacted API_KEY]");
  }

  /** Waits, with calls that are themselves not remembered anew, for what is told next. */
  private static JsonNode nextReplayed(String server) throws Exception {
    var told = new AtomicReference<JsonNode>(MissingNode.getInstance());
    Await.until("repeated calls are told of", () -> {
      told.set(SHARED.hotplug()
          .call(server, "version", "{\"token\": \"t\", \"wait\": true}")
          .tree()
          .at("/_meta/dev.hotplug~1replayed"));
      return !told.get().isMissingNode();
    });
    return told.get();
  }

  @Test
  void aReloadSaysWhatTheNewVersionAnswersOtherwise() throws Exception {
    var edited = server("asked", "\"watch\": false, \"replay\": \"all\"");
    saveWriting(edited, "v1");
    SHARED.hotplug().load("asked").assertSuccess();
    SHARED.hotplug().call("asked", "version", "{}");

    var known = SHARED.hotplug().callTool("replay_calls", "{\"server_name\": \"asked\"}");
    var id = known.assertSuccess().field("not_repeated").path(0).path("id");
    saveWriting(edited, "v2");
    var reload = SHARED.hotplug()
        .callTool("reload_mcp_server", "{\"server_name\": \"asked\", \"replay\": [" + id + "]}");

    assertThat(reload.assertSuccess().field("replay").at("/calls/0/differences"))
        .hasToString("[{\"path\":\"$.content[0].text\",\"change\":\"changed\","
            + "\"before\":\"v1\",\"after\":\"v2\"}]");
  }

  /** Saves a version that does not say that its tool only reads. */
  private static void saveWriting(Edited edited, String version) throws IOException {
    Files.writeString(edited.file(),
        Edited.source(version).replace("Hint\": True", "Hint\": False"));
  }
}
