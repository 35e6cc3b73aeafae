package dev.hotplug.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Pattern;

/**
 * Says in plain words what the parser stumbled over in one text: it looks at the character and at
 * what stands before it, because Jackson's own messages speak to programmers. Never quotes more
 * than a character of the text: an unquoted word may be somebody's token.
 */
final class SyntaxFaults {
  private static final Pattern UNFINISHED_ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{0,3})?$");
  private static final Pattern FOREIGN_WORD = Pattern
      .compile("(True|TRUE|False|FALSE|None|NULL|Null|nil|undefined)\\b");

  private final String text;

  SyntaxFaults(String text) {
    this.text = text;
  }

  /** The fault of a text without any value. */
  SyntaxFault nothing() {
    return new SyntaxFault(0, "the file is empty", "Write {\"mcpServers\": {}} or delete it.");
  }

  /** The fault of a text that goes on after its value. */
  SyntaxFault behind(Json root, int at) {
    if (isBrokenBefore(at)) return control(at - 1);
    int line = new Lines(text).line(root.place().end() - 1);
    return new SyntaxFault(at, "more text after the value that ends in line " + line,
        "Keep one {…} that holds everything and delete the rest, or take out a bracket that"
            + " closes too early.");
  }

  /**
   * The fault of a text whose value cannot be read to its end.
   *
   * @param at where the parser stopped
   * @param openLine the line in which the innermost open object or list begins
   */
  SyntaxFault inside(JsonProcessingException e, int at, int openLine) {
    var expected = e.getOriginalMessage();
    if (e instanceof StreamConstraintsException) return tooMuch(at, expected);
    if (e instanceof JsonEOFException || at >= text.length()) return endsEarly(openLine);
    if (expected.contains("Non-standard token")) return foreign(startOf(at, "-"));
    if (expected.contains("numeric value")) return number(startOf(at, "+-."));
    if (expected.contains("surrogate")) return escape(text.lastIndexOf("\\u", at));
    var escape = UNFINISHED_ESCAPE.matcher(text.substring(Math.max(0, at - 5), at));
    if (escape.find()) return escape(at - (escape.end() - escape.start()));
    if (isBrokenBefore(at)) return control(at - 1);
    return unexpected(at, expected, openLine);
  }

  private SyntaxFault unexpected(int at, String expected, int openLine) {
    char c = text.charAt(at);
    return switch (c) {
      case '}', ']' -> closing(at, expected, openLine);
      case ',' -> comma(at);
      case '/', '#' -> new SyntaxFault(at, "a comment, which JSON does not have", "Take it out.");
      case '\'', '`', '\u2018', '\u2019', '\u201C', '\u201D' ->
        new SyntaxFault(at, "unexpected " + shown(c), "Use straight double quotes: \".");
      case '.' -> number(at);
      default -> c < ' ' ? control(at) : misplaced(at, expected);
    };
  }

  private SyntaxFault closing(int at, String expected, int openLine) {
    var what = "unexpected " + shown(text.charAt(at));
    return switch (before(at)) {
      case ',' -> new SyntaxFault(at, what + " after a comma", "Take out the comma before it.");
      case ':' -> new SyntaxFault(at, what + " where a value should be", "Write the value.");
      default -> expected.contains("colon")
          ? new SyntaxFault(at, what + " after a name", "Write a ':' and a value after the name.")
          : new SyntaxFault(at, what + "; what is open began in line " + openLine,
              "Close that first, or take out this bracket.");
    };
  }

  private SyntaxFault comma(int at) {
    return switch (before(at)) {
      case ',', '{', '[' -> new SyntaxFault(at, "unexpected ','", "Take it out.");
      default -> new SyntaxFault(at, "unexpected ',' where a value should be", "Write the value.");
    };
  }

  private SyntaxFault misplaced(int at, String expected) {
    var what = "unexpected " + shown(text.charAt(at));
    if (expected.contains("comma")) {
      return new SyntaxFault(at, what + " after a value",
          "Put a comma between the two, or take this out.");
    }
    if (expected.contains("colon")) {
      return new SyntaxFault(at, what + " after a name",
          "Put a ':' between the name and its value.");
    }
    if (expected.contains("field name")) {
      return new SyntaxFault(at, what + " where a name should be",
          "Write the name in double quotes.");
    }
    if (FOREIGN_WORD.matcher(text).region(at, text.length()).lookingAt()) return foreign(at);
    return new SyntaxFault(at, what + " where a value should be",
        "Put text into double quotes; the only bare words are true, false and null.");
  }

  private SyntaxFault foreign(int at) {
    return new SyntaxFault(at, "a word that JSON does not know",
        "Write true, false, null, a number, or text in double quotes.");
  }

  private SyntaxFault number(int at) {
    return new SyntaxFault(at, "a number in a form that JSON does not have",
        "Write it like 5, -5, 0.5 or 5e3, or put it into double quotes.");
  }

  private SyntaxFault escape(int at) {
    return new SyntaxFault(at, "an escape that JSON does not have",
        "Write \\\\ for a backslash, as in C:\\\\tools, and \\u with four hexadecimal digits.");
  }

  private SyntaxFault control(int at) {
    return switch (text.charAt(at)) {
      case '\n', '\r' -> new SyntaxFault(at, "a text that is not closed at the end of its line",
          "Add the closing double quote, or write \\n for a line break.");
      case '\t' -> new SyntaxFault(at, "a tab inside a text", "Write \\t for it.");
      case 0 -> new SyntaxFault(at, "a NUL byte",
          "Save the file as UTF-8; if a crash has left it so, take it back from a backup.");
      default ->
        new SyntaxFault(at, "the control character " + shown(text.charAt(at)), "Take it out.");
    };
  }

  private SyntaxFault endsEarly(int openLine) {
    return new SyntaxFault(text.stripTrailing().length(),
        "the file ends before what began in line " + openLine + " is closed",
        "Close it; if the file was cut off while it was saved, save it again.");
  }

  private static SyntaxFault tooMuch(int at, String limit) {
    var what = limit.contains("nesting") ? "more than " + JsonTree.MAX_DEPTH + " levels of nesting"
        : "more than " + JsonTree.MAX_TOKENS + " names and values";
    return new SyntaxFault(at, what, "Take some out: no server needs them.");
  }

  /** Between tokens Jackson reports a control character one too late. */
  private boolean isBrokenBefore(int at) {
    return at > 0 && text.charAt(at - 1) < ' ' && !Character.isWhitespace(text.charAt(at - 1));
  }

  private char before(int at) {
    var head = text.substring(0, at).stripTrailing();
    return head.isEmpty() ? ' ' : head.charAt(head.length() - 1);
  }

  /**
   * Where the word begins that ends before {@code at}; {@code more} are characters of words, too.
   */
  private int startOf(int at, String more) {
    int start = at;
    while (start > 0 && isPart(text.charAt(start - 1), more)) start--;
    return start;
  }

  private static boolean isPart(char c, String more) {
    return Character.isLetterOrDigit(c) || more.indexOf(c) >= 0;
  }

  private static String shown(char c) {
    return c > ' ' && c < 127 ? "'" + c + "'" : "U+%04X".formatted((int) c);
  }
}
