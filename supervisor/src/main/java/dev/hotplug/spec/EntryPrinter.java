package dev.hotplug.spec;

import static java.util.stream.Collectors.joining;

import java.util.function.Function;

/** Prints values of one JSON text in the layout of another; strings and numbers as they are. */
final class EntryPrinter {
  private final String source;
  private final Layout layout;

  EntryPrinter(String source, Layout layout) {
    this.source = source;
    this.layout = layout;
  }

  /** The value on one line. */
  String flat(Json value) {
    return switch (value) {
      case Json.Obj object -> object.members()
          .stream()
          .map(member -> member(member, this::flat))
          .collect(joining(layout.comma(), "{", "}"));
      case Json.Arr list ->
        list.items().stream().map(this::flat).collect(joining(layout.comma(), "[", "]"));
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> raw(value.place());
    };
  }

  /** The value with one member a line; {@code indent} is that of the line in which it begins. */
  String tall(Json value, String indent) {
    var inner = indent + layout.unit();
    var separator = "," + layout.newline() + inner;
    var begin = layout.newline() + inner;
    var end = layout.newline() + indent;
    return switch (value) {
      case Json.Obj object when !object.members().isEmpty() -> object.members()
          .stream()
          .map(member -> member(member, it -> tall(it, inner)))
          .collect(joining(separator, "{" + begin, end + "}"));
      case Json.Arr list when list.items().stream().anyMatch(EntryPrinter::isTree) -> list.items()
          .stream()
          .map(item -> tall(item, inner))
          .collect(joining(separator, "[" + begin, end + "]"));
      case Json.Obj _, Json.Arr _, Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> flat(value);
    };
  }

  private String member(Json.Member member, Function<Json, String> value) {
    return raw(member.namePlace()) + layout.colon() + value.apply(member.value());
  }

  private static boolean isTree(Json value) {
    return value instanceof Json.Obj || value instanceof Json.Arr;
  }

  private String raw(Json.Place place) {
    return source.substring(place.start(), place.end());
  }
}
