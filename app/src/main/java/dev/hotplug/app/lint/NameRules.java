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

  static Optional<Finding> tooLong(String server, Tool tool) {
    int length = ("mcp__" + server + "__" + tool.name()).length();
    if (length <= CLAUDE_LENGTH) return Optional.empty();
    return Optional.of(Finding.of(Rule.NAME_TOO_LONG, tool.name(),
        "is mcp__" + server + "__… in Claude Code, " + length + " characters, and names of more "
            + "than " + CLAUDE_LENGTH + " are not offered there. "
            + shorten(length - CLAUDE_LENGTH)));
  }

  static Optional<Finding> shortened(String server, Tool tool) {
    int length = ("mcp_" + server + "_" + tool.name()).length();
    if (length <= GEMINI_LENGTH) return Optional.empty();
    return Optional.of(Finding.of(Rule.NAME_SHORTENED, tool.name(),
        "is mcp_" + server + "_… in Gemini CLI, " + length + " characters, and of names of more "
            + "than " + GEMINI_LENGTH + " the middle is cut out there. "
            + shorten(length - GEMINI_LENGTH)));
  }

  private static String shorten(int by) {
    return "Shorten it, or the server's name, by " + by + ".";
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
