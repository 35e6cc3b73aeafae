package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class McpNamesTest {
  @Test
  void aNameThatCouldBeAnyServersGivesWayToThatOfTheProject() {
    assertThat(McpNames.telling("tasks-mcp", "notes")).isEqualTo("tasks-mcp");
    assertThat(McpNames.telling("Server", "notes")).isEqualTo("notes");
    assertThat(McpNames.telling("", "notes")).isEqualTo("notes");
    assertThat(McpNames.telling("server", "")).isEqualTo("server");
    assertThat(McpNames.telling("", "")).isEqualTo("server");
  }

  @Test
  void theLikeliestNameIsThatOfTheProjectThenOneLikeIt() {
    likeliest("notes", "admin", "mcp", "notes");
    likeliest("no", "admin", "mcp", "no");
    likeliest("notes-daemon", "admin", "mcp", "notes-daemon");
    likeliest("mcp", "admin", "server", "mcp");
    likeliest("server", "admin", "server");
    likeliest("admin", "admin", "tool");
    assertThat(McpNames.likeliest(List.of("admin", "x-mcp"), "")).isEqualTo("x-mcp");
  }

  private static void likeliest(String expected, String... names) {
    assertThat(McpNames.likeliest(List.of(names), "notes")).isEqualTo(expected);
  }

  @Test
  void mcpCountsAsAWordOfItsOwnAndInTheNamesOfItsLibraries() {
    for (var name : List.of("notes-mcp", "rmcp", "fastmcp", "turbomcp", "pmcp", "mcp_core",
        "github.com/modelcontextprotocol/go-sdk", "ModelContextProtocol.Core",
        "io.modelcontextprotocol.sdk:mcp")) {
      assertThat(McpNames.isMcp(name)).as(name).isTrue();
    }
    for (var name : List.of("notes", "dhcpmcpx", "ramcp2")) {
      assertThat(McpNames.isMcp(name)).as(name).isFalse();
    }
  }
}
