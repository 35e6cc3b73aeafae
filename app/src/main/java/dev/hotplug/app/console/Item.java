package dev.hotplug.app.console;

import dev.hotplug.spec.Cut;
import dev.hotplug.spec.Visible;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened, as it is shown.
 *
 * @param lines never empty; nothing in them that a terminal would obey, each of a bearable length
 */
record Item(Instant time, Kind kind, List<String> lines) {
  private static final int MOST_LINES = 40;
  private static final int LONGEST = 1_000;
  private static final String TAB = "  ";

  /** What it is about. */
  enum Kind {
    /** What became of the server. */
    NEWS,
    /** The same, where something is wrong. */
    TROUBLE,
    /** A call and its outcome. */
    CALL,
    /** What the server, or its build, wrote. */
    OUTPUT,
    /** An answer to whoever sits there. */
    ANSWER
  }

  Item {
    lines = List.copyOf(lines);
  }

  /** One of {@code text}, which somebody else may have written. */
  static Item of(Instant time, Kind kind, String text) {
    var lines = text.lines().limit(MOST_LINES).map(Item::shown).toList();
    return new Item(time, kind, lines.isEmpty() ? List.of("") : lines);
  }

  private static String shown(String line) {
    // What is cut before it is looked through costs no more however long it is.
    return Cut.of(Visible.of(Cut.of(line, 4 * LONGEST)), LONGEST).replace("\t", TAB);
  }

  /** Its first line. */
  String first() {
    return lines.getFirst();
  }
}
