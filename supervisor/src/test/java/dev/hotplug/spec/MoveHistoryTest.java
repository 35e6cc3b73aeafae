package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that go to and fro in any order are in the end where they were, to the byte. */
class MoveHistoryTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  /** Laid out as nobody would print it. */
  private static final String TEXT = """
      { "mcpServers" : {"a": {"command":"x" },
      \t"hotplug":{"command":"h"}, "b" : { "command": "y"
      } , "c":{}, "d":{"z": 1.50}} }
      """;

  /** Texts before each move, the newest first. */
  private final List<String> formers = new ArrayList<>();

  private String text = TEXT;

  @BeforeEach
  void begin() {
    formers.clear();
    text = TEXT;
  }

  @Test
  void whateverTheOrderTheVeryBytesComeBack() {
    for (long seed = 0; seed < 200; seed++) {
      begin();
      var random = new Random(seed);
      for (int i = 0; i < 6; i++) toggle(NAMES.get(random.nextInt(NAMES.size())));
      for (var name : McpJsonEdit.names(text, ServerList.HOTPLUG_SERVERS)) toggle(name);

      assertThat(text).as("seed " + seed).isEqualTo(TEXT);
    }
  }

  @Test
  void whatSomebodyElseDidInBetweenIsNotUndone() {
    toggle("a");
    toggle("b");
    text = text.replace("1.50", "2.50");
    toggle("a");
    toggle("b");

    assertThat(text).contains("2.50");
    assertThat(McpJsonEdit.names(text, ServerList.MCP_SERVERS)).containsExactly("hotplug", "c", "d",
        "a", "b");
  }

  /** Moves {@code name} to the list where it is not. */
  private void toggle(String name) {
    boolean isOurs = McpJsonEdit.names(text, ServerList.HOTPLUG_SERVERS).contains(name);
    var from = isOurs ? ServerList.HOTPLUG_SERVERS : ServerList.MCP_SERVERS;
    var to = isOurs ? ServerList.MCP_SERVERS : ServerList.HOTPLUG_SERVERS;
    var moved = (Edit.Change) new McpJsonMove(List.of(name), from, to).edit(text, formers);
    formers.addFirst(text);
    text = moved.after();
  }
}
