package dev.hotplug.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Dev;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialsTest {
  private static final String WHOLE = """
      {"hotplug": {"servers": {"notes": {"command": "x", "hotplug": {"dev": {"replay": false,
      "smoke": [{"tool": "say"}]}}}}}}""";

  private final Trials trials = new Trials();

  @TempDir
  private Path folder;

  private Dev asked(String text) throws IOException {
    var file = Files.writeString(folder.resolve("mcp.json"), text);
    return trials.of("notes", McpJson.read(List.of(file), Map.of()));
  }

  @Test
  void whatIsHalfWrittenOrUnusableChangesNothing() throws Exception {
    var whole = asked(WHOLE);

    assertThat(whole.smoke()).hasSize(1);
    assertThat(asked(WHOLE.substring(0, 40))).isEqualTo(whole);
    assertThat(asked(WHOLE.replace("\"x\"", "7"))).isEqualTo(whole);
  }

  @Test
  void whatIsWholeAgainHolds() throws Exception {
    var _ = asked(WHOLE);

    assertThat(asked(WHOLE.replace("false", "\"all\"")).replay()).isInstanceOf(Replay.All.class);
    assertThat(asked("{}")).isEqualTo(Dev.DEFAULT);
  }
}
