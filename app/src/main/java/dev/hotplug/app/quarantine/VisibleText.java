package dev.hotplug.app.quarantine;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text in which nothing is hidden: what moves the cursor or is not drawn is written as a code. */
final class VisibleText {
  /** Controls, line feeds among them, formats, tags, halves of characters, private ones. */
  private static final Pattern UNSEEN = Pattern
      .compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\u2028\\u2029]");

  private VisibleText() {}

  static String of(String text) {
    return UNSEEN.matcher(text)
        .replaceAll(found -> "<U+"
            + String.format(Locale.ROOT, "%04X", found.group().codePointAt(0)) + ">");
  }
}
