package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaudeSettingsTest {
  private static final List<String> NAMES = List.of("n", "m");

  @TempDir
  private Path folder;

  @Test
  void theListIsMadeWhereItIsMissing() {
    disabled("", "{\n  \"disabledMcpjsonServers\": [\"n\", \"m\"]\n}\n");
    disabled("{}\n", "{\n  \"disabledMcpjsonServers\": [\"n\", \"m\"]\n}\n");
    disabled("{\"a\":[]}", "{\"a\":[],\"disabledMcpjsonServers\":[\"n\",\"m\"]}");
    disabled("{\r\n\t\"a\": {\"x\" :1}\r\n}\r\n",
        "{\r\n\t\"a\": {\"x\" :1},\r\n\t\"disabledMcpjsonServers\": [\"n\", \"m\"]\r\n}\r\n");
  }

  @Test
  void theyComeLastAndLookLikeTheOthers() {
    disabled("{\"disabledMcpjsonServers\": [ ]}", "{\"disabledMcpjsonServers\": [\"n\", \"m\"]}");
    disabled("{\"disabledMcpjsonServers\":[\"a\" ]}",
        "{\"disabledMcpjsonServers\":[\"a\",\"n\",\"m\" ]}");
    disabled("{\n  \"disabledMcpjsonServers\": [\n    \"m\",\n    \"a\"\n  ],\n  \"z\": 1\n}",
        "{\n  \"disabledMcpjsonServers\": [\n    \"m\",\n    \"a\",\n    \"n\"\n  ],\n  \"z\": 1\n}");
  }

  private static void disabled(String before, String after) {
    assertThat(ClaudeSettings.disable(before, NAMES)).isEqualTo(new Edit.Added(before, after));
    assertThat(ClaudeSettings.disable(after, NAMES)).isEqualTo(new Edit.Unchanged(after));
    if (!before.contains("\"m\"")) {
      assertThat(ClaudeSettings.enable(after, NAMES, List.of(before)))
          .isEqualTo(new Edit.Removed(after, before));
    }
  }

  @Test
  void onlyTheyGoWhereNobodyKnowsWhatItWas() {
    enabled("{\"disabledMcpjsonServers\": [\"a\", \"n\" , 5, \"m\"]}",
        "{\"disabledMcpjsonServers\": [\"a\", 5]}");
    enabled("{\"disabledMcpjsonServers\": [\n\"m\",\n\"n\",\n\"a\"\n]}",
        "{\"disabledMcpjsonServers\": [\n\"a\"\n]}");
    enabled("{\"z\": 1, \"disabledMcpjsonServers\": [\"n\"]}", "{\"z\": 1}");
    enabled("{\n  \"disabledMcpjsonServers\": [\"n\"]\n}\n", "{}\n");
  }

  private static void enabled(String before, String after) {
    assertThat(ClaudeSettings.enable(before, NAMES, List.of()))
        .isEqualTo(new Edit.Removed(before, after));
  }

  @Test
  void oneThatIsNotThereNeedNotGo() {
    for (var text : List.of("", "{}", "{\"disabledMcpjsonServers\": [\"a\"]}")) {
      assertThat(ClaudeSettings.enable(text, NAMES, List.of())).isEqualTo(new Edit.Unchanged(text));
    }
  }

  @Test
  void whatCannotBeEditedSafelyIsRefusedWithItsPlace() {
    refused("{\"a\": 1,}", 1, 9, "not valid JSON");
    refused("// no", 1, 1, "not valid JSON");
    refused("[]", 1, 1, "must hold an object");
    refused("{\"disabledMcpjsonServers\": \"n\"}", 1, 28, "must be a list, but is a string");
    refused("{\"disabledMcpjsonServers\": [],\n\"disabledMcpjsonServers\": []}", 2, 1,
        "stands twice");
  }

  private static void refused(String text, int line, int column, String part) {
    for (var edit : List.of(ClaudeSettings.disable(text, NAMES),
        ClaudeSettings.enable(text, NAMES, List.of()))) {
      assertThat(edit).isInstanceOfSatisfying(Edit.Refused.class, refused -> {
        assertThat(refused.line() + ":" + refused.column()).isEqualTo(line + ":" + column);
        assertThat(refused.message()).contains(part).contains(". Nothing was changed. ");
      });
    }
  }

  @Test
  void aFileIsReadAndComesBackToTheByte() throws Exception {
    var file = Files.writeString(folder.resolve("s.json"), "{ \"disabledMcpjsonServers\" : [ ] }");

    McpJson.save(file, (Edit.Change) ClaudeSettings.disable(file, NAMES));
    assertThat(ClaudeSettings.disabled(file)).isEqualTo(NAMES);
    McpJson.save(file, (Edit.Change) ClaudeSettings.enable(file, NAMES, List.of()));

    assertThat(file).hasContent("{ \"disabledMcpjsonServers\" : [ ] }");
    assertThat(ClaudeSettings.disabled(file)).isEmpty();
    assertThat(ClaudeSettings.disabled(folder.resolve("none"))).isEmpty();
  }
}
