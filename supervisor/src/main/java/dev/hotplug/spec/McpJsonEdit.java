package dev.hotplug.spec;

import java.util.List;

/**
 * Puts one server into one text. It splices into the text it was given and never prints the whole
 * again, so what it does not mean to change cannot change.
 */
final class McpJsonEdit {
  private static final String SERVERS = ServerList.MCP_SERVERS.key();

  private final String text;
  private final Json.Obj root;
  private final Layout layout;

  private McpJsonEdit(String text, Json.Obj root) {
    this.text = text;
    this.root = root;
    this.layout = Layout.of(text, root);
  }

  static Edit put(String text, String name, String entryJson) {
    var entry = Fragment.of(entryJson);
    var fault = ServerName.fault(name);
    if (fault.isPresent()) return refused("", 0, fault.get(), "Choose another name.");
    if (isBlank(text)) return new Edit.Added(text, blank(text).withList(name, entry));
    return switch (JsonTree.parse(text)) {
      case JsonTree.Parsed.Value(Json.Obj root) -> new McpJsonEdit(text, root).put(name, entry);
      case JsonTree.Parsed.Value(var root) -> refused(text, root.place().start(),
          "the file must hold an object, but holds " + root.words(), "Correct it, then try again.");
      case JsonTree.Parsed.Broken(var broken) ->
        refused(text, broken.offset(), broken.named().what(), broken.mend());
    };
  }

  private static boolean isBlank(String text) {
    return text.replaceFirst("^" + JsonTree.BYTE_ORDER_MARK, "").isBlank();
  }

  /** An empty object in place of a text that holds nothing. */
  private static McpJsonEdit blank(String text) {
    int mark = text.startsWith(JsonTree.BYTE_ORDER_MARK) ? 1 : 0;
    var empty = text.substring(0, mark) + "{}" + Layout.newlineOf(text);
    return new McpJsonEdit(empty, new Json.Obj(new Json.Place(mark, mark + 2), List.of()));
  }

  private static Edit refused(String text, int offset, String what, String mend) {
    var lines = new Lines(text);
    return new Edit.Refused(lines.line(offset), lines.column(offset),
        what + ". Nothing was changed. " + mend);
  }

  private Edit put(String name, Fragment entry) {
    var lists = root.named(SERVERS);
    if (lists.isEmpty()) return new Edit.Added(text, withList(name, entry));
    var list = lists.getLast();
    if (lists.size() > 1) return refusedTwice(list);
    if (list.value() instanceof Json.Obj servers) return put(list, servers, name, entry);
    return refused(text, list.value().place().start(),
        SERVERS + " must be an object, but is " + list.value().words(),
        "Correct it, then try again.");
  }

  private Edit put(Json.Member list, Json.Obj servers, String name, Fragment entry) {
    var listed = servers.named(name);
    return switch (listed.size()) {
      case 0 -> new Edit.Added(text, servers.members().isEmpty() ? first(list, servers, name, entry)
          : next(servers, name, entry));
      case 1 -> replace(listed.getFirst(), entry);
      default -> refusedTwice(listed.getLast());
    };
  }

  private Edit refusedTwice(Json.Member member) {
    return refused(text, member.namePlace().start(),
        Quote.of(member.name()) + " stands twice in this object",
        "Delete the one that is not meant, then try again.");
  }

  private String withList(String name, Fragment entry) {
    var list = entry.under(name);
    return root.members().isEmpty() ? firstOnItsLine(root, SERVERS, list)
        : next(root, SERVERS, list);
  }

  /** The text with one more member behind the last one of {@code into}, laid out like that one. */
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

  private String first(Json.Member list, Json.Obj servers, String name, Fragment entry) {
    if (beginsLine(list)) return firstOnItsLine(servers, name, entry);
    int begin = servers.place().start() + 1;
    return spliced(begin, begin, member(name, entry.flat(layout)));
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

  private Edit replace(Json.Member old, Fragment entry) {
    var place = old.value().place();
    if (isSame(old.value(), entry)) return new Edit.Unchanged(text);
    boolean isFlat = layout.onOneLine(old.value())
        && (isFlatObject(old.value()) || !beginsLine(old));
    var shown = isFlat ? entry.flat(layout)
        : entry.tall(layout, layout.indent(old.namePlace().start()));
    return new Edit.Replaced(text, spliced(place.start(), place.end(), shown));
  }

  private boolean isSame(Json old, Fragment entry) {
    var plain = new Layout("", "", "", ":");
    return new EntryPrinter(text, plain).flat(old).equals(entry.flat(plain));
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
