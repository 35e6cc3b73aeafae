package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines longer than {@code line_limit_bytes} cost one answer, and nothing else. */
class LineLimitIT {
  private static final int LIMIT = 20_000;

  @TempDir
  private Path folder;

  @Test
  void aLongLineOfTheClientIsRefusedAndTheNextIsRead() throws Exception {
    try (var hotplug = limited()) {
      hotplug.rawLine(ping("x".repeat(LIMIT)));

      assertThat(hotplug.nextStray().error().toString()).contains("-32600", LIMIT + " bytes");
      hotplug.rawLine(ping("x".repeat(LIMIT / 2)));
      assertThat(hotplug.nextStray().isError()).isFalse();
    }
  }

  @Test
  void aLongAnswerOfAServerEndsThatCallOnly() throws Exception {
    try (var hotplug = limited()) {
      var pid = hotplug.text("t", "pid", "{}");
      var other = hotplug.askCall("t", "sleep", "{\"ms\": 500}");

      var big = hotplug.call("t", "big", "{\"bytes\": 10000000}");

      big.assertFailure("more than " + LIMIT + " bytes", "still runs");
      assertThat(big.word("status")).isEqualTo("too_long");
      assertThat(big.word("next_step")).contains("line_limit_bytes");
      assertThat(other.result().text()).isEqualTo("slept 500 ms");
      assertThat(hotplug.text("t", "pid", "{}")).isEqualTo(pid);
      assertThat(hotplug.call("t", "big", "{\"bytes\": 15000}").text()).hasSize(15_000);
    }
  }

  /** The limit holds from the first reading of the configuration. */
  private Hotplug limited() throws Exception {
    Files.writeString(folder.resolve(".mcp.json"), "{\"hotplug\": {\"line_limit_bytes\": " + LIMIT
        + ", \"servers\": {\"t\": " + Entry.torture().json() + "}}}");
    var hotplug = Hotplug.on(folder);
    hotplug.callTool("list_available_servers", "{}").assertSuccess();
    return hotplug;
  }

  private static String ping(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"ping\"}";
  }
}
