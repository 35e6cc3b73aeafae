package dev.hotplug.app.lint;

import dev.hotplug.upstream.Redaction;
import java.util.Optional;

/**
 * One fault.
 *
 * @param tool whose it is; empty where it is the server's, or that of several
 * @param sentence what is so, what comes of it and what to do; bounded
 */
public record Finding(Rule rule, Optional<String> tool, String sentence) {
  static Finding of(Rule rule, String sentence) {
    return new Finding(rule, Optional.empty(), sentence);
  }

  static Finding of(Rule rule, String tool, String sentence) {
    return new Finding(rule, Optional.of(tool), "Tool " + Words.name(tool) + " " + sentence);
  }

  /** The same, without what {@code redaction} takes out. */
  Finding cleaned(Redaction redaction) {
    return new Finding(rule, tool.map(redaction::clean), redaction.clean(sentence));
  }

  /** Whether it is about how a generation ended, which need not be the one it is found with. */
  boolean isOfAnEnd() {
    return rule == Rule.EOF_IGNORED || rule == Rule.TERM_IGNORED;
  }

  /** What makes it the same as that of another generation, whatever the figures are by now. */
  String identity() {
    boolean isAsSaid = rule == Rule.BAD_TOOL || isOfAnEnd();
    return rule.id() + " " + (isAsSaid ? sentence : tool.orElse(""));
  }
}
