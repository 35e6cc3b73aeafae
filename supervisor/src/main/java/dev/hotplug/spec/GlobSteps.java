package dev.hotplug.spec;

import dev.hotplug.spec.Glob.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads the text of one glob. Good for one reading; confined to one thread. */
final class GlobSteps {
  /** Characters that a class names, both ends included. */
  private record Range(int first, int last) {}

  private static final String ANY_FOLDERS = "**/";

  private final String glob;
  private final List<Step> steps = new ArrayList<>();
  private int next;

  GlobSteps(String glob) {
    this.glob = glob;
  }

  /** Throws an {@link IllegalArgumentException} that says what is wrong with it. */
  List<Step> read() {
    while (next < glob.length()) {
      if (isNameBegin() && glob.startsWith(ANY_FOLDERS, next)) {
        next += ANY_FOLDERS.length();
        steps.add(new Step.Perhaps(2));
        steps.add(new Step.Many(_ -> true));
        steps.add(one('/'));
      } else {
        steps.add(step());
      }
    }
    return steps;
  }

  private boolean isNameBegin() {
    return next == 0 || glob.charAt(next - 1) == '/';
  }

  private Step step() {
    int character = take();
    return switch (character) {
      case '*' -> many();
      case '?' -> new Step.One(GlobSteps::isOfName);
      case '[' -> new Step.One(characters());
      case '{' -> throw new IllegalArgumentException("{ is never closed");
      case '\\' -> one(escaped());
      default -> one(character);
    };
  }

  private Step many() {
    if (next == glob.length() || glob.charAt(next) != '*') {
      return new Step.Many(GlobSteps::isOfName);
    }
    next++;
    return new Step.Many(_ -> true);
  }

  private static Step one(int character) {
    return new Step.One(it -> it == character);
  }

  private static boolean isOfName(int character) {
    return character != '/';
  }

  /** What stands between brackets, the first of which is behind us. */
  private IntPredicate characters() {
    boolean others = glob.startsWith("!", next);
    if (others) next++;
    var ranges = new ArrayList<Range>();
    do
      ranges.add(range());
    while (!glob.startsWith("]", next));
    next++;
    return it -> isOfName(it)
        && ranges.stream().anyMatch(range -> range.first <= it && it <= range.last) != others;
  }

  private Range range() {
    int first = ofClass();
    if (!glob.startsWith("-", next) || glob.startsWith("-]", next)) return new Range(first, first);
    next++;
    int last = ofClass();
    if (last < first) {
      throw new IllegalArgumentException("the characters of a range in [ ] stand in wrong order");
    }
    return new Range(first, last);
  }

  private int ofClass() {
    if (next == glob.length()) throw new IllegalArgumentException("[ is never closed");
    int character = take();
    if (character == '/') throw new IllegalArgumentException("[ ] cannot hold a /");
    return character == '\\' ? escaped() : character;
  }

  private int escaped() {
    if (next == glob.length()) {
      throw new IllegalArgumentException("nothing follows the \\ at its end");
    }
    return take();
  }

  private int take() {
    int character = glob.codePointAt(next);
    if (character == 0) throw new IllegalArgumentException("no path holds the character NUL");
    next += Character.charCount(character);
    return character;
  }
}
