package dev.hotplug.wire;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Goes over the members of one JSON object, or the elements of one array, without reading them. All
 * of it was parsed when its line came in, so brackets are counted and strings passed over, and
 * nothing is allocated; a parser for each of the few objects within each other that make a call was
 * most of what a call cost. Confined to one thread.
 */
final class Skim {
  private final byte[] json;
  private final int end;
  private final int knownFrom;
  private final int knownTo;
  private int at;
  private boolean isFirst = true;
  private int nameFrom;
  private int nameTo;
  private int valueFrom;

  /** Before the value that stands in {@code json} from {@code from} up to {@code end}. */
  Skim(byte[] json, int from, int end) {
    this(json, from, end, -1, -1);
  }

  /** The same, when it is known that a value reaches from {@code knownFrom} to {@code knownTo}. */
  Skim(byte[] json, int from, int end, int knownFrom, int knownTo) {
    this.json = json;
    this.end = end;
    this.at = from;
    this.knownFrom = knownFrom;
    this.knownTo = knownTo;
  }

  /** Enters the value if it begins with {@code bracket}. */
  boolean enters(char bracket) {
    passBlanks();
    if (at == end || json[at] != bracket) return false;
    at++;
    return true;
  }

  /** Goes to the next member; false after the last. */
  boolean nextMember() {
    if (!isBefore('}')) return false;
    if (here() != '"') throw broken();
    nameFrom = at;
    passString();
    nameTo = at;
    pass(':');
    passValue();
    return true;
  }

  /** Goes to the next element; false after the last. */
  boolean nextElement() {
    if (!isBefore(']')) return false;
    passValue();
    return true;
  }

  /** The name of the member, as a JSON string. */
  Span name() {
    return Span.slice(json, nameFrom, nameTo);
  }

  /** The value of the member, or the element. */
  Span value() {
    return Span.slice(json, valueFrom, at);
  }

  private boolean isBefore(char close) {
    passBlanks();
    if (here() == close) return false;
    if (!isFirst) pass(',');
    isFirst = false;
    return true;
  }

  private void pass(char separator) {
    passBlanks();
    if (here() != separator) throw broken();
    at++;
    passBlanks();
  }

  private void passValue() {
    valueFrom = at;
    if (at == knownFrom) {
      at = knownTo;
      return;
    }
    switch (here()) {
      case '"' -> passString();
      case '{', '[' -> passNested();
      default -> passScalar();
    }
  }

  private void passString() {
    at = Octets.quoteOrBackslash(json, at + 1, end);
    while (here() == '\\') at = Octets.quoteOrBackslash(json, at + 2, end);
    at++;
  }

  private void passNested() {
    int open = 0;
    do {
      switch (here()) {
        case '"' -> {
          passString();
          continue;
        }
        case '{', '[' -> open++;
        case '}', ']' -> open--;
        default -> {
          // Nothing that changes the depth.
        }
      }
      at++;
    } while (open > 0);
  }

  private void passScalar() {
    while (at < end && !endsScalar(json[at])) at++;
    if (at == valueFrom) throw broken();
  }

  private static boolean endsScalar(byte b) {
    return switch (b) {
      case ',', ':', '}', ']', ' ', '\t', '\r', '\n' -> true;
      default -> false;
    };
  }

  private void passBlanks() {
    while (at < end && isBlank(json[at])) at++;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private byte here() {
    if (at >= end) throw broken();
    return json[at];
  }

  private static UncheckedIOException broken() {
    return new UncheckedIOException("a span must hold valid JSON",
        new IOException("it ends early, or has what JSON has not"));
  }
}
