package dev.hotplug.upstream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a child the leader of a process group of its own, so that one signal reaches it and what it
 * starts. setsid(1) of util-linux where there is one; perl elsewhere (macOS); without either, only
 * the processes found by descent can be signalled. A wrapper replaces itself with the command: the
 * pid is the command's.
 */
enum GroupLeader {
  SETSID("setsid") {
    @Override
    List<String> wrap(Path wrapper, List<String> command) {
      return prepended(List.of(wrapper.toString()), command);
    }
  },
  PERL("perl") {
    @Override
    List<String> wrap(Path wrapper, List<String> command) {
      var script = "setpgrp(0, 0); exec { $ARGV[0] } @ARGV"
          + " or do { print STDERR \"cannot run $ARGV[0]: $!\\n\"; exit 127 }";
      return prepended(List.of(wrapper.toString(), "-e", script), command);
    }
  };

  private final String program;

  GroupLeader(String program) {
    this.program = program;
  }

  abstract List<String> wrap(Path wrapper, List<String> command);

  /**
   * A command line and whether it will lead a group.
   */
  record Wrapped(List<String> command, boolean leads) {}

  /** Wraps {@code command} with the first means found on {@code path}. */
  static Wrapped lead(List<String> command, String path) {
    for (var leader : values()) {
      if (CommandPath.find(leader.program, Path.of("/"),
          path) instanceof CommandPath.Found.At(var wrapper)) {
        return new Wrapped(leader.wrap(wrapper, command), true);
      }
    }
    return new Wrapped(command, false);
  }

  private static List<String> prepended(List<String> head, List<String> tail) {
    var all = new ArrayList<>(head);
    all.addAll(tail);
    return all;
  }
}
