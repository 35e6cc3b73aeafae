package dev.hotplug.app.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  @TempDir
  private Path folder;

  @Test
  void aFolderThatIsNotThereIsMade() throws IOException {
    var deep = folder.resolve("a").resolve("logs");

    LogFiles.makeReady(deep);

    assertThat(deep).isDirectory();
  }

  @Test
  void theNewestTwentyFilesAreKept() throws IOException {
    for (int i = 0; i < 30; i++) file("hotplug-" + i + ".log", i);

    LogFiles.makeReady(folder);

    assertThat(names()).containsExactlyInAnyOrderElementsOf(
        IntStream.range(10, 30).mapToObj(i -> "hotplug-" + i + ".log").toList());
  }

  @Test
  void rotatedFilesCountAndOthersDoNot() throws IOException {
    file("hotplug-1.log.1", 1);
    file("hotplug-1.log.2", 2);
    for (int i = 0; i < 20; i++) file("hotplug-9" + i + ".log", 100 + i);
    file("notes.txt", 0);
    file("hotplug.log", 0);

    LogFiles.makeReady(folder);

    assertThat(names()).hasSize(22)
        .contains("notes.txt", "hotplug.log")
        .doesNotContain("hotplug-1.log.1", "hotplug-1.log.2");
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> LogFiles.makeReady(file.resolve("logs")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> LogFiles.makeReady(file)).isInstanceOf(IOException.class);
  }

  private void file(String name, long second) throws IOException {
    var file = Files.createFile(folder.resolve(name));
    Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
