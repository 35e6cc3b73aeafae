package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What would break a client's whole list is put right; single quotes stand for double ones. */
class ToolRepairTest {
  private static final String OBJECT = "{'type':'object'}";

  @Test
  void aToolThatIsRightStaysAsItIs() {
    for (var members : List.of(
        "'inputSchema':{'type':'object','properties':{'a':{'$ref':'#/x'}},"
            + "'required':['b'],'additionalProperties':false,'anyOf':7,'x':null}",
        "'inputSchema':" + OBJECT + ",'title':'T','description':'','outputSchema':" + OBJECT,
        "'inputSchema':" + OBJECT + ",'annotations':{'readOnlyHint':true,'mine':'yes'}",
        "'inputSchema':" + OBJECT + ",'icons':[{'src':'x'}],'_meta':{},'x':null",
        "'inputSchema':" + OBJECT + ",'icons':[{'src':'x','mimeType':'image/png',"
            + "'sizes':['48x48'],'theme':'dark','mine':1}]",
        "'inputSchema':" + OBJECT + ",'execution':{'taskSupport':'optional'}")) {
      check(members, members);
    }
  }

  @Test
  void anInputSchemaIsOneOfObjects() {
    var object = "'inputSchema':" + OBJECT;
    check("", object, "it has no inputSchema; {\"type\": \"object\"} takes its place");
    check("'inputSchema':null", object,
        "its inputSchema is null; {\"type\": \"object\"} takes its place");
    check("'inputSchema':[]", object,
        "its inputSchema is a list; {\"type\": \"object\"} takes its place");
    check("'inputSchema':'object'", object,
        "its inputSchema is a string; {\"type\": \"object\"} takes its place");
    check("'inputSchema':true", object,
        "its inputSchema is true; {\"type\": \"object\"} takes its place");
    check("'inputSchema':{'type':'string'}", object,
        "its inputSchema is not one of objects; {\"type\": \"object\"} takes its place");
    check("'inputSchema':{}", object, "its inputSchema has no type; \"object\" takes its place");
    check("'inputSchema':{'type':null}", object,
        "its inputSchema has no type; \"object\" takes its place");
    check("'inputSchema':{'type':['object','null']}", object,
        "its inputSchema has the type [\"object\",\"null\"]; \"object\" takes its place");
  }

  @Test
  void whatASchemaSaysMustBeReadable() {
    schema("'properties':null", "",
        "its inputSchema.properties is null and not an object; it was taken out");
    schema("'properties':['a']", "",
        "its inputSchema.properties is a list and not an object; it was taken out");
    schema("'properties':{'a':true,'b':{'type':'string'}}",
        "'properties':{'a':{},'b':{'type':'string'}}",
        "its inputSchema.properties.a is true; {} takes its place");
    schema("'properties':{'a':false,'b':'string'}", "'properties':{'a':{'not':{}},'b':{}}",
        "its inputSchema.properties.a is false; {\"not\": {}} takes its place",
        "its inputSchema.properties.b is a string; {} takes its place");
    schema("'required':'a'", "",
        "its inputSchema.required is a string and not a list of strings; it was taken out");
    schema("'required':['a',1]", "",
        "its inputSchema.required is a list and not a list of strings; it was taken out");
  }

  @Test
  void anOutputSchemaThatIsWrongIsTakenOut() {
    member("'outputSchema':null", "",
        "its outputSchema is null and not a schema of objects; it was taken out");
    member("'outputSchema':{'type':'array'}", "",
        "its outputSchema is an object and not a schema of objects; it was taken out");
    member("'outputSchema':{'required':null}", ",'outputSchema':" + OBJECT,
        "its outputSchema has no type; \"object\" takes its place",
        "its outputSchema.required is null and not a list of strings; it was taken out");
  }

  @Test
  void whatMayBeAbsentIsTakenOutWhereItIsWrong() {
    member("'title':null", "", "its title is null and not a string; it was taken out");
    member("'description':null", "", "its description is null and not a string; it was taken out");
    member("'description':['a']", "",
        "its description is a list and not a string; it was taken out");
    member("'_meta':null", "", "its _meta is null and not an object; it was taken out");
    member("'icons':'x.png'", "",
        "its icons is a string and not a list of icons as MCP has them; it was taken out");
    member("'icons':[{}]", "",
        "its icons is a list and not a list of icons as MCP has them; it was taken out");
    for (var member : List.of("'mimeType':7", "'sizes':'48x48'", "'sizes':[48]", "'theme':'blue'",
        "'theme':null")) {
      member("'icons':[{'src':'a'},{'src':'b'," + member + "}]", "",
          "its icons is a list and not a list of icons as MCP has them; it was taken out");
    }
    member("'execution':{'taskSupport':'maybe'}", "",
        "its execution is an object and not an object with a known taskSupport; it was taken out");
    member("'annotations':null", "", "its annotations is null and not an object; it was taken out");
    member("'annotations':{'readOnlyHint':'yes','title':'T'}", ",'annotations':{'title':'T'}",
        "its annotations.readOnlyHint is a string and not true or false; it was taken out");
    member("'annotations':{'title':1,'destructiveHint':null}", ",'annotations':{}",
        "its annotations.title is 1 and not a string; it was taken out",
        "its annotations.destructiveHint is null and not true or false; it was taken out");
  }

  @Test
  void ofManyFaultsTheFirstAreNamedAndTheOthersCounted() {
    var wrong = IntStream.range(0, 1_000)
        .mapToObj(i -> "'p" + i + "':1")
        .collect(Collectors.joining(","));
    schema("'properties':{" + wrong + "}", "'properties':{" + wrong.replace(":1", ":{}") + "}",
        "its inputSchema.properties.p0 is 1; {} takes its place",
        "its inputSchema.properties.p1 is 1; {} takes its place",
        "its inputSchema.properties.p2 is 1; {} takes its place",
        "its inputSchema.properties.p3 is 1; {} takes its place",
        "its inputSchema.properties.p4 is 1; {} takes its place", "995 more faults were put right");
  }

  @Test
  void whatIsRepeatedOfADefinitionIsCut() {
    var digits = "7".repeat(900);
    member("'title':" + digits, "",
        "its title is " + "7".repeat(59) + "… and not a string; it was taken out");
    check("'inputSchema':{'type':['object'" + ",'null'".repeat(100) + "]}",
        "'inputSchema':" + OBJECT, json("its inputSchema has the type ['object'"
            + ",'null'".repeat(7) + ",…; 'object' takes its place"));
  }

  private static void schema(String before, String after, String... repairs) {
    check("'inputSchema':{'type':'object'," + before + "}",
        "'inputSchema':{'type':'object'" + (after.isEmpty() ? "" : "," + after) + "}", repairs);
  }

  private static void member(String before, String after, String... repairs) {
    check("'inputSchema':" + OBJECT + "," + before, "'inputSchema':" + OBJECT + after, repairs);
  }

  private static void check(String before, String after, String... repairs) {
    var definition = json("{'name':'t'" + (before.isEmpty() ? "" : "," + before) + "}");
    var catalog = ToolCatalog.of(List.of(Span.of(definition)));

    var tool = catalog.find("t").orElseThrow();
    assertThat(Span.of(tool.tree())).as(before).hasToString(json("{'name':'t'," + after + "}"));
    assertThat(tool.definition()).as(before).hasToString(definition);
    assertThat(catalog.warnings()).as(before)
        .containsExactlyElementsOf(List.of(repairs).stream().map(it -> "tool t: " + it).toList());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
