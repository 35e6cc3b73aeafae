package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P30: two Hotplugs of one user, who install, uninstall and load the same servers at random
 * in one project.
 */
@Tag("building")
class InstallRaceIT {
  private static final List<String> NAMES = List.of("first", "second");
  private static final int ROUNDS = Soak.rounds(5, 200);

  @TempDir
  private Path folder;

  private Project project;

  /** For each server, what is wanted and the plan that it has. */
  private final Map<String, Wanted> wanted = new TreeMap<>();

  /** A wish, and what agrees to its plan. */
  private record Wanted(Repository repository, ToolResult plan) {
    /** A Node server of which nothing has to be built. */
    static Wish wish(Repository repository) {
      return Wish.of(repository).with("auto_detect", false).with("server_file", "server.js");
    }
  }

  @BeforeEach
  void makeAProject() throws IOException {
    project = Project.in(Files.createDirectory(folder.resolve("project")))
        .server("pet0", Entry.quick())
        .server("pet1", Entry.quick());
  }

  @Test
  void whatIsInstalledIsWholeAndWhatIsWrittenIsTooAtAnyMoment() throws Exception {
    long seed = Long.getLong("hotplug.seed", System.nanoTime());
    System.out.println("seed " + seed);
    try (var one = start().start();
        var other = start().beside(one).start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var name : NAMES) {
        var repository = Repository.small(folder, name);
        wanted.put(name, new Wanted(repository, Wanted.wish(repository).plan(one)));
      }
      var first = threads.submit(actor(one, "pet0", new Random(seed)));
      var second = threads.submit(actor(other, "pet1", new Random(seed + 1)));
      first.get();
      second.get();
      Await.until("nobody writes, seed " + seed,
          () -> Tree.isAtRest(one.homes().folder()) && Tree.isAtRest(project.folder()));
      for (var name : NAMES) checkWholeOrGone(name, one, other);
    }
  }

  /** Does one thing after the other; its own server lives through all of it. */
  private Callable<Duration> actor(Hotplug hotplug, String pet, Random random) {
    return () -> {
      hotplug.load(pet).assertSuccess();
      var pid = hotplug.text(pet, "pid", "{}");
      var longest = Duration.ZERO;
      for (int round = 0; round < ROUNDS; round++) {
        long began = System.nanoTime();
        checkIsAnAnswer(act(hotplug, random));
        var took = Figures.since(began);
        if (took.compareTo(longest) > 0) longest = took;
        checkAllIsJson(hotplug.homes());
        assertThat(hotplug.text(pet, "pid", "{}")).isEqualTo(pid);
      }
      Figures.print("P30", "the longest of " + ROUNDS + " answers", longest);
      return longest;
    };
  }

  private ToolResult act(Hotplug hotplug, Random random) throws InterruptedException {
    var name = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(4)) {
      case 0, 1 -> {
        var it = Objects.requireNonNull(wanted.get(name));
        yield Wanted.wish(it.repository()).askInstall(hotplug, it.plan()).result();
      }
      case 2 -> hotplug.callTool("uninstall_mcp_server",
          "{\"server_name\":\"" + name + "\",\"delete_files\":true,\"force\":true}");
      default -> hotplug.load(name);
    };
  }

  /** It is done, or it is said why not. */
  private static void checkIsAnAnswer(ToolResult result) {
    if (result.success()) return;
    assertThat(result.word("status")).as(result.raw().toString()).isNotEmpty();
    assertThat(result.word("next_step")).as(result.raw().toString()).isNotEmpty();
  }

  private void checkAllIsJson(Homes homes) throws IOException {
    assertThat(Bytes.tree(Files.readString(project.file())).isObject()).isTrue();
    for (var file : Tree.files(homes.state().resolve("hotplug/installed"))) {
      if (!file.toString().endsWith(".json")) continue;
      try {
        assertThat(Bytes.tree(Files.readString(file)).isObject()).as(file.toString()).isTrue();
      } catch (NoSuchFileException _) {
        // It was uninstalled in between.
      }
    }
  }

  private void checkWholeOrGone(String name, Hotplug one, Hotplug other) throws Exception {
    boolean isListed = Bytes.tree(Files.readString(project.file()))
        .at("/hotplug/servers")
        .has(name);
    for (var hotplug : List.of(one, other)) {
      var known = hotplug.callTool("list_installed_mcp_servers", "{}").structured().toString();
      assertThat(known.contains("\"" + name + "\"")).as(known).isEqualTo(isListed);
      if (!isListed) continue;
      hotplug.load(name).assertSuccess();
      assertThat(hotplug.text(name, "version", "{}")).isEqualTo("v0");
    }
    var files = one.homes().data().resolve("hotplug/servers").resolve(name);
    assertThat(Files.exists(files)).as(files.toString()).isEqualTo(isListed);
  }

  private Hotplug.Builder start() {
    return Hotplug.in(project.folder()).args("--allow-local").limit(Duration.ofMinutes(1));
  }
}
