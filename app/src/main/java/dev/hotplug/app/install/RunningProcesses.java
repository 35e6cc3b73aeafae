package dev.hotplug.app.install;

import dev.hotplug.installer.Uses;
import java.nio.file.Path;

/**
 * Who runs a version, by the command lines of all processes that we may see: servers are started
 * from the folder of their version, whichever Hotplug starts them. Thread-safe.
 */
final class RunningProcesses implements Uses {
  @Override
  public boolean isRunFrom(Path version) {
    var inside = version + "/";
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .anyMatch(line -> line.contains(inside));
  }
}
