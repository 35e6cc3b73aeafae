package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
  @TempDir
  private Path folder;

  @Test
  void onlyOneHasItAtATime() throws IOException {
    var file = folder.resolve("locks/notes");
    try (var first = Claim.take(file).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(Claim.take(file)).isEmpty();
      assertThat(Claim.take(file)).as("refusals give nothing back").isEmpty();
    }
    try (var second = Claim.take(file).orElseThrow()) {
      assertThat(second).isNotNull();
    }
  }

  @Test
  void aSweepLeavesAloneWhoIsAtWork() throws IOException {
    var parent = folder.resolve(".staging");
    try (var busy = Staging.in(parent)) {
      Files.writeString(busy.at("work"), "…");
      var gone = Files.createDirectory(parent.resolve("gone"));
      Files.writeString(gone.resolve("left"), "…");
      Files.writeString(parent.resolve("gone.lock"), "");

      Staging.sweep(parent);

      assertThat(busy.at("work")).exists();
      assertThat(gone).doesNotExist();
    }
    assertThat(parent).isEmptyDirectory();
  }
}
