package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Puts entries into thousands of random files in random layouts. */
class McpJsonEditWalkTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  static final String ENTRY = "{\"command\": \"x\", \"env\": {\"A\": \"ü\"}, \"args\": []}";

  @Test
  void everyByteOutsideTheEntryStaysAndTheEntryIsThere() throws Exception {
    long seed = new Random().nextLong();
    for (int round = 0; round < 20_000; round++) {
      var random = new Random(seed + round);
      var text = new RandomFile(random).text();
      var name = random.nextBoolean() ? "a" : "neu";

      var edit = McpJson.put(text, name, ENTRY);

      check(text, name, edit, "seed " + (seed + round) + "\n" + text);
    }
  }

  private static void check(String text, String name, Edit edit, String which) throws Exception {
    switch (edit) {
      case Edit.Added(var before, var after) -> {
        assertThat(before).isEqualTo(text);
        assertThat(withoutPiece(text, after)).as(which).isTrue();
        assertThat(tree(after)).as(which).isEqualTo(expected(text, name));
      }
      case Edit.Replaced(var before, var after) -> {
        assertThat(before).isEqualTo(text);
        assertThat(outsideOf(after, name)).as(which).isEqualTo(outsideOf(text, name));
        assertThat(tree(after)).as(which).isEqualTo(expected(text, name));
      }
      case Edit.Unchanged _ -> assertThat(tree(text)).as(which).isEqualTo(expected(text, name));
      case Edit.Removed _, Edit.Moved _, Edit.Refused _ ->
        throw new AssertionError(edit + "\n" + which);
    }
  }

  /** Whether taking one piece out of {@code after} gives {@code before} back. */
  private static boolean withoutPiece(String before, String after) {
    int same = 0;
    while (same < before.length() && before.charAt(same) == after.charAt(same)) same++;
    return after.length() > before.length() && after.endsWith(before.substring(same));
  }

  /** The text with a hole where the value of that server stands. */
  private static String outsideOf(String text, String name) {
    var root = (Json.Obj) ((JsonTree.Parsed.Value) JsonTree.parse(text)).root();
    var servers = (Json.Obj) root.named("mcpServers").getFirst().value();
    var place = servers.named(name).getFirst().value().place();
    return text.substring(0, place.start()) + "<hole>" + text.substring(place.end());
  }

  private static ObjectNode expected(String text, String name) throws JsonProcessingException {
    var tree = tree(text);
    tree.withObject("/mcpServers").set(name, JACKSON.readTree(ENTRY));
    return tree;
  }

  private static ObjectNode tree(String text) throws JsonProcessingException {
    JsonNode tree = JACKSON.readTree(text.replace("\uFEFF", ""));
    return (ObjectNode) tree;
  }
}
