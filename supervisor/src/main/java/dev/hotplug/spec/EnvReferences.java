package dev.hotplug.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces <code>${VAR}</code> and <code>${VAR:-default}</code> as Claude Code does, once and from
 * left to right. A variable that is set but empty is empty in both forms. Everything else stays
 * literal: {@code $VAR}, {@code ~}, <code>${env:VAR}</code>, <code>${VAR:x}</code>.
 */
final class EnvReferences {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
  private static final String BEGIN = "${";
  private static final char END = '}';
  private static final String DEFAULT = ":-";

  private final Map<String, String> environment;

  EnvReferences(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether a variable can be called so. */
  static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches();
  }

  /**
   * A text after expansion.
   *
   * @param unset the variables that are not set and have no default; their references stay literal
   */
  record Expanded(String text, List<String> unset) {
    Expanded {
      unset = List.copyOf(unset);
    }
  }

  Expanded expand(String text) {
    var expanded = new StringBuilder();
    var unset = new ArrayList<String>();
    int done = 0;
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, done)) {
      // Claude Code's rule: up to the first closing brace, so references do not nest.
      int end = text.indexOf(END, begin);
      if (end < 0) break;
      expanded.append(text, done, begin);
      expanded.append(value(text.substring(begin + BEGIN.length(), end), unset));
      done = end + 1;
    }
    return new Expanded(expanded.append(text, done, text.length()).toString(), unset);
  }

  private String value(String inside, List<String> unset) {
    // Claude Code splits at every ":-" and takes the first two parts, so a third is lost.
    var parts = inside.split(DEFAULT, -1);
    var value = environment.get(parts[0]);
    if (value != null) return value;
    if (parts.length > 1) return parts[1];
    // ${env:X} or a shell's ${X%/} is no reference of this kind, so nothing is missing.
    if (isVariable(inside)) unset.add(inside);
    return BEGIN + inside + END;
  }
}
