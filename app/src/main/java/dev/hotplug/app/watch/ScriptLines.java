package dev.hotplug.app.watch;

import java.util.Map;
import java.util.Set;

/** Reads the command lines of interpreters that are given one script. */
final class ScriptLines {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.of("ruby",
      of(Language.RUBY, Set.of("-I", "-r", "-C", "-E"), "-e"), "php",
      of(Language.PHP, Set.of("-d", "-c", "-z", "-S", "-t"), "-r"), "perl",
      of(Language.PERL, Set.of("-I"), "-e"), "lua", of(Language.LUA, Set.of("-l"), "-e"), "luajit",
      of(Language.LUA, Set.of("-l", "-j"), "-e"), "rscript", of(Language.R, Set.of(), "-e"),
      "julia", of(Language.JULIA, Set.of("-t", "-p", "-L", "-C", "-J"), "-e"), "elixir",
      of(Language.ELIXIR, Set.of("-r", "-pa", "-pz", "-S"), "-e"));

  private ScriptLines() {}

  private static CommandLine.Launcher of(Language language, Set<String> valued, String inline) {
    return (line, _) -> script(line, language, valued, inline);
  }

  private static Started script(Line line, Language language, Set<String> valued, String inline) {
    if (line.words().size() > 1 && line.words().get(1).equals(inline)) {
      return new Started.Foreign("its program stands in the command itself");
    }
    return line.operands(valued)
        .map(it -> it.path(it.first()))
        .map(it -> Never.installed(it) ? new Started.Foreign(it.getFileName() + " is installed")
            : new Started.Script(language, it))
        .orElseGet(() -> new Started.Foreign(line.program() + " is given no script"));
  }
}
