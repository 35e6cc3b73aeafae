package dev.hotplug.installer;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by a name whether something has to do with MCP. */
final class McpNames {
  private static final Pattern MCP = Pattern
      .compile("(^|[^a-z])(fast|lite|py|r|p|turbo)?mcp([^a-z]|$)");

  /** Tools to look at servers with: a package that needs one of them need not be a server. */
  private static final Set<String> TOOLS = Set.of("@modelcontextprotocol/inspector", "mcp-remote",
      "@anthropic-ai/mcpb");

  /** Names of programs that do not tell one server from another. */
  private static final Set<String> GENERAL = Set.of("server", "main", "mcp", "app", "cli", "stdio",
      "cmd");

  private McpNames() {}

  /** Whether {@code name} has mcp as a word of its own: {@code mcp-notes}, {@code @x/fastmcp}. */
  static boolean isMcp(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("modelcontextprotocol") || MCP.matcher(lower).find();
  }

  /** What speaks for a server in a package of that name with these dependencies. */
  static Finding.Kinship kinship(String name, Collection<String> dependencies) {
    if (dependencies.stream().anyMatch(it -> isMcp(it) && !TOOLS.contains(it))) {
      return Finding.Kinship.DEPENDENCY;
    }
    return isMcp(name) ? Finding.Kinship.NAME : Finding.Kinship.NONE;
  }

  /**
   * The one of {@code names} that {@code project} most likely means by its server, as people call
   * them: equal to it, contained in it, containing it, with mcp, with server, the first.
   */
  static String likeliest(Collection<String> names, String project) {
    var own = normal(project);
    return names.stream()
        .filter(it -> normal(it).equals(own))
        .findFirst()
        .or(() -> names.stream().filter(it -> own.contains(normal(it))).findFirst())
        .or(() -> names.stream().filter(it -> isLonger(normal(it), own)).findFirst())
        .or(() -> names.stream().filter(it -> normal(it).contains("mcp")).findFirst())
        .or(() -> names.stream().filter(it -> normal(it).contains("server")).findFirst())
        .orElseGet(() -> names.iterator().next());
  }

  /**
   * What a server is called by: its {@code program}, unless that could be any server's.
   *
   * @param project that the program is a part of; empty if it has no name
   */
  static String telling(String program, String project) {
    var own = Plain.text(program);
    var all = Plain.text(project);
    var isTelling = !own.isEmpty() && !GENERAL.contains(own.toLowerCase(Locale.ROOT));
    if (isTelling || all.isEmpty()) return own.isEmpty() ? "server" : own;
    return all;
  }

  private static boolean isLonger(String name, String own) {
    return !own.isEmpty() && name.contains(own);
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
