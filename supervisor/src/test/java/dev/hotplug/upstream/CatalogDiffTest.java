package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What changed between two catalogs, and whom it breaks; single quotes stand for double ones. */
class CatalogDiffTest {
  private static final String A = "{'type':'object','properties':{'a':{'type':'string'}}}";

  @Test
  void toolsAreAddedRemovedAndChangedInTheirOrder() {
    var old = catalog(tool("d", "{}"), tool("b", "{'type':'object'}"), tool("c", "{}"),
        tool("a", "{}"));
    var now = catalog(tool("z", "{}"), tool("c", "{}"), tool("b", A), tool("y", "{}"));

    assertThat(CatalogDiff.between(old, now)).isEqualTo(new CatalogDiff(List.of("z", "y"),
        List.of("d", "a"), List.of(new CatalogDiff.Changed("b", false))));
    assertThat(CatalogDiff.between(ToolCatalog.EMPTY, old).added()).containsExactly("d", "b", "c",
        "a");
  }

  @Test
  void anotherLayoutOrOrderOfMembersIsNoChange() {
    var diff = CatalogDiff.between(
        catalog("{'name':'t','inputSchema':{'type':'object','required':['a']}}"),
        catalog("{ 'inputSchema' : {'required':[ 'a' ],'type':'object'}, 'name':'t'}"));

    assertThat(diff).isEqualTo(new CatalogDiff(List.of(), List.of(), List.of()));
  }

  @Test
  void wordsBreakNobody() {
    var old = "{'name':'t','description':'old','title':'T','inputSchema':" + A + "}";
    var now = "{'name':'t','description':'new','annotations':{'readOnlyHint':true},'inputSchema':"
        + A.replace("'string'", "'string','description':'d'") + "}";

    assertThat(CatalogDiff.between(catalog(old), catalog(now)).changed())
        .containsExactly(new CatalogDiff.Changed("t", false));
  }

  @Test
  void whatAnArgumentMayBeIsBrokenByLessOfIt() {
    breaks("{'type':'string'}", "{'type':'integer'}");
    breaks("{'type':['string','null']}", "{'type':'string'}");
    breaks("{'type':'number'}", "{'type':'integer'}");
    breaks("{}", "{'type':'string'}");
    breaks("{'anyOf':[{'type':'string'},{'type':'null'}]}", "{'type':'string'}");
    breaks("{'enum':['a','b']}", "{'enum':['a']}");
    breaks("{'type':'string'}", "{'type':'string','enum':['a']}");
    breaks("{'type':'array','items':{'type':'string'}}",
        "{'type':'array','items':{'type':'integer'}}");
    breaks("{'type':'object','properties':{'x':{'type':'string'}}}",
        "{'type':'object','properties':{}}");
    breaks("{'type':'object','properties':{'x':{'type':'string'}}}",
        "{'type':'object','properties':{'x':{'type':'string'}},'required':['x']}");
  }

  @Test
  void andNotByMore() {
    keeps("{'type':'string'}", "{'type':['string','null']}");
    keeps("{'type':'integer'}", "{'type':'number'}");
    keeps("{'type':'string'}", "{}");
    keeps("{'type':'string'}", "{'anyOf':[{'type':'string'},{'type':'null'}]}");
    keeps("{'enum':['a']}", "{'enum':['a','b']}");
    keeps("{'type':'string','enum':['a']}", "{'type':'string'}");
    keeps("{'type':'object','properties':{}}", "{'type':'object','properties':{'x':{}}}");
    keeps("{'type':'object','required':['x']}", "{'type':'object'}");
    keeps("{'type':'string','default':'a'}", "{'type':'string','default':'b'}");
  }

