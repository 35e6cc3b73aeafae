package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.List;

/**
 * What is run before a server is started anew.
 *
 * @param command a program and its arguments
 * @param folder absolute; where it is run
 * @param why what that was concluded from, one sentence
 */
record BuildStep(List<String> command, Path folder, String why) {
  BuildStep {
    command = List.copyOf(command);
  }
}
