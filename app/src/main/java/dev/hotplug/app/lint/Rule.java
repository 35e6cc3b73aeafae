package dev.hotplug.app.lint;

import java.util.Locale;

/** What is looked for. The order is that of reports. */
public enum Rule {
  NO_START(Level.ERROR, "The server starts and answers initialize and tools/list.",
      Where.LIFECYCLE), //
  ENDED_BY_ITSELF(Level.ERROR, "The server goes on until its stdin is closed.", Where.LIFECYCLE), //
  BAD_TOOL(Level.ERROR, "Each tool of tools/list can be used as it is.", Where.TOOLS), //
  NAME_TOO_LONG(Level.ERROR,
      "The name that Claude Code gives a tool has at most " + NameRules.CLAUDE_LENGTH
          + " characters, or the tool is not offered.",
      Where.TOOLS), //
  NAME_SHORTENED(Level.WARNING,
      "The name that Gemini CLI gives a tool has at most " + NameRules.GEMINI_LENGTH
          + " characters, or its middle is cut out.",
      Where.TOOLS), //
  NAME_CHARACTERS(Level.WARNING, "A tool's name has only letters, digits, _ and -.", Where.TOOLS), //
  DESCRIPTION_TOO_LONG(Level.WARNING,
      "A tool's description has at most " + NameRules.DESCRIPTION_BYTES
          + " bytes; clients show the model no more.",
      Where.TOOLS), //
  SCHEMA_COMBINATION(Level.ERROR, "An inputSchema has no anyOf, oneOf or allOf at its top.",
      Where.TOOLS), //
  PROPERTY_NAME(Level.ERROR, "Arguments have names of 1 to 64 letters, digits, _, . and -.",
      Where.TOOLS), //
  UNKNOWN_TYPE(Level.ERROR, "Each type in an inputSchema is one of JSON Schema.",
      Where.JSON_SCHEMA), //
  REQUIRED_UNKNOWN(Level.WARNING, "Each required argument is among the properties.",
      Where.JSON_SCHEMA), //
  UNSTABLE_ORDER(Level.WARNING, "tools/list keeps its order, for the client's prompt cache.",
      Where.TOOLS), //
  NO_ANNOTATIONS(Level.NOTE, "Each tool says by readOnlyHint or destructiveHint what it may do.",
      Where.TOOLS), //
  SLOW_INITIALIZE(Level.WARNING,
      "initialize is answered within " + ConductRules.SLOW.toSeconds() + " s of the start.",
      Where.LIFECYCLE), //
  STDOUT_NOISE(Level.WARNING, "Only the protocol is written to stdout.", Where.STDIO), //
  EOF_IGNORED(Level.WARNING, "The server ends when its stdin is closed.", Where.LIFECYCLE), //
  TERM_IGNORED(Level.ERROR, "The server ends at SIGTERM.", Where.LIFECYCLE);

  /** How much a finding matters. */
  public enum Level {
    /** Some client cannot use it. */
    ERROR,
    /** It costs something, or fails somewhere. */
    WARNING,
    /** It could be better. */
    NOTE;

    /** Whether it matters at least as much as {@code other}. */
    public boolean isAtLeast(Level other) {
      return compareTo(other) <= 0;
    }

    /** As reports write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Level level;
  private final String claim;
  private final String more;

  Rule(Level level, String claim, String more) {
    this.level = level;
    this.claim = claim;
    this.more = more;
  }

  /** Its name in reports, in kebab-case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Level level() {
    return level;
  }

  /** What holds of a server without a fault, a sentence. */
  public String claim() {
    return claim;
  }

  /** The address of a page that says more. */
  public String more() {
    return more;
  }

  /** Pages to read on. */
  private static final class Where {
    private static final String MCP = "https://modelcontextprotocol.io/specification/2025-11-25/";
    private static final String LIFECYCLE = MCP + "basic/lifecycle";
    private static final String STDIO = MCP + "basic/transports#stdio";
    private static final String TOOLS = MCP + "server/tools";
    private static final String JSON_SCHEMA = "https://json-schema.org/draft/2020-12/json-schema-validation";
  }
}
