package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.lint.Finding;
import dev.hotplug.app.lint.Rule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LintReportTest {
  private static final Path ROOT = Path.of("/home/ada/a project");
  private static final Finding NAME = new Finding(Rule.NAME_CHARACTERS, Optional.of("a.b"),
      "Tool \"a.b\" has other characters.");
  private static final Finding NOISE = new Finding(Rule.STDOUT_NOISE, Optional.empty(),
      "It prints to stdout.");
  private static final LintReport LISTED = new LintReport("notes",
      Optional.of(new LintReport.Place(ROOT.resolve("my servers/.mcp.json"), 7)),
      List.of(NAME, NOISE), List.of());
  private static final LintReport UNSTARTED = new LintReport("notes", Optional.empty(),
      List.of(new Finding(Rule.NO_START, Optional.empty(), "It did not start.")),
      List.of("first", "SyntaxError"));
  private static final LintReport CLEAN = new LintReport("notes", Optional.empty(), List.of(),
      List.of());

  @Test
  void aFindingIsALineBehindThePlaceOfTheEntry() {
    assertThat(LISTED.text()).isEqualTo(
        """
            /home/ada/a project/my servers/.mcp.json:7: warning: Tool "a.b" has other characters. [name-characters]
            /home/ada/a project/my servers/.mcp.json:7: warning: It prints to stdout. [stdout-noise]
            notes: 2 findings""");
    assertThat(UNSTARTED.text()).isEqualTo("""
        notes: error: It did not start. [no-start]
          | first
          | SyntaxError
        notes: 1 finding""");
    assertThat(CLEAN.text()).isEqualTo("notes: no finding");
  }

  @Test
  void aServerCannotForgeALineNorMoveTheCursor() {
    var forged = new Finding(Rule.NO_START, Optional.empty(), "It said \u001B[2Ka\r\n::error::b.");
    var report = new LintReport("notes", Optional.empty(), List.of(forged),
        List.of("::error::c\u001B]0;title\u0007", "\u009B1Ad"));

    assertThat(report.text()).isEqualTo("""
        notes: error: It said a\\r\\n::error::b. [no-start]
          | ::error::c
          | 1Ad
        notes: 1 finding""");
  }

  @Test
  void scriptsReadTheSame() {
    assertThat(LISTED.json()).hasToString("""
        {"server":"notes","file":"/home/ada/a project/my servers/.mcp.json","line":7,"findings":[\
        {"rule":"name-characters","level":"warning","tool":"a.b",\
        "message":"Tool \\"a.b\\" has other characters."},\
        {"rule":"stdout-noise","level":"warning","message":"It prints to stdout."}]}""");
    assertThat(UNSTARTED.json().path("stderr")).hasToString("[\"first\",\"SyntaxError\"]");
    assertThat(CLEAN.json()).hasToString("{\"server\":\"notes\",\"findings\":[]}");
  }

  @Test
  void whatMattersIsCounted() {
    assertThat(LISTED.has(Rule.Level.ERROR)).isFalse();
    assertThat(LISTED.has(Rule.Level.WARNING)).isTrue();
    assertThat(LISTED.has(Rule.Level.NOTE)).isTrue();
    assertThat(CLEAN.has(Rule.Level.NOTE)).isFalse();
  }

  /** SARIF 2.1.0, 3.19.23 and 3.27: each result leads to its rule, whose index is right. */
  @Test
  void eachResultLeadsToItsRule() {
    var run = sarif(LISTED);
    var rules = run.at("/tool/driver/rules");

    assertThat(run.at("/tool/driver/name").asText()).isEqualTo("Hotplug");
    assertThat(run.at("/tool/driver/version").asText()).isEqualTo("1.2.3");
    assertThat(rules).hasSize(Rule.values().length).allSatisfy(rule -> {
      assertThat(rule.path("helpUri").asText()).startsWith("https://");
      assertThat(rule.at("/shortDescription/text").asText()).endsWith(".");
      assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning", "note");
    });
    assertThat(run.path("results")).hasSize(2).allSatisfy(result -> {
      assertThat(rules.path(result.path("ruleIndex").asInt()).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(result.path("level").asText()).isEqualTo("warning");
    });
    assertThat(run.at("/results/0/message/text").asText()).isEqualTo(NAME.sentence());
  }

  @Test
  void aResultSaysWhereTheServerIsListedAndWhichToolItIs() {
    assertThat(sarif(LISTED).at("/results/0/locations")).hasToString("""
        [{"physicalLocation":{"artifactLocation":{"uri":"my%20servers/.mcp.json"},\
        "region":{"startLine":7}},"logicalLocations":[{"name":"a.b",\
        "fullyQualifiedName":"notes/a.b","kind":"function"}]}]""");
    assertThat(sarif(LISTED).at("/results/1/locations/0/logicalLocations"))
        .hasToString("[{\"name\":\"notes\",\"kind\":\"module\"}]");
  }

  @Test
  void aServerThatNoFileListsHasNoPlaceInOne() {
    var result = sarif(UNSTARTED).at("/results/0");

    assertThat(result.at("/locations/0").has("physicalLocation")).isFalse();
    assertThat(result.at("/message/text").asText())
        .isEqualTo("It did not start.\nfirst\nSyntaxError");
    assertThat(sarif(CLEAN).path("results").isArray()).isTrue();
  }

  private static JsonNode sarif(LintReport report) {
    var log = new Sarif("1.2.3", ROOT).of(report);
    assertThat(Stream.of("$schema", "version", "runs")).allMatch(log::has);
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    return log.at("/runs/0");
  }
}
