package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpJsonRemoveTest {
  private static final String ENTRY = "{\"command\": \"x\"}";
  private static final ServerList OURS = ServerList.HOTPLUG_SERVERS;
  private static final ServerList CLIENTS = ServerList.MCP_SERVERS;

  @TempDir
  private Path folder;

  @Test
  void aMissingListOfOursIsMade() {
    added("", """
        {
          "hotplug": {
            "servers": {
              "n": {
                "command": "x"
              }
            }
          }
        }
        """);
    added("{\n  \"hotplug\": {\"line_limit_bytes\": 4096}\n}\n",
        "{\n  \"hotplug\": {\"line_limit_bytes\": 4096, "
            + "\"servers\": {\"n\": {\"command\": \"x\"}}}\n}\n");
    added("{\"hotplug\":{}}", "{\"hotplug\":{\"servers\":{\"n\":{\"command\":\"x\"}}}}");
  }

  private static void added(String before, String after) {
    assertThat(McpJsonEdit.put(before, OURS, "n", ENTRY)).isEqualTo(new Edit.Added(before, after));
  }

  @Test
  void theEntryGoesWithItsCommaAndItsLine() {
    var three = "{\n  \"mcpServers\": {\n    \"a\": {},\n    \"n\": {},\n    \"b\": {}\n  }\n}\n";

    removed(three, CLIENTS, "{\n  \"mcpServers\": {\n    \"a\": {},\n    \"b\": {}\n  }\n}\n");
    removed("{\"mcpServers\": {\"n\": {}, \"b\": {}}}", CLIENTS, "{\"mcpServers\": {\"b\": {}}}");
    removed("{\"mcpServers\":{\"a\":{},\"n\":{}}}", CLIENTS, "{\"mcpServers\":{\"a\":{}}}");
    removed("{\r\n\t\"mcpServers\": {\r\n\t\t\"a\": {},\r\n\t\t\"n\": {}\r\n\t}\r\n}", CLIENTS,
        "{\r\n\t\"mcpServers\": {\r\n\t\t\"a\": {}\r\n\t}\r\n}");
  }

  @Test
  void anEmptiedListOfOursGoesAndOneOfTheClientsStays() {
    removed("{\"a\": 1, \"hotplug\": {\"servers\": {\"n\": {}}}}", OURS, "{\"a\": 1}");
    removed("{\"hotplug\": {\"servers\": {\"n\": {}}, \"line_limit_bytes\": 4096}}", OURS,
        "{\"hotplug\": {\"line_limit_bytes\": 4096}}");
    removed("{\"mcpServers\": {\"n\": {}}}", CLIENTS, "{\"mcpServers\": {}}");
  }

  private static void removed(String before, ServerList list, String after) {
    assertThat(McpJsonEdit.remove(before, list, "n")).isEqualTo(new Edit.Removed(before, after));
  }

  @Test
  void whatIsNotThereNeedNotGo() {
    for (var text : List.of("", "{}", "{\"mcpServers\": {}}", "{\"mcpServers\": {\"m\": {}}}")) {
      assertThat(McpJsonEdit.remove(text, CLIENTS, "n")).isEqualTo(new Edit.Unchanged(text));
      assertThat(McpJsonEdit.remove(text, OURS, "n")).isEqualTo(new Edit.Unchanged(text));
    }
  }

  @Test
  void whatCannotBeEditedSafelyIsRefusedWithItsPlace() {
    refused("// no\n{}", 1, 1, "not valid JSON");
    refused("{\"hotplug\": 5}", 1, 13, "hotplug must be an object, but is a number");
    refused("{\"hotplug\": {\"servers\": []}}", 1, 25, "hotplug.servers must be an object");
    refused("{\"hotplug\": {\"servers\": {\"n\": {},\n \"n\": {}}}}", 2, 2, "\"n\" stands twice");
  }

  private static void refused(String text, int line, int column, String part) {
    for (var edit : List.of(McpJsonEdit.remove(text, OURS, "n"),
        McpJsonEdit.put(text, OURS, "n", ENTRY))) {
      assertThat(edit).isInstanceOfSatisfying(Edit.Refused.class, refused -> {
        assertThat(refused.line() + ":" + refused.column()).isEqualTo(line + ":" + column);
        assertThat(refused.message()).contains(part).contains(". Nothing was changed. ");
      });
    }
  }

  @Test
  void serversAreMovedToTheEndOfTheOtherListInOrder() {
    var text = "{\"mcpServers\": {\"a\": {\"x\": 1}, \"b\": {}, \"c\": {}}}";

    var edit = new McpJsonMove(List.of("c", "none", "a"), CLIENTS, OURS).edit(text, List.of());

    assertThat(edit).isEqualTo(new Edit.Moved(text,
        "{\"mcpServers\": {\"b\": {}}, \"hotplug\": {\"servers\": {\"c\": {}, \"a\": {\"x\": 1}}}}"));
  }

  @Test
  void whatCannotBeMovedIsRefusedWithItsPlace() {
    unmoved("{\"mcpServers\": {\"b\": {}, \"a\": {}},\n \"hotplug\": {\"servers\": {\"a\": {}}}}",
        2, 26, "\"a\" is in mcpServers and in hotplug.servers. Nothing was changed. Delete one");
    unmoved("{\"mcpServers\": {\"b\": {}, \"a\": 5}}", 1, 31, "must be an object, but is a number");
    unmoved("{\"mcpServers\": {\"b\": {}}, \"hotplug\": 5}", 1, 38, "hotplug must be an object");
    unmoved("{\"mcpServers\": {\"b\": {}, \"b\": {}}}", 1, 26, "\"b\" stands twice");
  }

  private static void unmoved(String text, int line, int column, String part) {
    assertThat(new McpJsonMove(List.of("b", "a"), CLIENTS, OURS).edit(text, List.of()))
        .isInstanceOfSatisfying(Edit.Refused.class, refused -> {
          assertThat(refused.line() + ":" + refused.column()).isEqualTo(line + ":" + column);
          assertThat(refused.message()).contains(part);
        });
  }

  @Test
  void whatWasMovedOneByOneComesBackAtOnceToTheByte() throws Exception {
    var text = "{\"mcpServers\" :{\n\"a\": {\"x\" :1},  \"b\": {} , \"c\": {}}}";
    var one = move(text, List.of("b"), CLIENTS, OURS, List.of());
    var two = move(one, List.of("a"), CLIENTS, OURS, List.of());

    assertThat(move(two, List.of("b", "a"), OURS, CLIENTS, List.of(one, text))).isEqualTo(text);
    assertThat(move(two, List.of("a"), OURS, CLIENTS, List.of(one, text))).isEqualTo(one);
    assertThat(move(two, List.of("b", "a"), OURS, CLIENTS, List.of()))
        .isEqualTo("{\"mcpServers\" :{\n\"c\": {},\n\"b\" :{},\n\"a\" :{\n  \"x\" :1\n}}}");
  }

  private static String move(String text, List<String> names, ServerList from, ServerList to,
      List<String> formers) {
    return ((Edit.Moved) new McpJsonMove(names, from, to).edit(text, formers)).after();
  }

  /** The backup that shows what it was is of another time by then. */
  @Test
  void anEntryThatWasChangedSinceIsNotPutBackAsItWas() throws Exception {
    var file = Files.writeString(folder.resolve("f.json"), "{\"mcpServers\": {\"n\": {}}}");
    McpJson.save(file, (Edit.Change) McpJson.put(file, CLIENTS, "n", ENTRY));

    var edit = McpJson.remove(file, CLIENTS, "n");

    assertThat(((Edit.Removed) edit).after()).isEqualTo("{\"mcpServers\": {}}");
  }
}
