package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command lines of shells. */
final class ShellLines {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.of("sh", ShellLines::shell, "bash",
      ShellLines::shell, "zsh", ShellLines::shell, "dash", ShellLines::shell, "ksh",
      ShellLines::shell, "fish", ShellLines::shell);

  private static final Set<String> VALUED = Set.of("-o", "+o", "--rcfile", "--init-file");

  private ShellLines() {}

  private static Started shell(Line line, CommandLine others) {
    for (int i = 1; i < line.words().size(); i++) {
      if (!line.words().get(i).matches("-[a-z]*c[a-z]*")) continue;
      return line.from(i + 1)
          .map(it -> others.readShell(it.first(), it.folder()))
          .orElseGet(() -> new Started.Foreign("the shell is given nothing to run"));
    }
    return line.operands(VALUED)
        .<Started>map(it -> new Started.Script(Language.SHELL, it.path(it.first())))
        .orElseGet(() -> new Started.Foreign("the shell is given nothing to run"));
  }

  /** What several commands start: the last one of them that starts something of this machine. */
  static Started read(List<String> words, Path folder, CommandLine others) {
    Started found = new Started.Foreign("the shell is given nothing to run");
    var at = folder;
    for (var command : commands(words)) {
      var program = withoutAssignments(command);
      if (program.isEmpty()) continue;
      var line = new Line(program, at);
      if (line.program().equals("cd") && program.size() > 1) {
        at = line.path(program.get(1));
        continue;
      }
      var started = others.read(line);
      if (isBetter(started, found)) found = started;
    }
    return found;
  }

  private static boolean isBetter(Started started, Started found) {
    return !(started instanceof Started.Foreign) || found instanceof Started.Foreign;
  }

  private static List<String> withoutAssignments(List<String> command) {
    int begin = 0;
    while (begin < command.size() && Wrappers.isAssignment(command.get(begin))) begin++;
    return command.subList(begin, command.size());
  }

  private static List<List<String>> commands(List<String> words) {
    var commands = new ArrayList<List<String>>();
    var command = new ArrayList<String>();
    for (var word : words) {
      boolean ends = word.matches("&&?|\\|\\|?|;");
      if (!ends) withoutSemicolon(word).ifPresent(command::add);
      if (ends || word.endsWith(";")) {
        commands.add(List.copyOf(command));
        command.clear();
      }
    }
    commands.add(List.copyOf(command));
    return commands;
  }

  private static Optional<String> withoutSemicolon(String word) {
    var bare = word.endsWith(";") ? word.substring(0, word.length() - 1) : word;
    return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
  }
}
