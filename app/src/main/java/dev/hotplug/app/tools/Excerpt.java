package dev.hotplug.app.tools;

import dev.hotplug.spec.Cut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What is shown of a text or a list whose length others decide. */
final class Excerpt {
  private static final int MOST_NAMES = 60;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_WARNINGS = 50;
  private static final int LONGEST_WARNING = 400;

  /** What JSON puts around a name in a list. */
  private static final int BETWEEN = 3;

  private Excerpt() {}

  /** {@code text}, or its beginning and an ellipsis: at most {@code length} characters. */
  static String of(String text, int length) {
    return Cut.of(text, length);
  }

  /** The first of {@code names}, and how many more there are. */
  static String ofNames(Collection<String> names) {
    var shown = names.stream()
        .limit(MOST_NAMES)
        .map(name -> of(name, LONGEST_NAME))
        .collect(Collectors.joining(", "));
    return names.size() <= MOST_NAMES ? shown
        : shown + " and " + (names.size() - MOST_NAMES) + " more";
  }

  /** The first of {@code warnings}, and how many more there are. */
  static List<String> ofWarnings(Collection<String> warnings) {
    return ofSentences(warnings, MOST_WARNINGS, LONGEST_WARNING);
  }

  /** The first of {@code names}, as many as have {@code room} characters. */
  static List<String> within(int room, Collection<String> names) {
    var shown = new ArrayList<String>();
    int left = room;
    for (var name : names) {
      left -= name.length() + BETWEEN;
      if (left < 0) break;
      shown.add(name);
    }
    return shown;
  }

  /** The first {@code most} of {@code sentences}, and how many more there are. */
  static List<String> ofSentences(Collection<String> sentences, int most, int length) {
    var shown = sentences.stream()
        .limit(most)
        .map(sentence -> of(sentence, length))
        .collect(Collectors.toCollection(ArrayList::new));
    if (sentences.size() > most) shown.add("There are " + (sentences.size() - most) + " more.");
    return shown;
  }
}
