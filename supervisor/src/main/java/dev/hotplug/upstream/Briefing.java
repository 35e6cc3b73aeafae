package dev.hotplug.upstream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a new watchdog must know. Should we be killed right after its start, it has only what was in
 * its environment then.
 *
 * @param known the lines for its environment
 * @param rest those that it can be told only through its pipe, afterwards
 */
record Briefing(List<String> known, List<String> rest) {
  /**
   * In bytes, line breaks included. Linux has room for 128 KiB with any new program, however small
   * its stack may become; the script and the variables that we pass on need theirs of it.
   */
  static final int ROOM = 64 * 1024;

  Briefing {
    known = List.copyOf(known);
    rest = List.copyOf(rest);
  }

  /** Divides {@code lines}, of which the first get the room there is. */
  static Briefing of(Collection<String> lines) {
    var known = new ArrayList<String>();
    var rest = new ArrayList<String>();
    int room = ROOM;
    for (var line : lines) {
      if (line.length() < room && isPlain(line)) {
        known.add(line);
        room -= line.length() + 1;
      } else {
        rest.add(line);
      }
    }
    return new Briefing(known, rest);
  }

  /** An environment is written in the charset of our locale, which may not have the others. */
  private static boolean isPlain(String line) {
    return line.chars().allMatch(letter -> letter >= ' ' && letter <= '~');
  }
}
