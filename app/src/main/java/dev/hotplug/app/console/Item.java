package dev.hotplug.app.console;

import dev.hotplug.spec.Cut;
import dev.hotplug.spec.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened, as it is shown.
 *
 * @param call the number of the call whose outcome it is, from 1; 0 for what is none
 * @param lines never empty; nothing in them that a terminal would obey, each of a bearable length
 */
record Item(Instant time, Kind kind, long call, List<String> lines) {
  private static final int MOST_LINES = 40;

  /** The same of what somebody has asked for. */
  private static final int MOST_ASKED_FOR = 500;

  /** In characters, all lines together. */
  private static final int MOST_TEXT = 100_000;

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

  /** One of {@code text}, which somebody else may have written; none of a call. */
  static Item of(Instant time, Kind kind, String text) {
    return of(time, kind, 0, text);
  }

  /** The outcome of a call. */
  static Item ofCall(Instant time, long call, String text) {
    return of(time, Kind.CALL, call, text);
  }

  private static Item of(Instant time, Kind kind, long call, String text) {
    var lines = new ArrayList<String>();
    int room = MOST_TEXT;
    for (var line : text.lines().limit(most(kind)).toList()) {
      var shown = shown(line);
      room -= shown.length();
      if (room < 0) break;
      lines.add(shown);
    }
    long more = text.lines().count() - lines.size();
    if (more > 0) lines.add("(" + more + " more lines)");
    return new Item(time, kind, call, lines.isEmpty() ? List.of("") : lines);
  }

  private static int most(Kind kind) {
    return switch (kind) {
      case CALL, ANSWER -> MOST_ASKED_FOR;
      case NEWS, TROUBLE, OUTPUT -> MOST_LINES;
    };
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
