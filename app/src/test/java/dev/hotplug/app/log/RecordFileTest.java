package dev.hotplug.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.upstream.StderrTail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFileTest {
  @TempDir
  private Path folder;

  @Test
  void whatAServerWritesIsKeptWithTimeAndGeneration() throws Exception {
    var tail = new StderrTail(() -> Instant.parse("2026-11-21T12:00:00Z"));
    var records = new ServerRecords(folder.resolve("records"));
    records.follow("notes", tail);

    tail.add(1, "hello");
    tail.add(2, "again");
    records.close();

    assertThat(RecordFile.of(folder.resolve("records"), "notes").last(10))
        .containsExactly("2026-11-21T12:00:00Z g1 hello", "2026-11-21T12:00:00Z g2 again");
  }

  @Test
  void aFileNeverGrowsBeyondItsBoundAndTheLastLinesAreThere() throws Exception {
    var record = RecordFile.of(folder, "notes");
    var line = ("x".repeat(99_999) + "\n").getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < 40; i++) record.append(line);
    record.append("last\n".getBytes(StandardCharsets.UTF_8));

    assertThat(Files.size(record.file())).isLessThanOrEqualTo(1024 * 1024);
    assertThat(Files.size(record.former())).isLessThanOrEqualTo(1024 * 1024);
    assertThat(record.last(1)).containsExactly("last");
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void whereNothingWasWrittenThereIsNothing() throws Exception {
    assertThat(RecordFile.of(folder, "notes").last(10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../evil", "..", "/etc/passwd", "a b", "", "naïve/名前"})
  void noNameLeadsOutOfTheFolder(String server) {
    var file = RecordFile.of(folder, server).file();

    assertThat(file.normalize().getParent()).isEqualTo(folder);
  }
}
