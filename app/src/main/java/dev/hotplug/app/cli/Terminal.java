package dev.hotplug.app.cli;

import dev.hotplug.app.serve.Program;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a command works with: the program it is part of and the real standard streams.
 */
public record Terminal(Program program, PrintStream out, PrintStream err) {

  /** How this Hotplug is started. */
  Path launcher() {
    var launcher = program.launcher();
    return launcher == null ? Path.of("hotplug") : launcher;
  }

  /** Says that there is nothing by which a client could start us; the exit code of a failure. */
  int unstartable() {
    return failed("this Hotplug was started neither by its launcher nor from its jar, so there is "
        + "no entry for it. Nothing was done. Start it by its launcher, hotplug.");
  }

  /** Prints a result; the exit code of a success. */
  int done(String what) {
    out.println(what);
    return 0;
  }

  /** Prints what went wrong; the exit code of a failure. */
  int failed(String what) {
    err.println("hotplug: " + what);
    return 1;
  }
}
