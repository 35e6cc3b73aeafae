package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes entries out of random files and moves them, in random layouts. */
class McpJsonRemoveWalkTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final String ENTRY = McpJsonEditWalkTest.ENTRY;
  private static final List<ServerList> LISTS = List.of(ServerList.MCP_SERVERS,
      ServerList.HOTPLUG_SERVERS);

  @TempDir
  private Path folder;

  @Test
  void whatWasPutIsTakenOutToTheByte() throws Exception {
    long seed = new Random().nextLong();
    for (int round = 0; round < 100; round++) {
      var random = new Random(seed + round);
      var file = Files.writeString(folder.resolve(round + ".json"), new RandomFile(random).text());
      var text = Files.readString(file);
      var list = LISTS.get(random.nextInt(2));

      save(file, McpJson.put(file, list, "neu", ENTRY));
      save(file, McpJson.remove(file, list, "neu"));

      assertThat(Files.readString(file)).as("seed %d", seed + round).isEqualTo(text);
    }
  }

  @Test
  void whatWasMovedComesBackToTheByte() throws Exception {
    long seed = new Random().nextLong();
    int moved = 0;
    for (int round = 0; round < 100; round++) {
      var random = new Random(seed + round);
      var file = Files.writeString(folder.resolve(round + ".json"), new RandomFile(random).text());
      var text = Files.readString(file);
      var names = Stream.of("a", "b", "ü\\\"").filter(_ -> random.nextBoolean()).toList();

      var there = McpJson.move(file, names, LISTS.get(0), LISTS.get(1), List.of());
      if (!(there instanceof Edit.Moved)) continue;
      moved++;
      save(file, there);
      save(file, McpJson.move(file, names, LISTS.get(1), LISTS.get(0), List.of()));

      assertThat(Files.readString(file)).as("seed %d", seed + round).isEqualTo(text);
    }
    assertThat(moved).isGreaterThan(5);
  }

  /** Somebody else may have edited the file since, so that nobody knows what it was. */
  @Test
  void withoutKnowingWhatItWasOnlyTheEntryGoes() throws Exception {
    long seed = new Random().nextLong();
    for (int round = 0; round < 5_000; round++) {
      var random = new Random(seed + round);
      var text = new RandomFile(random).text();
      var list = LISTS.get(random.nextInt(2));
      var with = ((Edit.Added) McpJsonEdit.put(text, list, "neu", ENTRY)).after();

      var without = ((Edit.Removed) McpJsonEdit.remove(with, list, "neu")).after();

      var which = "seed " + (seed + round) + "\n" + text;
      assertThat(lists(without)).as(which).isEqualTo(lists(text));
      if (!isEmpty(text, list)) assertThat(without).as(which).isEqualTo(text);
    }
  }

  @Test
  void withoutKnowingWhatItWasEveryOtherEntryStaysInItsPlace() {
    long seed = new Random().nextLong();
    for (int round = 0; round < 5_000; round++) {
      var random = new Random(seed + round);
      var text = new RandomFile(random).text();
      var list = LISTS.get(random.nextInt(2));
      var all = names(text, list);
      if (all.isEmpty()) continue;
      var name = all.get(random.nextInt(all.size()));

      var without = ((Edit.Removed) McpJsonEdit.remove(text, list, name)).after();

      var which = "seed " + (seed + round) + "\n" + text;
      var others = all.stream().filter(it -> !it.equals(name)).toList();
      assertThat(names(without, list)).as(which).isEqualTo(others);
      for (var other : others) {
        assertThat(McpJsonEdit.entry(without, list, other)).as(which)
            .isEqualTo(McpJsonEdit.entry(text, list, other));
      }
    }
  }

  private static void save(Path file, Edit edit) throws IOException {
    McpJson.save(file, (Edit.Change) edit);
  }

  private static boolean isEmpty(String text, ServerList list) {
    return names(text, list).isEmpty();
  }

  private static List<String> names(String text, ServerList list) {
    var json = ((JsonTree.Parsed.Value) JsonTree.parse(text)).root();
    for (var key : list.path()) {
      var named = ((Json.Obj) json).named(key);
      if (named.isEmpty()) return List.of();
      json = named.getFirst().value();
    }
    return ((Json.Obj) json).members().stream().map(Json.Member::name).toList();
  }

  /** What the file means: an empty list is none. */
  private static ObjectNode lists(String text) throws IOException {
    var tree = (ObjectNode) JACKSON.readTree(text.replace("\uFEFF", ""));
    if (tree.path("mcpServers").isEmpty()) tree.remove("mcpServers");
    if (tree.at("/hotplug/servers").isEmpty() && tree.has("hotplug")) {
      tree.withObject("/hotplug").remove("servers");
    }
    if (tree.path("hotplug").isEmpty()) tree.remove("hotplug");
    return tree;
  }
}
