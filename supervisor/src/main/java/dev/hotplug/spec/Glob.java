package dev.hotplug.spec;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A glob without braces, as git and editors know them: {@code **}{@code /} at the begin of a name
 * is also no folder at all. All ways to match are followed at once, so that no glob, however it is
 * written, takes longer than its length times that of the path.
 */
public final class Glob {
  /** What a glob asks of a path, one after the other. */
  sealed interface Step {
    /** Exactly one character. */
    record One(IntPredicate takes) implements Step {}

    /** Any number of characters, also none. */
    record Many(IntPredicate takes) implements Step {}

    /** The next {@code steps} steps, or none of them. */
    record Perhaps(int steps) implements Step {}
  }

  private final List<Step> steps;

  private Glob(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * The glob that {@code text} says.
   *
   * @throws IllegalArgumentException if it says none; the message is what is wrong with it, on one
   *   line and without a stop
   */
  public static Glob of(String text) {
    return new Glob(new GlobSteps(text).read());
  }

  /** Whether it matches the whole of {@code path}, whose names are separated by slashes. */
  public boolean matches(String path) {
    var at = new BitSet(steps.size() + 1);
    at.set(0);
    for (int i = 0; i < path.length() && !at.isEmpty(); i += Character.charCount(at(path, i))) {
      at = after(skipping(at), at(path, i));
    }
    return skipping(at).get(steps.size());
  }

  private static int at(String path, int index) {
    return path.codePointAt(index);
  }

  /** Adds where one gets to without a character; that is always further on. */
  private BitSet skipping(BitSet at) {
    for (int i = at.nextSetBit(0); i >= 0 && i < steps.size(); i = at.nextSetBit(i + 1)) {
      switch (steps.get(i)) {
        case Step.One _ -> {
        }
        case Step.Many _ -> at.set(i + 1);
        case Step.Perhaps(var skipped) -> {
          at.set(i + 1);
          at.set(i + 1 + skipped);
        }
      }
    }
    return at;
  }

  private BitSet after(BitSet at, int character) {
    var after = new BitSet(steps.size() + 1);
    for (int i = at.nextSetBit(0); i >= 0 && i < steps.size(); i = at.nextSetBit(i + 1)) {
      switch (steps.get(i)) {
        case Step.One(var takes) when takes.test(character) -> after.set(i + 1);
        case Step.Many(var takes) when takes.test(character) -> after.set(i);
        case Step.One _, Step.Many _, Step.Perhaps _ -> {
        }
      }
    }
    return after;
  }
}
