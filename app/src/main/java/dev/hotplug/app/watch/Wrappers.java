package dev.hotplug.app.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that only prepare something for the program that follows them. */
final class Wrappers {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = launchers();

  private static final Set<String> DIRECTORIES = Set.of("-C", "--chdir");

  private Wrappers() {}

  private static Map<String, CommandLine.Launcher> launchers() {
    var launchers = new HashMap<String, CommandLine.Launcher>();
    launchers.put("env", Wrappers::env);
    wrapper(launchers, 0, Set.of("-n", "-c", "-p"), "exec", "nohup", "setsid", "time", "nice",
        "ionice", "stdbuf", "caffeinate", "unbuffer", "chronic", "command", "sudo", "doas");
    wrapper(launchers, 1, Set.of("-s", "-k", "--signal", "--kill-after"), "timeout", "gtimeout");
    var files = Set.of("-e", "-f", "-v", "--env-file", "--env-path");
    wrapper(launchers, 0, files, "dotenv", "dotenvx", "xvfb-run");
    for (var program : Set.of("dotenvx", "doppler", "op", "mise", "rtx", "asdf", "bundle", "conda",
        "mamba", "micromamba", "direnv", "aws-vault", "infisical", "nix-shell")) {
      launchers.put(program, Wrappers::afterVerb);
    }
    return Map.copyOf(launchers);
  }

  private static void wrapper(Map<String, CommandLine.Launcher> launchers, int own,
      Set<String> valued, String... programs) {
    for (var program : programs) {
      launchers.put(program, (line,
          others) -> follow(line.operands(valued).flatMap(it -> it.from(own)), line, others));
    }
  }

  private static Started env(Line line, CommandLine others) {
    var split = line.value("-S", "--split-string");
    if (split.isPresent()) return others.readShell(split.get(), line.folder());
    var folder = DIRECTORIES.stream()
        .flatMap(option -> line.value(option).stream())
        .findFirst()
        .map(line::path)
        .orElse(line.folder());
    var rest = line.operands(Set.of("-u", "--unset", "-C", "--chdir")).map(it -> it.in(folder));
    while (rest.isPresent() && isAssignment(rest.get().first())) {
      rest = rest.get().from(1);
    }
    return follow(rest, line, others);
  }

  static boolean isAssignment(String word) {
    return word.matches("[A-Za-z_][A-Za-z0-9_]*=.*");
  }

  /** {@code doppler run -- program}, {@code conda run -n name program}. */
  private static Started afterVerb(Line line, CommandLine others) {
    int end = line.words().indexOf("--");
    if (end >= 0) return follow(line.from(end + 1), line, others);
    var verb = line.operands(Set.of()).filter(it -> Set.of("exec", "run").contains(it.first()));
    return follow(verb.flatMap(it -> it.operands(Set.of("-n", "-p", "--name", "--prefix"))), line,
        others);
  }

  private static Started follow(Optional<Line> rest, Line line, CommandLine others) {
    return rest.map(others::read)
        .orElseGet(() -> new Started.Foreign(line.program() + " is given no program"));
  }
}
