package dev.hotplug.spec;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts members into one text and takes them out. It splices into the text it was given and never
 * prints the whole again, so what it does not mean to change cannot change.
 */
record Splicing(String text, Json.Obj root, Layout layout) {
  static Splicing of(String text, Json.Obj root) {
    return new Splicing(text, root, Layout.of(text, root));
  }

  /** The edit that {@code change} makes of a text that holds an object; others are refused. */
  static Edit edit(String text, Function<Splicing, Edit> change) {
    return switch (JsonTree.parse(text)) {
      case JsonTree.Parsed.Value(Json.Obj root) -> change.apply(of(text, root));
      case JsonTree.Parsed.Value(var root) -> refused(text, root.place().start(),
          "the file must hold an object, but holds " + root.words(), "Correct it, then try again.");
      case JsonTree.Parsed.Broken(var broken) ->
        refused(text, broken.offset(), broken.named().what(), broken.mend());
    };
  }

  static boolean isBlank(String text) {
    return text.replaceFirst("^" + JsonTree.BYTE_ORDER_MARK, "").isBlank();
  }

  /** With an empty object in place of a text that holds nothing. */
  static Splicing ofBlank(String text) {
    int mark = text.startsWith(JsonTree.BYTE_ORDER_MARK) ? 1 : 0;
    var empty = text.substring(0, mark) + "{}" + Layout.newlineOf(text);
    return of(empty, new Json.Obj(new Json.Place(mark, mark + 2), List.of()));
  }

  /** {@code what} is a clause, {@code mend} a sentence; {@code offset} is the place of it. */
  static Edit.Refused refused(String text, int offset, String what, String mend) {
    var lines = new Lines(text);
    return new Edit.Refused(lines.line(offset), lines.column(offset),
        what + ". Nothing was changed. " + mend);
  }

  /**
   * An object of the text.
   *
   * @param member whose value it is, null for the root
   */
  record Holder(Json.Obj object, Json.@Nullable Member member) {}

  Holder top() {
    return new Holder(root, null);
  }

  /** The text with one more member, the last one of {@code into}. */
  String with(Holder into, String name, Fragment value) {
    var object = into.object();
    if (!object.members().isEmpty()) return next(object, name, value);
    var owner = into.member();
    if (owner == null || beginsLine(owner)) return firstOnItsLine(object, name, value);
    int begin = object.place().start() + 1;
    return spliced(begin, begin, member(name, value.flat(layout)));
  }

  /** Laid out like the member before it. */
  private String next(Json.Obj into, String name, Fragment value) {
    var last = into.members().getLast();
    int end = last.value().place().end();
    if (!beginsLine(last)) {
      return spliced(end, end, layout.comma() + member(name, value.flat(layout)));
    }
    var indent = layout.indent(last.namePlace().start());
    boolean isFlat = !into.place().equals(root.place()) && isFlatObject(last.value());
    var shown = isFlat ? value.flat(layout) : value.tall(layout, indent);
    return spliced(end, end, "," + layout.newline() + indent + member(name, shown));
  }

  private String firstOnItsLine(Json.Obj into, String name, Fragment value) {
    var outer = layout.indent(into.place().start());
    var inner = outer + layout.unit();
    var member = layout.newline() + inner + member(name, value.tall(layout, inner));
    int begin = into.place().start() + 1;
    int end = into.place().end() - 1;
    // Braces that stand on two lines already have the closing one where it belongs.
    return layout.onOneLine(into) ? spliced(end, end, member + layout.newline() + outer)
        : spliced(begin, begin, member);
  }

  /** The text with another value of that member. */
  String withValue(Json.Member old, Fragment value) {
    var place = old.value().place();
    boolean isFlat = layout.onOneLine(old.value())
        && (isFlatObject(old.value()) || !beginsLine(old));
    var shown = isFlat ? value.flat(layout)
        : value.tall(layout, layout.indent(old.namePlace().start()));
    return spliced(place.start(), place.end(), shown);
  }

  /** Whether {@code value} is this one, whatever the layout. */
  boolean isSame(Json old, Fragment value) {
    var plain = new Layout("", "", "", ":");
    return new EntryPrinter(text, plain).flat(old).equals(value.flat(plain));
  }

  /** The text without a member of {@code from}, and without the comma and the line of it. */
  String without(Json.Obj from, Json.Member member) {
    var members = from.members();
    int at = members.indexOf(member);
    if (members.size() == 1) return emptied(from, member);
    return at == members.size() - 1
        ? spliced(members.get(at - 1).value().place().end(), member.value().place().end(), "")
        : spliced(member.namePlace().start(), members.get(at + 1).namePlace().start(), "");
  }

  /** What putting a first member may have added goes, beside the blanks that stood there before. */
  private String emptied(Json.Obj from, Json.Member member) {
    int begin = from.place().start() + 1;
    int end = from.place().end() - 1;
    var head = text.substring(begin, member.namePlace().start());
    int newline = head.indexOf(layout.newline());
    boolean endsOnItsLine = text.substring(member.value().place().end(), end)
        .contains(layout.newline());
    return spliced(begin + Math.max(0, newline), endsOnItsLine ? end : member.value().place().end(),
        "");
  }

  /** The text with one more string at the end of {@code list}. */
  String withItem(Json.Arr list, String item) {
    var quoted = Fragment.quoted(item);
    int begin = list.place().start() + 1;
    if (list.items().isEmpty()) return spliced(begin, list.place().end() - 1, quoted);
    var last = list.items().getLast().place();
    boolean isOnItsLine = layout.beginsLine(last.start());
    var separator = isOnItsLine ? "," + layout.newline() + layout.indent(last.start())
        : layout.comma();
    return spliced(last.end(), last.end(), separator + quoted);
  }

  /** The text without an item of {@code list}, which has others. */
  String withoutItem(Json.Arr list, Json item) {
    var items = list.items();
    int at = items.indexOf(item);
    return at == items.size() - 1 ? spliced(items.get(at - 1).place().end(), item.place().end(), "")
        : spliced(item.place().start(), items.get(at + 1).place().start(), "");
  }

  private boolean isFlatObject(Json value) {
    return value instanceof Json.Obj object && !object.members().isEmpty()
        && layout.onOneLine(value);
  }

  private boolean beginsLine(Json.Member member) {
    return layout.beginsLine(member.namePlace().start());
  }

  private String member(String name, String value) {
    return Fragment.quoted(name) + layout.colon() + value;
  }

  private String spliced(int from, int to, String piece) {
    return text.substring(0, from) + piece + text.substring(to);
  }
}
