package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.lint.Finding;
import dev.hotplug.app.lint.Rule;
import java.nio.file.Path;
import java.util.List;

/**
 * A report in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS).
 *
 * @param version our own
 * @param root absolute; files below it are named as seen from there
 */
record Sarif(String version, Path root) {
  private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** In the order in which they are described. */
  private static final List<Rule> RULES = List.of(Rule.values());

  ObjectNode of(LintReport report) {
    var log = JsonNodeFactory.instance.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    var run = log.putArray("runs").addObject();
    var driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Hotplug").put("version", version);
    for (var rule : RULES) describe(rule, driver.withArray("rules").addObject());
    var results = run.putArray("results");
    for (var finding : report.findings()) describe(finding, report, results.addObject());
    return log;
  }

  private static void describe(Rule rule, ObjectNode words) {
    words.put("id", rule.id());
    words.putObject("shortDescription").put("text", rule.claim());
    words.put("helpUri", rule.more());
    words.putObject("defaultConfiguration").put("level", rule.level().word());
  }

  private void describe(Finding finding, LintReport report, ObjectNode words) {
    var rule = finding.rule();
    words.put("ruleId", rule.id())
        .put("ruleIndex", RULES.indexOf(rule))
        .put("level", rule.level().word())
        .putObject("message")
        .put("text", said(finding, report));
    locate(finding, report, words.putArray("locations"));
  }

  /** Of a start that failed, what the server said belongs to the message. */
  private static String said(Finding finding, LintReport report) {
    return finding.rule() == Rule.NO_START && !report.stderr().isEmpty()
        ? finding.sentence() + "\n" + String.join("\n", report.stderr())
        : finding.sentence();
  }

  private void locate(Finding finding, LintReport report, ArrayNode locations) {
    var location = locations.addObject();
    report.place().ifPresent(place -> {
      var physical = location.putObject("physicalLocation");
      physical.putObject("artifactLocation").put("uri", uri(place.file()));
      physical.putObject("region").put("startLine", place.line());
    });
    var logical = location.putArray("logicalLocations").addObject();
    finding.tool()
        .ifPresentOrElse(
            tool -> logical.put("name", tool)
                .put("fullyQualifiedName", report.server() + "/" + tool)
                .put("kind", "function"),
            () -> logical.put("name", report.server()).put("kind", "module"));
  }

  private String uri(Path file) {
    return root.toUri().relativize(file.toUri()).toString();
  }
}
