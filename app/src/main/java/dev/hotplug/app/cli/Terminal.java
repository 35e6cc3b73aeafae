package dev.hotplug.app.cli;

import dev.hotplug.app.serve.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command works with: the program it is part of, the real standard streams and our
 * environment.
 *
 * @param isInteractive whether a person sits before it
 */
public record Terminal(Program program, InputStream in, PrintStream out, PrintStream err,
    Map<String, String> environment, boolean isInteractive) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** Asks whoever sits before it; all but a yes is a no. */
  boolean agrees(String question) throws IOException {
    out.print(question + " [y/N] ");
    out.flush();
    var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line != null && line.strip().matches("(?i)y|yes");
  }

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
