package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a conversation with a client begins. */
class HandshakeIT {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"2024-11-05, 2024-11-05", "2025-03-26, 2025-03-26", "2025-06-18, 2025-06-18",
      "2025-11-25, 2025-11-25", "2026-07-28, 2025-11-25", "1.0, 2025-11-25"})
  void theClientsVersionIsSpokenOrElseOurNewest(String wanted, String spoken) throws Exception {
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      var welcome = hotplug.initialize(wanted, "{}").tree();

      assertThat(welcome.path("protocolVersion").asText()).isEqualTo(spoken);
      assertThat(welcome.path("capabilities").toString())
          .isEqualTo("{\"logging\":{},\"tools\":{}}");
      assertThat(welcome.at("/serverInfo/name").asText()).isEqualTo("hotplug");
      assertThat(welcome.at("/serverInfo/version").asText()).matches("\\d+\\.\\d+.*");
      assertThat(welcome.path("instructions").asText()).contains("list_available_servers");
      assertThat(hotplug.request("tools/list", "{}").tree().path("tools")).hasSize(Hotplug.TOOLS);
    }
  }

  @Test
  void onlyPingIsAnsweredBeforeInitialize() throws Exception {
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      assertThat(hotplug.request("ping", "{}").result()).isEqualTo(Bytes.of("{}"));
      assertThat(hotplug.request("server/discover", "{}").code()).isEqualTo(-32601);
      for (var method : new String[]{"tools/list", "tools/call", "no/such/method"}) {
        assertThat(hotplug.request(method, "{}").code()).as(method).isEqualTo(-32600);
      }

      hotplug.initialize("2025-11-25", "{}").result();
      assertThat(hotplug.request("tools/list", "{}").isError()).isFalse();
      assertThat(hotplug.request("server/discover", "{}").code()).isEqualTo(-32601);
    }
  }

  @Test
  void aRequestInAVersionThatWeLackIsToldThoseWeSpeak() throws Exception {
    var modern = "{\"name\": \"list_available_servers\", \"_meta\":"
        + " {\"io.modelcontextprotocol/protocolVersion\": %s}}";
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      assertLacking(hotplug.request("tools/list", modern.formatted("\"2026-07-28\"")));
      assertThat(hotplug.request("server/discover", modern.formatted("\"2026-07-28\"")).code())
          .isEqualTo(-32601);
      assertThat(hotplug.request("tools/call", modern.formatted("\"2025-11-25\"")).code())
          .isEqualTo(-32600);

      hotplug.initialize("2025-11-25", "{}").result();
      assertLacking(hotplug.request("tools/call", modern.formatted("\"2026-07-28\"")));
      assertThat(hotplug.request("tools/call", modern.formatted("7")).code()).isEqualTo(-32602);
      assertThat(hotplug.request("tools/call", modern.formatted("\"2025-11-25\"")).isError())
          .isFalse();
    }
  }

  private static void assertLacking(Reply reply) {
    assertThat(reply.code()).isEqualTo(-32022);
    assertThat(reply.error().tree().path("data").toString())
        .isEqualTo("{\"supported\":[\"2024-11-05\",\"2025-03-26\",\"2025-06-18\","
            + "\"2025-11-25\"],\"requested\":\"2026-07-28\"}");
  }

  @Test
  void aSecondInitializeIsRefusedAndTheSessionGoesOn() throws Exception {
    try (var hotplug = Hotplug.on(folder)) {
      assertThat(hotplug.initialize("2025-11-25", "{}").code()).isEqualTo(-32600);
      assertThat(hotplug.request("tools/list", "{}").isError()).isFalse();
    }
  }

  @Test
  void anInitializeWithoutAVersionIsRefusedAndMayBeRepeated() throws Exception {
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      assertThat(hotplug.request("initialize", "{}").code()).isEqualTo(-32602);
      assertThat(hotplug.initialize("2025-11-25", "{}").isError()).isFalse();
    }
  }

  @Test
  void requestsThatDoNotWaitForTheWelcomeAreAnsweredInTheirOrder() throws Exception {
    try (var hotplug = Hotplug.in(folder).startOnly()) {
      var initialize = hotplug.ask("initialize",
          "{\"protocolVersion\": \"2025-11-25\", \"capabilities\": {}, \"clientInfo\": {}}");
      var list = hotplug.ask("tools/list", "{}");

      assertThat(initialize.reply().isError()).isFalse();
      assertThat(list.reply().isError()).isFalse();
    }
  }
}
