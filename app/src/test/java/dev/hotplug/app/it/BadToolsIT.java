package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tools that break the whole list of the official TypeScript client, each alone. */
class BadToolsIT {
  private static final String GOOD = "{\"name\":\"good\",\"inputSchema\":{\"type\":\"object\"}}";
  private static final String NAMELESS = "{\"inputSchema\":{\"type\":\"object\"}}";

  /** What follows the name. */
  private static final List<String> BAD = List.of("", ",'inputSchema':null", ",'inputSchema':{}",
      ",'inputSchema':{'type':['object','null']}", ",'inputSchema':{'type':'string'}",
      ",'inputSchema':{'type':'object','properties':null}",
      ",'inputSchema':{'type':'object','properties':{'a':true}}",
      ",'inputSchema':{'type':'object','required':'a'}",
      ",'inputSchema':{'type':'object','required':[1]}",
      ",'inputSchema':{'type':'object'},'description':null",
      ",'inputSchema':{'type':'object'},'title':7",
      ",'inputSchema':{'type':'object'},'annotations':{'readOnlyHint':'yes'}",
      ",'inputSchema':{'type':'object'},'annotations':null",
      ",'inputSchema':{'type':'object'},'outputSchema':{'type':'array'}",
      ",'inputSchema':{'type':'object'},'icons':[{}]",
      ",'inputSchema':{'type':'object'},'icons':[{'src':'x','mimeType':7}]",
      ",'inputSchema':{'type':'object'},'icons':[{'src':'x','sizes':'48x48'}]",
      ",'inputSchema':{'type':'object'},'icons':[{'src':'x','sizes':[48]}]",
      ",'inputSchema':{'type':'object'},'icons':[{'src':'x','theme':'blue'}]",
      ",'inputSchema':{'type':'object'},'execution':{'taskSupport':'maybe'}",
      ",'inputSchema':{'type':'object'},'_meta':null");

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @TempDir
  private Path folder;

  @Test
  void oneBadToolCostsAClientNoOther() throws Exception {
    var listed = JsonNodeFactory.instance.arrayNode().add(Bytes.tree(GOOD));
    for (int i = 0; i < BAD.size(); i++) listed.add(bad(i));
    listed.add(Bytes.tree(NAMELESS));
    var file = Files.writeString(folder.resolve("tools.json"), listed.toString());
    var script = TestServers.sources("node").resolve("listing.js");
    SHARED.server("bad", Entry.of(TestServers.node(script.toString(), file.toString())));

    var load = SHARED.hotplug().load("bad").assertSuccess();

    assertThat(load.field("tool_count").asInt()).isEqualTo(1 + BAD.size());
    var warnings = load.field("warnings").valueStream().map(JsonNode::asText).toList();
    assertThat(warnings).contains("a tool without a name was left out");
    var shown = JsonNodeFactory.instance.arrayNode().add(shown("good"));
    for (int i = 0; i < BAD.size(); i++) {
      var name = "bad" + i;
      assertThat(warnings).as(bad(i).toString())
          .anyMatch(it -> it.startsWith("tool " + name + ": "));
      shown.add(shown(name));
    }
    assertThat(readable(shown)).containsExactly("true");
    assertThat(SHARED.hotplug().text("bad", "bad0", "{\"a\": 1}")).isEqualTo("called");
  }

  /** What this test rests on. */
  @Test
  void eachOfThemBreaksTheListOfTheOfficialClient() throws Exception {
    var lists = new JsonNode[BAD.size() + 2];
    for (int i = 0; i < BAD.size(); i++) lists[i] = list(GOOD, bad(i).toString());
    lists[BAD.size()] = list(GOOD, NAMELESS);
    lists[BAD.size() + 1] = list(GOOD);

    var readable = readable(lists);

    assertThat(readable.subList(0, BAD.size() + 1)).containsOnly("false");
    assertThat(readable.getLast()).isEqualTo("true");
  }

  private static JsonNode shown(String tool) throws Exception {
    return SHARED.hotplug()
        .callTool("get_tool_info", "{\"tool_name\": \"" + tool + "\", \"server_name\": \"bad\"}")
        .assertSuccess()
        .field("tool");
  }

  private static JsonNode bad(int number) throws Exception {
    return Bytes.tree(("{'name':'bad" + number + "'" + BAD.get(number) + "}").replace('\'', '"'));
  }

  private static JsonNode list(String... tools) throws Exception {
    return Bytes.tree("[" + String.join(",", tools) + "]");
  }

  /** Whether each of the lists can be read. */
  private List<String> readable(JsonNode... lists) throws Exception {
    var all = JsonNodeFactory.instance.arrayNode();
    for (var list : lists) all.add(list);
    var file = Files.writeString(folder.resolve("lists.json"), all.toString());
    var script = TestServers.sources("node").resolve("readable.js");
    var ran = Ran.in(folder, Map.of("NODE_PATH", TestServers.modules().toString()),
        TestServers.node(script.toString(), file.toString()));
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran.out().lines().toList();
  }
}
