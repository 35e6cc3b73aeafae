package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hotplug killed while it updates and goes back: the next one has one version or the other. */
@Tag("building")
class KilledUpdateIT {
  @TempDir
  private Path folder;

  @Test
  void whateverTheMomentOneVersionIsWhole() throws Exception {
    var project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(project.resolve(".mcp.json"), "{\"mcpServers\": {}}\n");
    var repository = Repository.small(folder, "small");
    long seed = Long.getLong("hotplug.seed", System.nanoTime());
    var random = new Random(seed);
    try (var host = start(project).start()) {
      Wish.of(repository).install(host).assertSuccess();
      long took = 0;
      for (int round = 0; round < Soak.rounds(4, 60); round++) {
        var when = "seed " + seed + ", round " + round;
        repository.file("server.js", Sample.NODE.source().replace("v0", "v" + (round + 1)))
            .commit();
        took = Math.max(took, killed(project, host, random, took));
        try (var next = start(project).beside(host).start()) {
          check(next, when);
        }
      }
    }
  }

  /** Has it plan, and kills it at some moment of the update; how long it took to plan. */
  private static long killed(Path project, Hotplug host, Random random, long before)
      throws Exception {
    try (var victim = start(project).beside(host).start()) {
      long began = System.nanoTime();
      var plan = victim.callTool("update_mcp_server", "{\"server_name\":\"small\"}");
      long took = System.nanoTime() - began;
      victim.askTool("update_mcp_server",
          "{\"server_name\":\"small\",\"confirm\":\"" + plan.word("confirm") + "\"}");
      // An update fetches once more, then builds nothing here, probes and switches.
      victim.endsWithin(Duration.ofNanos(random.nextLong(2 * Math.max(took, before))));
      victim.kill();
      victim.awaitExit(Duration.ofSeconds(5));
      return took;
    }
  }

  /** What is installed is what is listed, what {@code current} leads to, and what runs. */
  private static void check(Hotplug next, String when) throws Exception {
    var home = next.homes().data().resolve("hotplug/servers/small");
    Await.until("it is repaired, " + when, () -> isAtRest(home));
    var installed = next.callTool("list_installed_mcp_servers", "{}").field("servers").path(0);
    var commit = installed.path("commit").asText();
    assertThat(home.resolve("current").toRealPath().getFileName()).as(when)
        .hasToString(commit.substring(0, 12));
    assertThat(Files.readString(Path.of(installed.at("/files/0").asText()))).as(when)
        .contains(commit);
    var version = Files.readString(home.resolve("current/server.js"))
        .replaceAll("(?s).*'(v\\d+)'.*", "$1");
    assertThat(next.text("small", "version", "{}")).as(when).isEqualTo(version);
  }

  private static boolean isAtRest(Path home) throws IOException {
    try (var all = Files.list(home.resolveSibling(".staging"))) {
      return all.findAny().isEmpty() && Files.notExists(home.resolve("next"));
    }
  }

  private static Hotplug.Builder start(Path project) {
    return Hotplug.in(project).args("--allow-local").limit(Duration.ofMinutes(1));
  }
}
