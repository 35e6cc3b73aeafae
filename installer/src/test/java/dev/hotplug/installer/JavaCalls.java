package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds calls, and the texts in them, in the source of a Java class. */
record JavaCalls(String source) {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

  /** The arguments of each call of {@code name}, as they are written. */
  List<List<String>> of(String name) {
    var all = new ArrayList<List<String>>();
    var call = Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "\\(").matcher(source);
    while (call.find()) all.add(arguments(call.end()));
    return all;
  }

  /** Those that begin at {@code from}, up to the bracket that closes them. */
  private List<String> arguments(int from) {
    var all = new ArrayList<String>();
    int depth = 1;
    int begin = from;
    for (int at = from; at < source.length() && depth > 0; at++) {
      char c = source.charAt(at);
      if (c == '"') at = endOfLiteral(at);
      if (c == '(') depth++;
      if (c == ')') depth--;
      if (depth == 0 || (c == ',' && depth == 1)) {
        all.add(source.substring(begin, at));
        begin = at + 1;
      }
    }
    return all;
  }

  private int endOfLiteral(int at) {
    var literal = LITERAL.matcher(source);
    return literal.find(at) && literal.start() == at ? literal.end() - 1 : at;
  }

  /** The texts in {@code code}, one after the other, with … for what stands between them. */
  static String literals(String code) {
    var all = new StringBuilder();
    int end = 0;
    var literal = LITERAL.matcher(code);
    while (literal.find()) {
      var between = code.substring(end, literal.start()).strip();
      if (!between.isEmpty() && !between.equals("+")) all.append('…');
      all.append(Matches.group(literal.toMatchResult(), 1).replace("\\\"", ""));
      end = literal.end();
    }
    return all.append(code.substring(end).isBlank() ? "" : "…")
        .toString()
        .replaceAll("\\s*…\\s*", "…");
  }
}