  @Test
  void argumentsThatGoOrBecomeRequiredBreak() {
    schema(A, "{'type':'object','properties':{}}", true);
    schema(A, "{'type':'object','properties':{'b':{'type':'string'}}}", true);
    schema(A, A.replace("}}}", "}},'required':['a']}"), true);
    schema(A.replace("}}}", "}},'required':['a']}"), A, false);
    schema(A, A.replace("}}}", "},'b':{}}}"), false);
    schema(A, A.replace("}}}", "},'b':{}},'required':['b']}"), true);
    schema(A, "null", true);
    schema("null", A, false);
    assertThat(CatalogDiff.between(catalog(tool("t", "null")), catalog(tool("t", "{}"))).isEmpty())
        .isTrue();
  }

  @Test
  void aPromisedResultIsBrokenByLessOfIt() {
    output(null, "{'type':'object'}", false);
    output("{'type':'object'}", null, true);
    output("{'properties':{'r':{'type':'string'}}}", "{'properties':{}}", true);
    output("{'properties':{'r':{'type':'string'}}}", "{'properties':{'r':{'type':'integer'}}}",
        true);
    output("{'properties':{'r':{}},'required':['r']}", "{'properties':{'r':{}}}", true);
    output("{'properties':{'r':{}}}", "{'properties':{'r':{}},'required':['r']}", false);
    output("{'properties':{'r':{}}}", "{'properties':{'r':{},'s':{}}}", false);
    output("{'properties':{'r':{'type':'string'}}}",
        "{'properties':{'r':{'type':'string','description':'d'}}}", false);
  }

  /** The thread that owns a server compares schemas, and its stack is small. */
  @Test
  void theDeepestSchemasAreComparedOnASmallStack() throws Exception {
    var schema = "{'properties':{'a':".repeat(98) + "{'type':'string'}" + "}}".repeat(98);
    var old = catalog(tool("t", schema));
    var now = catalog(tool("t", schema.replace("string", "integer")));
    var diff = new CompletableFuture<CatalogDiff>();

    var thread = new Thread(null,
        () -> diff.completeAsync(() -> CatalogDiff.between(old, now), Runnable::run), "small",
        256 * 1024);
    thread.start();

    assertThat(diff).succeedsWithin(Duration.ofSeconds(10))
        .extracting(CatalogDiff::changed)
        .isEqualTo(List.of(new CatalogDiff.Changed("t", true)));
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void manyToolsAreComparedInATick() {
    var old = catalog(IntStream.range(0, 40_000).mapToObj(i -> tool("t" + i, "{}")));
    var now = catalog(IntStream.range(20_000, 60_000).mapToObj(i -> tool("t" + i, "{}")));

    long before = System.nanoTime();
    var diff = CatalogDiff.between(old, now);

    assertThat(diff.added()).hasSize(20_000);
    assertThat(diff.removed()).hasSize(20_000);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  private static void breaks(String before, String now) {
    argument(before, now, true);
  }

  private static void keeps(String before, String now) {
    argument(before, now, false);
  }

  private static void argument(String before, String now, boolean breaking) {
    schema("{'properties':{'x':" + before + "}}", "{'properties':{'x':" + now + "}}", breaking);
  }

  private static void schema(String before, String now, boolean breaking) {
    check(tool("t", before), tool("t", now), breaking);
  }

  private static void output(@Nullable String before, @Nullable String now, boolean breaking) {
    check(withOutput(before), withOutput(now), breaking);
  }

  private static String withOutput(@Nullable String schema) {
    var output = schema == null ? "" : ",'outputSchema':" + schema;
    return "{'name':'t','inputSchema':{}" + output + "}";
  }

  private static void check(String before, String now, boolean breaking) {
    assertThat(CatalogDiff.between(catalog(before), catalog(now)).changed())
        .as(before + " -> " + now)
        .containsExactly(new CatalogDiff.Changed("t", breaking));
  }

  private static String tool(String name, String schema) {
    return "{'name':'" + name + "','inputSchema':" + schema + "}";
  }

  private static ToolCatalog catalog(String... definitions) {
    return catalog(Stream.of(definitions));
  }

  private static ToolCatalog catalog(Stream<String> definitions) {
    return ToolCatalog
        .of(definitions.map(definition -> Span.of(definition.replace('\'', '"'))).toList());
  }
}
