package dev.hotplug.app.quarantine;

/** What is held back of a server, in plain words, for people. */
public final class HeldText {
  private static final int MOST = 20;

  private HeldText() {}

  /** All of {@code held}, as far as anybody reads, in lines. */
  public static String of(Held held) {
    var text = new StringBuilder("The tools of the installed MCP server \"" + held.server()
        + "\" are not those that were agreed to:\n");
    var differences = held.differences();
    differences.stream().limit(MOST).forEach(difference -> put(difference, text));
    if (differences.size() > MOST) {
      text.append("  and ").append(differences.size() - MOST).append(" more\n");
    }
    return text.toString();
  }

  private static void put(Difference difference, StringBuilder text) {
    text.append("  ").append(difference.tool());
    text.append(difference.isNew() ? " (new)\n" : " (changed)\n");
    for (var part : difference.parts()) {
      text.append("    ").append(part.name()).append('\n');
      if (!part.before().isEmpty()) text.append("      - ").append(part.before()).append('\n');
      if (!part.now().isEmpty()) text.append("      + ").append(part.now()).append('\n');
    }
  }
}
