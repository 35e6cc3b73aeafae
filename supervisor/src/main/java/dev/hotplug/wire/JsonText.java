package dev.hotplug.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** JSON text written by hand where a generator would be more than is needed. */
final class JsonText {
  private JsonText() {}

  static String quote(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
