package dev.hotplug.spec;

/**
 * Turns an offset into a text into a line and a column, both from 1. It looks through the text each
 * time: few ask, and a list of all line starts can be larger than the text.
 */
final class Lines {
  private final String text;
  private final int begin;

  Lines(String text) {
    this.text = text;
    this.begin = text.startsWith(JsonTree.BYTE_ORDER_MARK) ? 1 : 0;
  }

  int line(int offset) {
    int line = 1;
    for (int i = begin; i < offset; i++) {
      if (endsLine(i)) line++;
    }
    return line;
  }

  int column(int offset) {
    int start = offset;
    while (start > begin && !endsLine(start - 1)) start--;
    return Math.max(1, offset - start + 1);
  }

  private boolean endsLine(int at) {
    char c = text.charAt(at);
    if (c == '\n') return true;
    return c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n');
  }
}
