package dev.hotplug.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command line into words as a POSIX shell does, without being one: quotes and backslashes
 * are taken away, and nothing is expanded. A reference like <code>${A:-b c}</code> is not split.
 */
public final class ShellWords {
  /** Between double quotes a backslash stands for itself unless one of these follows. */
  private static final String ESCAPABLE = "\\\"$`";

  /** What joins or redirects commands. */
  private static final String OPERATORS = "&|;<>`";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private @Nullable String operator;
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /** The words, or empty where a quote is not closed or nothing follows the last backslash. */
  public static Optional<List<String>> split(String text) {
    return new ShellWords(text).split();
  }

  /**
   * The first thing in {@code text} that only a shell can do, such as {@code &&} or {@code $(}, and
   * that stands here for itself in a word.
   */
  public static Optional<String> operator(String text) {
    var line = new ShellWords(text);
    line.split();
    return Optional.ofNullable(line.operator);
  }

  private Optional<List<String>> split() {
    while (at < text.length()) {
      if (!next(text.charAt(at++))) return Optional.empty();
    }
    end();
    return Optional.of(List.copyOf(words));
  }

  /** Whether what begins with {@code c} is complete. */
  private boolean next(char c) {
    if (Character.isWhitespace(c)) {
      end();
      return true;
    }
    inWord = true;
    return switch (c) {
      case '\'' -> single();
      case '"' -> twofold();
      case '\\' -> escaped();
      default -> {
        bare(c);
        yield true;
      }
    };
  }

  private void bare(char c) {
    word.append(c);
    if (OPERATORS.indexOf(c) >= 0) found(String.valueOf(c));
    if (c == '$') reference();
  }

  /** Takes what belongs to a dollar sign. */
  private void reference() {
    if (text.startsWith("(", at)) found("$(");
    int close = text.startsWith("{", at) ? text.indexOf('}', at) : -1;
    if (close < 0) return;
    word.append(text, at, close + 1);
    at = close + 1;
  }

  private void found(String what) {
    if (operator != null) return;
    boolean twice = !what.equals("`") && text.startsWith(what, at);
    operator = twice ? what + what : what;
  }

  private boolean single() {
    int close = text.indexOf('\'', at);
    if (close < 0) return false;
    word.append(text, at, close);
    at = close + 1;
    return true;
  }

  private boolean twofold() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') return true;
      if (c == '`' || (c == '$' && text.startsWith("(", at))) found(c == '`' ? "`" : "$(");
      boolean escapes = c == '\\' && at < text.length() && ESCAPABLE.indexOf(text.charAt(at)) >= 0;
      word.append(escapes ? text.charAt(at++) : c);
    }
    return false;
  }

  private boolean escaped() {
    if (at == text.length()) return false;
    word.append(text.charAt(at++));
    return true;
  }

  private void end() {
    if (inWord) words.add(word.toString());
    word.setLength(0);
    inWord = false;
  }
}
