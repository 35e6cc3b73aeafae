package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries that change, go, or cannot be started. */
class EntriesIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aChangedEntryIsToldAtALoadAndUsedByAReload() throws Exception {
    SHARED.server("changing", Entry.torture("version=v1"));
    assertThat(SHARED.hotplug().load("changing").assertSuccess().field("warnings")).isEmpty();
    SHARED.server("changing", Entry.torture("version=v2"));

    var load = SHARED.hotplug().load("changing").assertSuccess();

    assertThat(load.field("warnings").path(0).asText()).contains("entry", "was changed",
        "generation 1 still runs with the former one", "reload_mcp_server");
    assertThat(SHARED.hotplug().text("changing", "version", "{}")).isEqualTo("v1");
    assertThat(SHARED.hotplug().reload("changing").assertSuccess().field("warnings")).isEmpty();
    assertThat(SHARED.hotplug().text("changing", "version", "{}")).isEqualTo("v2");
  }

  @Test
  void aRemovedEntryKeepsRunningAndIsMarked() throws Exception {
    SHARED.load("going", "version=v1");
    SHARED.project().without("going");

    assertThat(SHARED.hotplug().status("going").path("note").asText()).contains("entry is gone");
    assertThat(SHARED.hotplug().text("going", "version", "{}")).isEqualTo("v1");
    assertThat(SHARED.hotplug().load("going").assertSuccess().field("warnings").toString())
        .contains("is configured", "until it is unloaded");
    SHARED.hotplug().reload("going").assertFailure("No server named \"going\" is configured");
    assertThat(SHARED.hotplug().text("going", "version", "{}")).isEqualTo("v1");
    SHARED.hotplug().unload("going").assertSuccess();
    SHARED.hotplug().load("going").assertFailure("No server named \"going\" is configured");
  }

  @Test
  void aDisabledEntryIsListedAndRefused() throws Exception {
    SHARED.server("off", Entry.torture().with("disabled", "true"));

    assertThat(listed("off").path("disabled").booleanValue()).isTrue();
    SHARED.hotplug().load("off").assertFailure("is disabled", "Nothing was started");
    SHARED.hotplug().call("off", "echo", "{\"text\": \"x\"}").assertFailure("is disabled");
    SHARED.server("off", Entry.torture().with("disabled", "false"));
    assertThat(SHARED.hotplug().text("off", "echo", "{\"text\": \"on\"}")).isEqualTo("on");
  }

  @Test
  void anUnsetVariableStopsOnlyWhoNeedsIt() throws Exception {
    SHARED.server("needy", Entry.torture("version=${HOTPLUG_IT_UNSET}"));
    SHARED.server("modest", Entry.torture("version=${HOTPLUG_IT_UNSET:-v0}"));

    var load = SHARED.hotplug().load("needy");

    load.assertFailure("variables that are not set: HOTPLUG_IT_UNSET");
    assertThat(load.word("status")).isEqualTo("unset_variables");
    assertThat(SHARED.hotplug().text("modest", "version", "{}")).isEqualTo("v0");
  }

  @Test
  void anHttpServerIsListedAndSaysThatItCannotBeLoaded() throws Exception {
    SHARED.server("web", new Entry("{\"type\": \"http\", \"url\": \"http://localhost:9/mcp\"}"));

    assertThat(listed("web").path("loaded").booleanValue()).isFalse();
    SHARED.hotplug().load("web").assertFailure("http", "does not support yet");
  }

  @Test
  void bothListsAreShownWithTheirFile() throws Exception {
    SHARED.server("mine", Entry.torture());
    SHARED.project().sharedServer("ours", Entry.torture().json());

    assertThat(listed("mine").path("list").asText()).isEqualTo("hotplug.servers");
    assertThat(listed("ours").path("list").asText()).isEqualTo("mcpServers");
    assertThat(listed("ours").path("file").asText()).isEqualTo(SHARED.project().file().toString());
    SHARED.hotplug().load("mine").assertSuccess();
    assertThat(listed("mine").path("loaded").booleanValue()).isTrue();
    assertThat(listed("ours").path("loaded").booleanValue()).isFalse();
  }

  @Test
  void behindClaudeCodeAServerOfMcpServersIsSaidToRunTwice() throws Exception {
    SHARED.project().sharedServer("twice", Entry.torture().json());

    assertThat(SHARED.hotplug().load("twice").assertSuccess().field("warnings").path(0).asText())
        .contains("Claude Code starts its own copy of \"twice\", too", "disabledMcpjsonServers");

    try (var other = Hotplug.in(SHARED.folder())
        .without("CLAUDE_PROJECT_DIR")
        .without("CLAUDECODE")
        .start()) {
      assertThat(other.load("twice").assertSuccess().field("warnings")).isEmpty();
    }
  }

  private static JsonNode listed(String name) throws InterruptedException {
    var list = SHARED.hotplug().callTool("list_available_servers", "{}").assertSuccess();
    for (var server : list.field("servers")) {
      if (server.path("name").asText().equals(name)) return server;
    }
    throw new AssertionError(name + " is not listed");
  }
}
