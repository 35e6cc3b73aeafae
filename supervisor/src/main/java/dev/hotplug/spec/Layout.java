package dev.hotplug.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a JSON text is laid out, so that what is put into it looks like the rest.
 *
 * @param unit what one level of indentation adds
 * @param colon what stands between a name and its value
 */
record Layout(String text, String newline, String unit, String colon) {
  private static final Pattern NEWLINE = Pattern.compile("\r\n|\n|\r");
  private static final String TWO_SPACES = "  ";

  static Layout of(String text, Json.Obj root) {
    return new Layout(text, newlineOf(text), unit(text, root).orElse(TWO_SPACES),
        colon(text, root));
  }

  /** The line end of a text, {@code \n} if it has none. */
  static String newlineOf(String text) {
    var found = NEWLINE.matcher(text);
    return found.find() ? text.substring(found.start(), found.end()) : "\n";
  }

  /** How much deeper than its object the first member stands that begins a line. */
  private static Optional<String> unit(String text, Json value) {
    return switch (value) {
      case Json.Obj object -> object.members()
          .stream()
          .flatMap(
              member -> step(text, object, member).or(() -> unit(text, member.value())).stream())
          .findFirst();
      case Json.Arr _, Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> Optional.empty();
    };
  }

  private static Optional<String> step(String text, Json.Obj object, Json.Member member) {
    int at = member.namePlace().start();
    if (!beginsLine(text, at)) return Optional.empty();
    var outer = indent(text, object.place().start());
    var inner = indent(text, at);
    return inner.startsWith(outer) && inner.length() > outer.length()
        ? Optional.of(inner.substring(outer.length()))
        : Optional.empty();
  }

  private static String colon(String text, Json.Obj root) {
    return root.members()
        .stream()
        .findFirst()
        .map(member -> text.substring(member.namePlace().end(), member.value().place().start()))
        .filter(colon -> !NEWLINE.matcher(colon).find())
        .orElse(": ");
  }

  /** What separates two members on one line. */
  String comma() {
    return colon.endsWith(":") ? "," : ", ";
  }

  /** Whether nothing but blanks stands between the line's begin and {@code at}. */
  boolean beginsLine(int at) {
    return beginsLine(text, at);
  }

  /** The blanks at the begin of the line that holds {@code at}. */
  String indent(int at) {
    return indent(text, at);
  }

  boolean onOneLine(Json value) {
    var place = value.place();
    return !NEWLINE.matcher(text).region(place.start(), place.end()).find();
  }

  private static boolean beginsLine(String text, int at) {
    int start = lineStart(text, at);
    return start > 0 && text.substring(start, at).isBlank();
  }

  private static String indent(String text, int at) {
    int start = lineStart(text, at);
    int end = start;
    while (text.charAt(end) == ' ' || text.charAt(end) == '\t') end++;
    return text.substring(start, end);
  }

  private static int lineStart(String text, int at) {
    return Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  }
}
