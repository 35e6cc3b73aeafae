package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void begin() {
    file = folder.resolve("log");
  }

  @Test
  void theLastOnesAreGivenInTheirOrder() throws Exception {
    Files.writeString(file, "a\nb\r\n\nü");

    assertThat(LastLines.of(file, 3)).containsExactly("b", "", "ü");
    assertThat(LastLines.of(file, 9)).containsExactly("a", "b", "", "ü");
    assertThat(LastLines.of(file, 0)).isEmpty();
    assertThat(LastLines.of(Files.writeString(file, ""), 9)).isEmpty();
  }

  @Test
  void whatIsNoTextIsShownAllTheSame() throws Exception {
    Files.write(file, new byte[]{'a', (byte) 0xff, '\n'});

    assertThat(LastLines.of(file, 9)).containsExactly("a\uFFFD");
  }

  @Test
  void ofALongFileOnlyTheEndIsRead() throws Exception {
    fill("x".repeat(10) + "\n");
    assertThat(LastLines.of(file, Integer.MAX_VALUE)).hasSize(MEBIBYTE / 11)
        .containsOnly("x".repeat(10));

    fill("x".repeat(15) + "\n");
    assertThat(LastLines.of(file, Integer.MAX_VALUE)).hasSize(MEBIBYTE / 16)
        .containsOnly("x".repeat(15));
  }

  private void fill(String line) throws IOException {
    Files.write(file, line.repeat(3 * MEBIBYTE / line.length()).getBytes(StandardCharsets.UTF_8));
  }
}
