package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Puts entries into thousands of random files in random layouts. */
class McpJsonEditWalkTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final String ENTRY = "{\"command\": \"x\", \"env\": {\"A\": \"ü\"}, \"args\": []}";

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
      case Edit.Refused refused -> throw new AssertionError(refused + "\n" + which);
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

  /** A random file that can be edited, laid out in a random way. */
  private static final class RandomFile {
    private final Random random;
    private final String newline;
    private final String unit;
    private final String colon;
    /** Of a hundred objects, how many have a line for each member. */
    private final int tall;

    RandomFile(Random random) {
      this.random = random;
      this.newline = oneOf("\n", "\r\n", "\r");
      this.unit = oneOf("  ", "    ", "\t", "", " ");
      this.colon = oneOf(": ", ":", " : ", " :\t");
      this.tall = random.nextInt(3) * 50;
    }

    String text() {
      var members = new ArrayList<String>();
      if (random.nextBoolean()) members.add(member("x", value(2, newline + unit)));
      if (random.nextInt(4) > 0) members.add(member("mcpServers", servers()));
      if (random.nextBoolean()) members.add(member("hotplug", value(3, newline + unit)));
      return oneOf("", "\uFEFF") + oneOf("", " ", newline) + object(members, newline)
          + oneOf("", newline, newline + newline, " ");
    }

    private String servers() {
      var members = new ArrayList<String>();
      for (var name : List.of("a", "b", "ü\\\"")) {
        if (random.nextBoolean()) {
          members
              .add(member(name, random.nextInt(9) == 0 ? ENTRY : value(2, newline + unit + unit)));
        }
      }
      return object(members, newline + unit);
    }

    private String value(int depth, String line) {
      if (depth == 0 || random.nextInt(4) == 0)
        return oneOf("1.50", "\"}{,\\\"\"", "null", "true", "[ ]");
      var members = new ArrayList<String>();
      for (int i = random.nextInt(3); i > 0; i--) {
        members.add(member("k" + i, value(depth - 1, line + unit)));
      }
      return object(members, line);
    }

    private String member(String name, String value) {
      return '"' + name + '"' + colon + value;
    }

    private String object(List<String> members, String line) {
      if (members.isEmpty())
        return oneOf("{}", "{ }", "{" + line + "}", "{" + newline + newline + "}");
      if (random.nextInt(100) < tall) {
        return "{" + line + unit + String.join("," + line + unit, members) + line + "}";
      }
      return oneOf("{", "{ ") + String.join(oneOf(",", ", ", " , ", "," + newline), members)
          + oneOf("}", " }");
    }

    private String oneOf(String... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
