package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One bad definition does not spoil the others; single quotes stand for double ones. */
class ToolCatalogTest {
  private static final String GOOD = "{'name':'good','inputSchema':{'type':'object'}}";

  @Test
  void definitionsAreKeptInTheServersOrderAndWords() {
    var catalog = catalog(
        "{ 'name':'b','description':'B'," + "'inputSchema':{'type':'object'},'x':1.0 }", GOOD,
        "{'name':'a','inputSchema':{'type':'object'}}");

    assertThat(catalog.names()).containsExactly("b", "good", "a");
    assertThat(catalog.warnings()).isEmpty();
    assertThat(catalog.find("b")).hasValueSatisfying(tool -> {
      assertThat(tool.description()).isEqualTo("B");
      assertThat(tool.definition().toString()).isEqualTo("{ \"name\":\"b\",\"description\":\"B\","
          + "\"inputSchema\":{\"type\":\"object\"},\"x\":1.0 }");
    });
    assertThat(catalog.find("c")).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsLeftOutAloneAndSaid() {
    leftOut("{}", "a tool without a name was left out");
    leftOut("null", "a tool without a name was left out");
    leftOut("7", "a tool without a name was left out");
    leftOut("{'name':null,'inputSchema':{}}", "a tool without a name was left out");
    leftOut("{'name':'','inputSchema':{}}", "a tool without a name was left out");
    leftOut("{'name':['x'],'inputSchema':{}}", "a tool without a name was left out");
    leftOut("{'name':'" + "x".repeat(1_001) + "','inputSchema':{}}",
        "a tool was left out, its name is longer than 1000 characters");
    leftOut("{'name':'x','n':" + "1".repeat(2_000) + "}",
        "a tool was left out, its definition cannot be read: ");
    leftOut("{'name':'x','d':" + "[".repeat(1_000) + "]".repeat(1_000) + "}",
        "a tool was left out, its definition cannot be read: ");
    leftOut("{'name':'x','d':" + "[".repeat(201) + "]".repeat(201) + "}",
        "tool x was left out, its definition nests deeper than 200 levels");
    leftOut("{'name':'good','description':'again','inputSchema':{}}",
        "tool good is listed twice; the first one is used");
  }

  @Test
  void whatWouldBreakAClientsListIsRepairedAndSaid() {
    var catalog = catalog(GOOD, "{'name':'odd','description':null,'inputSchema':null}");

    assertThat(catalog.names()).containsExactly("good", "odd");
    assertThat(catalog.find("odd").orElseThrow().inputSchema())
        .hasToString("{\"type\":\"object\"}");
    assertThat(catalog.warnings()).hasSize(2).allMatch(it -> it.startsWith("tool odd: its "));
  }

  @Test
  void aDefinitionMayBeAsDeepAsTheLimit() {
    var deep = "[".repeat(199) + "]".repeat(199);

    assertThat(catalog("{'name':'x','inputSchema':{},'d':" + deep + "}").names())
        .containsExactly("x");
  }

  @Test
  void warningsAreBounded() {
    var catalog = catalog(Collections.nCopies(1_000, "{}").toArray(String[]::new));

    assertThat(catalog.warnings()).hasSize(51).endsWith("and 950 more");
  }

  @Test
  void parametersAreReadFromTheSchemaInItsOrder() {
    var tool = tool("{'type':'object','properties':{'b':{'type':'string'},'a':{'type':['integer',"
        + "'null']},'c':true},'required':['a','zzz']}");

    assertThat(tool.parameters()).containsExactly(new Tool.Parameter("b", Set.of("string"), false),
        new Tool.Parameter("a", Set.of("integer", "null"), true),
        new Tool.Parameter("c", Set.of(), false));
  }

  @Test
  void oddSchemasHaveNoParameters() {
    for (var schema : List.of("{}", "{'properties':[]}", "{'properties':null,'required':'a'}",
        "{'properties':7}", "[]", "null"))
      assertThat(tool(schema).parameters()).as(schema).isEmpty();
  }

  @Test
  void theTypesOfASchemaAreTold() {
    types("{'type':'string'}", "string");
    types("{'type':['string','null']}", "string", "null");
    types("{}");
    types("true");
    types("{'type':7}");
    types("{'anyOf':[{'type':'string'},{'type':'null'}]}", "string", "null");
    types("{'oneOf':[{'type':'integer'},{'anyOf':[{'type':'array'}]}]}", "integer", "array");
    types("{'anyOf':[{'type':'string'},{}]}");
    types("{'anyOf':[{'type':'string'},{'$ref':'#/x'}]}");
    types("{'type':'object','anyOf':[{'required':['a']},{'required':['b']}]}", "object");
    types("{'enum':['a',1,1.5,true,null,[],{}]}", "string", "integer", "number", "boolean", "null",
        "array", "object");
    types("{'type':'string','enum':[1]}", "string");
    types("{'const':'a'}");
  }

  @Test
  void onlyATypeThatIsSaidExcludesOthers() {
    assertThat(new Tool.Parameter("a", Set.of("string"), true).excludes("number")).isTrue();
    assertThat(new Tool.Parameter("a", Set.of("string"), true).excludes("string")).isFalse();
    assertThat(new Tool.Parameter("a", Set.of(), true).excludes("number")).isFalse();
  }

  private static void leftOut(String definition, String warning) {
    var catalog = catalog(GOOD, definition, "{'name':'last','inputSchema':{'type':'object'}}");

    assertThat(catalog.names()).as(definition).containsExactly("good", "last");
    assertThat(catalog.warnings()).as(definition).singleElement().asString().startsWith(warning);
  }

  private static void types(String schema, String... types) {
    var tool = tool("{'properties':{'a':" + schema + "}}");

    assertThat(tool.parameters().getFirst().types()).as(schema).containsExactlyInAnyOrder(types);
  }

  private static Tool tool(String schema) {
    return catalog("{'name':'t','inputSchema':" + schema + "}").tools().getFirst();
  }

  private static ToolCatalog catalog(String... definitions) {
    return ToolCatalog.of(
        Stream.of(definitions).map(definition -> Span.of(definition.replace('\'', '"'))).toList());
  }
}
