package dev.hotplug.app.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P32: whatever Hotplug finds in the place of what it remembers, it starts as quickly, and
 * knows the servers of {@code .mcp.json}.
 */
class DamagedStateIT {
  private static final Duration SOON = Duration.ofSeconds(2);

  /** What we write by ourselves, and what the user has for us. */
  private static final List<String> OURS = List.of("state/hotplug/installed/notes.json",
      "state/hotplug/instances/0b1c2d3e-0000-4000-8000-000000000000.json",
      "state/hotplug/formers/0b1c2d3e-0000-4000-8000-000000000000/made",
      "state/hotplug/logs/hotplug-1.log", "state/hotplug/installs/notes-1.log");
  private static final List<String> USERS = List.of("config/hotplug/config.json",
      "config/hotplug/env/here");

  @TempDir
  private static Path project;

  /** Whose folders the others share. */
  private static Hotplug host;

  @BeforeAll
  static void aHotplugWithAServer() throws Exception {
    Project.in(project).server("here", Entry.quick());
    host = Hotplug.on(project);
    Files.createDirectories(home().resolve("data/hotplug/servers/notes"));
  }

  @AfterEach
  void forget() throws IOException {
    for (var file : USERS) Files.deleteIfExists(home().resolve(file));
    for (var file : aside()) Files.delete(file);
  }

  @AfterAll
  static void end() {
    host.close();
  }

  @Test
  void emptyFilesAreNoHindrance() throws Exception {
    check(new byte[0]);
  }

  @Test
  void randomBytesAreNoHindrance() throws Exception {
    long seed = Long.getLong("hotplug.seed", System.nanoTime());
    System.out.println("seed " + seed);
    var bytes = new byte[4096];
    new Random(seed).nextBytes(bytes);
    // Not by chance the begin of something that could be read.
    bytes[0] = (byte) 0xff;
    check(bytes);
  }

  @Test
  void filesOfAnOlderVersionAreNoHindrance() throws Exception {
    check("{\"version\": 0, \"name\": \"notes\", \"state\": \"DELETING\"}".getBytes(UTF_8));
  }

  @Test
  void filesOfANewerVersionAreNoHindrance() throws Exception {
    check(("{\"version\": 99, \"name\": \"notes\", \"state\": \"DELETING\","
        + " \"servers\": {\"notes\": [{\"command\": 7}]}, \"install\": {\"trust\": {\"x\": 1}}}")
        .getBytes(UTF_8));
  }

  private static void check(byte[] damage) throws Exception {
    for (var file : OURS) write(file, damage);
    for (var file : USERS) write(file, damage);
    long began = System.nanoTime();
    try (var hotplug = Hotplug.in(project).beside(host).start()) {
      var listed = hotplug.callTool("list_available_servers", "{}");
      Figures.atMost(SOON, "P32", "started over damaged files", Figures.since(began));

      assertThat(listed.structured().toString()).contains("\"here\"");
      hotplug.load("here").assertSuccess();
      assertThat(hotplug.callTool("list_installed_mcp_servers", "{}").field("count").asInt())
          .isZero();
      assertThat(aside()).singleElement().satisfies(it -> assertThat(it).hasBinaryContent(damage));
      assertThat(home().resolve("state/hotplug/installed/notes.json")).doesNotExist();
      assertThat(home().resolve("data/hotplug/servers/notes")).isDirectory();
      for (var file : USERS) assertThat(home().resolve(file)).hasBinaryContent(damage);
    }
  }

  private static void write(String name, byte[] content) throws IOException {
    var file = home().resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, content);
  }

  private static List<Path> aside() throws IOException {
    return Tree.files(home().resolve("state/hotplug/installed"))
        .stream()
        .filter(it -> it.toString().contains("notes.json.bad-"))
        .toList();
  }

  private static Path home() {
    return host.homes().folder();
  }
}
