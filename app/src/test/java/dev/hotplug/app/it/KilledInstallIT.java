package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hotplug killed while it installs and uninstalls: what the next one finds is whole or gone, and
 * the project's file is always one of two.
 */
@Tag("building")
class KilledInstallIT {
  private static final String FILE = "{\n  \"mcpServers\": {}\n}\n";
  private static final int ROUNDS = 30;

  @TempDir
  private Path folder;

  @Test
  void whateverTheMomentTheNextStartRepairsIt() throws Exception {
    var project = Files.createDirectory(folder.resolve("project"));
    var file = Files.writeString(project.resolve(".mcp.json"), FILE);
    var repository = Repository.small(folder, "small");
    long seed = Long.getLong("hotplug.seed", System.nanoTime());
    var random = new Random(seed);
    try (var host = start(project).start()) {
      var began = System.nanoTime();
      // The plan is the same each time, and so is what agrees to it.
      var plan = Wish.of(repository).plan(host);
      Wish.of(repository).askInstall(host, plan).result().assertSuccess();
      var took = Duration.ofNanos(System.nanoTime() - began);
      var whole = Files.readString(file);
      var victim = start(project).beside(host).start();
      for (int round = 0; round < ROUNDS; round++) {
        var when = "seed " + seed + ", round " + round;
        killed(victim, Wish.of(repository), plan, Files.readString(file).equals(whole),
            Duration.ofNanos(random.nextLong(took.toNanos())));
        assertThat(Files.readString(file)).as(when).isIn(FILE, whole);
        // Who looks after the one is the next to be killed.
        victim = start(project).beside(host).start();
        check(victim, project, when);
      }
      victim.close();
    }
  }

  /** Has it install or uninstall, and kills it at that moment. */
  private static void killed(Hotplug victim, Wish wish, ToolResult plan, boolean isThere,
      Duration moment) throws Exception {
    try (victim) {
      if (isThere) {
        victim.askTool("uninstall_mcp_server", "{\"server_name\":\"small\",\"delete_files\":true}");
      } else {
        wish.askInstall(victim, plan);
      }
      victim.endsWithin(moment);
      victim.kill();
      victim.awaitExit(Duration.ofSeconds(5));
    }
  }

  /** The next start has it whole or not at all. */
  private static void check(Hotplug next, Path project, String when) throws Exception {
    Await.until("it is repaired, " + when, () -> isAtRest(next.homes(), project));
    int count = next.callTool("list_installed_mcp_servers", "{}").field("count").asInt();
    var listed = Files.readString(project.resolve(".mcp.json")).contains("small");
    assertThat(listed).as(when).isEqualTo(count == 1);
    if (listed) assertThat(next.text("small", "version", "{}")).as(when).isEqualTo("v0");
    else assertThat(next.homes().data().resolve("hotplug/servers/small")).doesNotExist();
  }

  private static boolean isAtRest(Homes homes, Path project) throws IOException {
    return Tree.isAtRest(homes.folder()) && Tree.isAtRest(project);
  }

  private static Hotplug.Builder start(Path project) {
    return Hotplug.in(project).args("--allow-local").limit(Duration.ofMinutes(1));
  }
}
