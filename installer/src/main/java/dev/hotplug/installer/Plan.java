package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that an installation is going to do, for somebody to agree to. Two plans with the same
 * {@link #hash()} do the same.
 *
 * @param name what the server will be called
 * @param url without credentials
 * @param subdir the server's folder in the repository; empty for the root
 * @param commit its whole name
 * @param ecosystem as in {@link Recipe}
 * @param steps each command, in this order, as it will be run
 * @param start the command that will start the server
 * @param otherStarts what is tried in its place, in this order, should it not answer
 * @param env the names of the variables that the server wants or is given
 * @param given those of them that it is given
 * @param files what is written outside the folder of the installation
 * @param allowScripts whether packages may run their lifecycle scripts
 * @param exposure who is to start the server
 * @param inputs the hash of what was asked for and is not shown: values of variables above all
 * @param warnings whole sentences
 * @param evidence what this was concluded from
 * @param change what it changes of a server that is installed; empty for one that is not
 */
public record Plan(String name, String url, Optional<String> subdir, String commit,
    String ecosystem, List<Order> steps, List<String> start, List<List<String>> otherStarts,
    List<String> env, List<String> given, List<String> files, boolean allowScripts,
    Listing.Exposure exposure, String inputs, List<String> warnings, List<String> evidence,
    Optional<Change> change) {
  public Plan {
    steps = List.copyOf(steps);
    start = List.copyOf(start);
    otherStarts = otherStarts.stream().map(List::copyOf).toList();
    env = List.copyOf(env);
    given = List.copyOf(given);
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
    evidence = List.copyOf(evidence);
  }

  /**
   * One command that is run.
   *
   * @param line program and arguments
   * @param folder where, absolute
   * @param retry what is tried once should it fail; empty for nothing
   */
  public record Order(List<String> line, String folder, List<String> retry) {
    public Order {
      line = List.copyOf(line);
      retry = List.copyOf(retry);
    }
  }

  /** The same for a server that is built already, and starts with {@code line}. */
  Plan reusing(List<String> line) {
    var more = Stream.concat(warnings.stream(),
        Stream.of("It is built already, so nothing is run; what it is given in variables counts in "
            + "every project that lists it."));
    return new Plan(name, url, subdir, commit, ecosystem, List.of(), line, List.of(), env, given,
        files, allowScripts, exposure, inputs, more.toList(), evidence, change);
  }

  /** The same, as {@code what} of a server that is installed. */
  public Plan changing(Change what) {
    return new Plan(name, url, subdir, commit, ecosystem, steps, start, otherStarts, env, given,
        files, allowScripts, exposure, inputs, warnings, evidence, Optional.of(what));
  }

  /** SHA-256 of all of it, in hexadecimal: what somebody hands back to agree to this very plan. */
  public String hash() {
    return PlanHash.of(this);
  }
}
