package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotplug.app.lint.Finding;
import dev.hotplug.app.lint.Rule;
import dev.hotplug.spec.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is wrong with a server.
 *
 * @param place where it is listed; empty where no file lists it
 * @param stderr the last it wrote, where it did not start
 */
record LintReport(String server, Optional<Place> place, List<Finding> findings,
    List<String> stderr) {
  LintReport {
    findings = List.copyOf(findings);
    stderr = List.copyOf(stderr);
  }

  /** A line, from 1, of a file, absolute. */
  record Place(Path file, int line) {}

  /** Whether something is wrong that matters at least as much as {@code level}. */
  boolean has(Rule.Level level) {
    return findings.stream().anyMatch(finding -> finding.rule().level().isAtLeast(level));
  }

  /** A line for each finding, behind the place of the entry, as compilers write them. */
  String text() {
    if (findings.isEmpty()) return server + ": no finding";
    var where = place.map(it -> it.file() + ":" + it.line()).orElse(server);
    var lines = new ArrayList<String>();
    for (var finding : findings) {
      var rule = finding.rule();
      lines.add(
          where + ": " + rule.level().word() + ": " + finding.sentence() + " [" + rule.id() + "]");
    }
    // Nothing but a word of ours begins a line: CI systems obey some that do.
    for (var line : stderr) lines.add("  | " + line);
    lines.add(server + ": " + (findings.size() == 1 ? "1 finding" : findings.size() + " findings"));
    return lines.stream().map(LintReport::line).collect(Collectors.joining("\n"));
  }

  /** {@code text}, which the server may have chosen, as one line that no terminal obeys. */
  private static String line(String text) {
    return Visible.of(text.replace("\r", "\\r").replace("\n", "\\n"));
  }

  /** The same for scripts. */
  ObjectNode json() {
    var root = JsonNodeFactory.instance.objectNode().put("server", server);
    place.ifPresent(it -> root.put("file", it.file().toString()).put("line", it.line()));
    var all = root.putArray("findings");
    for (var finding : findings) {
      var words = all.addObject()
          .put("rule", finding.rule().id())
          .put("level", finding.rule().level().word());
      finding.tool().ifPresent(tool -> words.put("tool", tool));
      words.put("message", finding.sentence());
    }
    if (!stderr.isEmpty()) stderr.forEach(root.putArray("stderr")::add);
    return root;
  }
}
