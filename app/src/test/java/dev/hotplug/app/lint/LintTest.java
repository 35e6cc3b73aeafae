package dev.hotplug.app.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.lint.Subject.Ending;
import dev.hotplug.app.tools.Catalogs;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped.EndedBy;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {
  private static final String READS = "{\"readOnlyHint\":true}";
  private static final Tool GOOD = tool("good", "{\"type\":\"object\"}");

  @Test
  void aServerWithoutAFaultHasNoFinding() {
    assertThat(Lint.of(of(GOOD))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {}                                                                        |
      {"type":"object","properties":{"a.b-c_9":{"type":["string","null"]}}}     |
      {"type":"object","properties":{"type":{"type":"string"}}}                 |
      {"type":"object","properties":{"a":{"enum":["text"]}},"required":["a"]}   |
      {"type":"object","properties":{"a":{"anyOf":[{"type":"string"}]}}}        |
      {"type":"object","properties":{"a":{"default":{"type":"text"}}}}          |
      {"type":"object","anyOf":[{"required":["a"]}]}                            | schema-combination
      {"type":"object","allOf":[]}                                              | schema-combination
      {"oneOf":[{"type":"text"}]}                                               | schema-combination unknown-type
      {"type":"object","properties":{"a b":{}}}                                 | property-name
      {"type":"object","properties":{"":{}}}                                    | property-name
      {"type":"object","properties":{"ä":{}}}                                   | property-name
      {"type":"object","required":["a"]}                                        | required-unknown
      {"type":"object","properties":{"b":{}},"required":["b","a"]}              | required-unknown
      {"type":"object","properties":{"a":{"type":"str"}}}                       | unknown-type
      {"type":"object","properties":{"a":{"type":["string","None"]}}}           | unknown-type
      {"type":"object","properties":{"a":{"type":{}}}}                          | unknown-type
      {"type":"object","properties":{"a":{"items":{"type":"int"}}}}             | unknown-type
      {"type":"object","properties":{"a":{"items":[{"type":"int"}]}}}           | unknown-type
      {"type":"object","$defs":{"a":{"not":{"type":"any"}}}}                    | unknown-type
      """)
  void schemasAreJudged(String schema, @Nullable String rules) {
    assertThat(ids(of(tool("t", schema)))).isEqualTo(rules == null ? "" : rules);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      notes   | 114 | name-shortened               | is mcp_notes_…, 124 characters, in Gemini CLI
      notes   | 116 | name-shortened               | Shorten it, or the server's name, by 63.
      notes   | 116 | name-shortened               | 126 characters
      notes   | 117 | name-too-long name-shortened | is mcp__notes__…, 129 characters, in Claude Code
      notes   | 53  |                              |
      notes   | 54  | name-shortened               | 64 characters
      n       | 57  |                              |
      """)
  void namesAreMeasuredWithWhatClientsPutBefore(String server, int length, @Nullable String rules,
      @Nullable String words) {
    var findings = Lint.of(of(server, tool("x".repeat(length), "{}")));

    assertThat(ids(findings)).isEqualTo(rules == null ? "" : rules);
    if (words != null) assertThat(findings.getFirst().sentence()).contains(words);
  }

  @Test
  void theLongestNamesThatClientsTakeAreNoFault() {
    var longest = "x".repeat(128 - "mcp__s__".length());

    assertThat(ids(of("s", tool(longest, "{}")))).isEqualTo("name-shortened");
    assertThat(ids(of("s", tool(longest + "x", "{}")))).isEqualTo("name-too-long name-shortened");
  }

  @ParameterizedTest
  @CsvSource({"plain_Name-9,''", "with space,name-characters", "a.b,name-characters",
      "größe,name-characters"})
  void namesAreOfFewCharacters(String name, String rules) {
    assertThat(ids(of(tool(name, "{}")))).isEqualTo(rules);
  }

  @Test
  void descriptionsAreMeasuredInBytes() {
    assertThat(Lint.of(of(describing("ä".repeat(1024))))).isEmpty();

    assertThat(Lint.of(of(describing("ä".repeat(1024) + "a")))).singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo(Rule.DESCRIPTION_TOO_LONG))
        .satisfies(finding -> assertThat(finding.tool()).hasValue("t"))
        .satisfies(finding -> assertThat(finding.sentence())
            .contains("Tool \"t\" has a description of 2049 bytes", "the first 2048 count"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      {"readOnlyHint":false}    |
      {"destructiveHint":false} |
      {"title":"A tool"}        | no-annotations
      {"readOnlyHint":"yes"}    | no-annotations
      null                      | no-annotations
      """)
  void aToolSaysWhatItMayDo(String annotations, @Nullable String rules) {
    var tool = Catalogs.tool("t", "", "{}", annotations);

    assertThat(ids(of(tool))).isEqualTo(rules == null ? "" : rules);
  }

  @Test
  void toolsThatSayNothingAreNamedInOneFinding() {
    assertThat(Lint.of(of(bare("one"), GOOD, bare("two")))).singleElement()
        .satisfies(finding -> assertThat(finding.tool()).isEmpty())
        .satisfies(finding -> assertThat(finding.sentence())
            .startsWith("2 tools without readOnlyHint and destructiveHint: \"one\", \"two\"."));
  }

  @ParameterizedTest
  @CsvSource({"good other,good other,''", "good other,other good,unstable-order",
      "good other,good,''", "good other,other third,''"})
  void theSameToolsComeInTheSameOrder(String first, String last, String rules) {
    var subject = new Subject("s", named(first), named(last), took(1), List.of(), Optional.empty());

    assertThat(ids(Lint.of(subject))).isEqualTo(rules);
  }

  @Test
  void aSlowStartIsMeasuredFromItsBeginning() {
    assertThat(Lint.of(starting(took(2_990)))).isEmpty();

    assertThat(Lint.of(starting(took(2_991)))).singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo(Rule.SLOW_INITIALIZE))
        .satisfies(finding -> assertThat(finding.sentence()).contains("took 3.0 s",
            "Claude Code waits 30 s for that and Codex 10 s"));
  }

  @Test
  void whatIsPrintedToStdoutIsShown() {
    assertThat(Lint.of(printing("only"))).singleElement()
        .satisfies(finding -> assertThat(finding.rule()).isEqualTo(Rule.STDOUT_NOISE))
        .satisfies(finding -> assertThat(finding.sentence())
            .startsWith("It prints to stdout, where only the protocol belongs: only. Some"));
    assertThat(Lint.of(printing("x".repeat(500), "then", "last")).getFirst().sentence())
        .contains("xx… (and 2 more). Some")
        .hasSizeLessThan(300);
  }

  @ParameterizedTest
  @CsvSource({"ITSELF,''", "EOF,''", "TERM,eof-ignored", "KILL,term-ignored"})
  void aServerEndsWhenItsStdinDoes(EndedBy how, String rules) {
    var subject = new Subject("s", catalog(GOOD), catalog(GOOD), took(1), List.of(),
        Optional.of(new Ending("Generation 3", how)));

    assertThat(ids(Lint.of(subject))).isEqualTo(rules);
    assertThat(Lint.ending("Generation 3", how).isPresent()).isEqualTo(!rules.isEmpty());
  }

  @Test
  void whatTheCatalogSaysIsAFindingEach() {
    var tools = new ToolCatalog(List.of(GOOD), List.of("one was left out", "another, too"));

    var findings = Lint.of(new Subject("s", tools, tools, took(1), List.of(), Optional.empty()));

    assertThat(ids(findings)).isEqualTo("bad-tool bad-tool");
    assertThat(Lint.sentences(findings)).containsExactly("one was left out", "another, too");
  }

  @Test
  void thereIsASentenceForEachRule() {
    var findings = Lint.of(of(tool("a.b", "{\"anyOf\":[]}"), tool("c.d", "{}"), bare("e.f")));

    assertThat(Lint.sentences(findings)).hasSize(3);
    assertThat(Lint.sentences(findings).getFirst()).startsWith("Tool \"a.b\" has other characters")
        .endsWith("It is so with \"c.d\", \"e.f\", too.");
  }

  @Test
  void noMoreThanAHundredToolsAreNamedForOneFault() {
    var many = IntStream.range(0, 5_000).mapToObj(i -> tool("t." + i, "{}")).toArray(Tool[]::new);

    var findings = Lint.of(of(many));

    assertThat(findings).hasSize(Lint.MOST_OF_A_RULE + 1);
    assertThat(findings.getLast().sentence()).isEqualTo("It is so with 4900 tools more.");
    assertThat(Lint.sentences(findings)).singleElement().asString().hasSizeLessThan(1_000);
  }

  private static String ids(Subject subject) {
    return ids(Lint.of(subject));
  }

  private static String ids(List<Finding> findings) {
    return String.join(" ", findings.stream().map(finding -> finding.rule().id()).toList());
  }

  private static Tool tool(String name, String schema) {
    return Catalogs.tool(name, "", schema, READS);
  }

  private static Tool describing(String description) {
    return Catalogs.tool("t", description, "{}", READS);
  }

  private static Tool bare(String name) {
    return Catalogs.tool(name, "", "{}", "{}");
  }

  private static ToolCatalog catalog(Tool... tools) {
    return Catalogs.of(tools);
  }

  private static ToolCatalog named(String names) {
    return catalog(
        List.of(names.split(" ", -1)).stream().map(it -> tool(it, "{}")).toArray(Tool[]::new));
  }

  private static Readiness.Timing took(long millis) {
    return new Readiness.Timing(Duration.ofMillis(10), Duration.ofMillis(millis),
        Duration.ofMillis(1));
  }

  private static Subject of(Tool... tools) {
    return of("s", tools);
  }

  private static Subject of(String server, Tool... tools) {
    return new Subject(server, catalog(tools), catalog(tools), took(1), List.of(),
        Optional.empty());
  }

  private static Subject starting(Readiness.Timing timing) {
    return new Subject("s", catalog(GOOD), catalog(GOOD), timing, List.of(), Optional.empty());
  }

  private static Subject printing(String... lines) {
    return new Subject("s", catalog(GOOD), catalog(GOOD), took(1), List.of(lines),
        Optional.empty());
  }
}
