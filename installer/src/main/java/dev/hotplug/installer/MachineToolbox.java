package dev.hotplug.installer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs on a search path. */
record MachineToolbox(List<Path> folders) implements Toolbox {
  MachineToolbox {
    folders = List.copyOf(folders);
  }

  @Override
  public boolean has(String program) {
    return folders.stream().map(folder -> folder.resolve(program)).anyMatch(this::isProgram);
  }

  private boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
