package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command is found as a shell would find it in the child's folder, on the child's PATH. */
class CommandPathTest {
  @TempDir
  Path cwd;

  @BeforeEach
  void makeFiles() throws IOException {
    for (var folder : new String[]{"bin", "late", "bin/folder"})
      Files.createDirectories(cwd.resolve(folder));
    for (var file : new String[]{"here", "bin/tool", "late/tool", "late/barred", "late/odd name"})
      program(file);
    for (var file : new String[]{"data", "bin/barred", "bin/data"})
      Files.writeString(cwd.resolve(file), "");
    Files.createSymbolicLink(cwd.resolve("bin/link"), Path.of("../late/tool"));
    Files.createSymbolicLink(cwd.resolve("bin/broken"), Path.of("nowhere"));
  }

  @Test
  void withASlashItCountsFromTheFolder() {
    at("./here", "", "./here");
    at("bin/tool", "/nowhere", "bin/tool");
    at("../" + cwd.getFileName() + "/here", "", "../" + cwd.getFileName() + "/here");
    at(cwd + "/here", "", "here");
    nowhere("./gone", "bin", "there is no file " + cwd.resolve("./gone"));
    nowhere("./data", "bin", cwd.resolve("./data") + " is not an executable file");
    nowhere("./bin", "bin", cwd.resolve("./bin") + " is not an executable file");
    nowhere("bin/broken", "bin", "there is no file " + cwd.resolve("bin/broken"));
  }

  @Test
  void withoutOneItIsLookedUpOnThePath() {
    at("tool", "bin:late", "bin/tool");
    at("tool", "late:bin", "late/tool");
    at("tool", "/nowhere:" + cwd + "/late", "late/tool");
    at("link", "bin", "bin/link");
    at("odd name", "late", "late/odd name");
    at("barred", "bin:late", "late/barred");
    at("here", "", "here");
    at("here", "bin::late", "here");
    at("here", "bin:", "here");
    nowhere("here", "bin", "\"here\" was not found on the PATH searched: bin");
    nowhere("folder", "bin", "\"folder\" was not found on the PATH searched: bin");
    nowhere("broken", "bin", "\"broken\" was not found on the PATH searched: bin");
    nowhere("data", "bin:late", cwd.resolve("bin/data") + " is not executable");
  }

  @Test
  void whatIsNoPathIsNowhere() {
    nowhere("a\0b", "bin", "the command \"a\0b\" is no path: Nul character not allowed");
    nowhere("./a\0b", "bin", "the command \"./a\0b\" is no path: Nul character not allowed");
  }

  private void at(String command, String path, String file) {
    assertThat(CommandPath.find(command, cwd, path)).as(command + " on " + path)
        .isEqualTo(new CommandPath.Found.At(cwd.resolve(file)));
  }

  private void nowhere(String command, String path, String reason) {
    assertThat(CommandPath.find(command, cwd, path)).as(command + " on " + path)
        .isEqualTo(new CommandPath.Found.Nowhere(reason));
  }

  private void program(String file) throws IOException {
    var path = Files.writeString(cwd.resolve(file), "#!/bin/sh\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
