package dev.hotplug.installer;

import java.util.List;

/**
 * One command of a build.
 *
 * @param line program and arguments; {@link Recipe#HERE} stands for the root of the checkout
 * @param folder where it runs, relative to that root; empty for the root itself
 * @param retry what is tried once, and reported, when {@code line} fails; empty for nothing
 */
record Step(List<String> line, String folder, List<String> retry) {
  Step {
    if (line.isEmpty()) throw new IllegalArgumentException("a step needs a program");
    line = List.copyOf(line);
    retry = List.copyOf(retry);
  }
}
