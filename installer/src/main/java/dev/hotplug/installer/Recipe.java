package dev.hotplug.installer;

import java.util.List;
import java.util.stream.Stream;

/**
 * How one server of a checkout is built and started, wherever the checkout lies.
 *
 * @param ecosystem {@code "node"}, {@code "python"}, …, with the package manager:
 *   {@code "node (pnpm)"}
 * @param folder the server's own, relative to the root; empty for the root itself
 * @param name what the server calls itself, in the words of its own files; never blank
 * @param steps what builds it, in this order
 * @param start what starts it; {@link #HERE} stands for the root of the checkout
 * @param arguments what may have to follow {@code start}, the likeliest first: each is one whole
 *   try, from what the repository says of itself
 * @param env the variables that it wants, in the words of the repository
 * @param warnings what the user should know before, whole sentences
 * @param evidence what was read to conclude this, a line each: {@code package.json: bin "x"}
 */
record Recipe(String ecosystem, String folder, String name, List<Step> steps, List<String> start,
    List<List<String>> arguments, List<String> env, List<String> warnings, List<String> evidence) {
  /** Stands for the root of the checkout, an absolute path, at the begin of a word or in it. */
  static final String HERE = "{root}";

  Recipe {
    steps = List.copyOf(steps);
    start = List.copyOf(start);
    arguments = List.copyOf(arguments);
    env = List.copyOf(env);
    warnings = List.copyOf(warnings);
    evidence = List.copyOf(evidence);
  }

  /** The same, with {@code more} to know before. */
  Recipe warning(List<String> more) {
    var all = Stream.concat(more.stream(), warnings.stream()).toList();
    return new Recipe(ecosystem, folder, name, steps, start, arguments, env, all, evidence);
  }
}
