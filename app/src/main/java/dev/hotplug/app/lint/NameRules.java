package dev.hotplug.app.lint;

import dev.hotplug.upstream.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with how a tool is called and described. */
final class NameRules {
  /** The longest that Claude Code offers, in characters. */
  static final int CLAUDE_LENGTH = 128;

  /** The longest that Gemini CLI leaves whole, in characters. */
  static final int GEMINI_LENGTH = 63;

  /** In UTF-8. */
  static final int DESCRIPTION_BYTES = 2048;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  private NameRules() {}

  /**
   * How a client names tools.
   *
   * @param most the longest name it leaves as it is, in characters
   * @param does the client, and what it does with longer ones, the words before that number
   */
  private record Naming(Rule rule, String prefix, int most, String does) {
    Optional<Finding> of(Tool tool) {
      int length = prefix.length() + tool.name().length();
      if (length <= most) return Optional.empty();
      return Optional
          .of(Finding.of(rule, tool.name(), "is " + prefix + "…, " + length + " characters, in "
              + does + most + ". Shorten it, or the server's name, by " + (length - most) + "."));
    }
  }

  static Optional<Finding> tooLong(String server, Tool tool) {
    return new Naming(Rule.NAME_TOO_LONG, "mcp__" + server + "__", CLAUDE_LENGTH,
        "Claude Code, which does not offer tools with names of more than ").of(tool);
  }

  static Optional<Finding> shortened(String server, Tool tool) {
    return new Naming(Rule.NAME_SHORTENED, "mcp_" + server + "_", GEMINI_LENGTH,
        "Gemini CLI, which cuts the middle out of names of more than ").of(tool);
  }

  static Optional<Finding> characters(Tool tool) {
    if (PLAIN.matcher(tool.name()).matches()) return Optional.empty();
    return Optional.of(Finding.of(Rule.NAME_CHARACTERS, tool.name(),
        "has other characters in its name than letters, digits, _ and -; clients replace or "
            + "refuse them. Rename it."));
  }

  static Optional<Finding> description(Tool tool) {
    int bytes = tool.description().getBytes(StandardCharsets.UTF_8).length;
    if (bytes <= DESCRIPTION_BYTES) return Optional.empty();
    return Optional.of(Finding.of(Rule.DESCRIPTION_TOO_LONG, tool.name(),
        "has a description of " + bytes + " bytes, of which the first " + DESCRIPTION_BYTES
            + " count. Say first what it is for, and shorten the rest."));
  }
}
