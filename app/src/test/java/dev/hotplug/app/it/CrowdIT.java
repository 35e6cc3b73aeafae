package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P12: long lines within the limit, of many servers at once, do not fill the memory. */
class CrowdIT {
  private static final int SERVERS = 24;
  private static final int BYTES = 16_000_000;

  @TempDir
  private Path folder;

  @Test
  void manyServersAnswerAtOnceAsMuchAsTheyMay() throws Exception {
    var project = Project.in(folder);
    for (int i = 0; i < SERVERS; i++) project.server("s" + i, Entry.verbose(BYTES));

    try (var hotplug = Hotplug.in(folder).limit(Duration.ofMinutes(1)).start()) {
      var calls = new ArrayList<Asked>();
      for (int i = 0; i < SERVERS; i++) hotplug.load("s" + i).assertSuccess();
      for (int i = 0; i < SERVERS; i++) calls.add(hotplug.askCall("s" + i, "big", "{}"));

      int whole = 0;
      for (var call : calls) {
        var result = call.result();
        if (result.isError()) result.assertFailure("fill the memory", "the server still runs");
        else if (result.text().length() == BYTES) whole++;
      }
      System.out.println("P12: of " + SERVERS + " answers of 16 MB at once, " + whole
          + " arrived, the others were refused");
      assertThat(whole).isPositive();
      assertThat(hotplug.text("s0", "big", "{}")).hasSize(BYTES);
    }
  }

  @Test
  void manyServersThatDoNotReadAreSentAsMuchAsTheyMayBe() throws Exception {
    var project = Project.in(folder).server("healthy", Entry.quick());
    for (int i = 0; i < SERVERS; i++) {
      project.server("s" + i, Entry.deaf().with("timeout", "3000"));
    }

    try (var hotplug = Hotplug.in(folder).limit(Duration.ofMinutes(1)).start()) {
      var calls = new ArrayList<Asked>();
      for (int i = 0; i < SERVERS; i++) hotplug.load("s" + i).assertSuccess();
      var arguments = "{\"x\": \"" + "x".repeat(BYTES) + "\"}";
      for (int i = 0; i < SERVERS; i++) calls.add(hotplug.askCall("s" + i, "hang", arguments));

      for (var call : calls) call.result().assertFailure("The call of hang", "runs");
      assertThat(hotplug.text("healthy", "pid", "{}")).matches("\\d+");
    }
  }
}
