package dev.hotplug.installer;

import java.util.List;

/**
 * What starts a Python server.
 *
 * @param line program and arguments
 * @param file what picks it: a console script, or a file relative to the folder of the project
 * @param declared whether a console script names it
 */
record PythonStart(List<String> line, String file, boolean declared) {
  PythonStart {
    line = List.copyOf(line);
  }
}
