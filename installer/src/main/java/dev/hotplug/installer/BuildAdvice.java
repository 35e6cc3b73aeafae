package dev.hotplug.installer;

import java.util.List;
import java.util.regex.Pattern;

/** What to do about a step of a build that failed, as far as its own words tell. */
final class BuildAdvice {
  private static final String OTHERWISE = "Read the log; another ref (--ref) may build, or subdir"
      + " (--subdir) and server_file (--server-file) pick another part of it.";

  private static final List<Advice> KNOWN = List.of(
      new Advice("node-gyp|bindings file",
          "One of its packages wants to compile code while it is installed: allow_scripts true "
              + "(--allow-scripts) lets it."),
      new Advice(
          "(?i)requires go (?:>= ?|version )?\\d[\\d.]*|unknown directive: toolchain"
              + "|invalid go version",
          "It wants a newer Go than this machine has: update Go; then install again."),
      new Advice(
          "requires rustc [\\d.]+ or newer|is not supported by the following package"
              + "|requires a nightly|feature `edition\\d+` is required|lock file version",
          "It wants a newer Rust than this machine has: run \"rustup update\"; then install again."),
      new Advice("(release version|invalid target release:) \\d+|UnsupportedClassVersionError",
          "It wants a newer Java than this machine has: install that JDK, and have PATH and"
              + " JAVA_HOME lead to it; then install again."),
      new Advice("NETSDK1045|compatible \\.NET SDK was not found",
          "It wants a newer .NET than this machine has: install that SDK; then install again."),
      new Advice("linker `\\w+` not found|C compiler \"?\\w+\"? not found|cgo: C compiler",
          "It needs a C compiler: install gcc or clang; then install again."),
      new Advice(
          "no such host|Could not resolve host|UnknownHostException|dial tcp"
              + "|Temporary failure in name resolution|EAI_AGAIN",
          "A registry cannot be reached: connect the machine, or set https_proxy; then install"
              + " again."));

  private BuildAdvice() {}

  /** What follows from a line in which {@code symptom} is found. */
  private record Advice(Pattern symptom, String nextStep) {
    Advice(String symptom, String nextStep) {
      this(Pattern.compile(symptom), nextStep);
    }

    boolean fits(List<String> lines) {
      return lines.stream().anyMatch(line -> symptom.matcher(line).find());
    }
  }

  /** The next step after a command whose last lines were {@code tail}. */
  static String of(List<String> tail) {
    return KNOWN.stream()
        .filter(advice -> advice.fits(tail))
        .map(Advice::nextStep)
        .findFirst()
        .orElse(OTHERWISE);
  }
}
