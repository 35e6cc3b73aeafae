package dev.hotplug.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Commands;
import dev.hotplug.installer.Consent.Verdict;
import dev.hotplug.installer.GitUrl;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Installed;
import dev.hotplug.installer.Installer;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Probe;
import dev.hotplug.installer.Wishes;
import dev.hotplug.spec.McpJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise P33: whatever an installation comes to write when the disk is full, it fails with these
 * words, what was there is as it was, and nothing of it stays.
 */
class FullDiskTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");
  private static final int MOST_PAGES = 100;

  /** As large as a page more than the entry, so that one may fit and the other not. */
  private static final String SOURCE = "#".repeat(3 * SmallDisk.PAGE);

  @TempDir
  private Path top;

  private Path disk = Path.of("");

  @Test
  void withWhateverIsLeftItIsInstalledOrAllIsAsItWas() throws Exception {
    try (var small = SmallDisk.in(top)) {
      disk = small.folder();
      Files.createDirectory(disk.resolve("project"));
      assertThat(install("old")).isInstanceOf(InstallOutcome.Done.class);
      var before = files();
      var steps = new TreeSet<String>();
      boolean isDone = false;
      for (int pages = 0; !isDone && pages < MOST_PAGES; pages++) {
        small.leave(pages);
        var outcome = install("new");
        small.free();
        isDone = outcome instanceof InstallOutcome.Done;
        if (outcome instanceof InstallOutcome.Failed failed) {
          steps.add(failed.step().replaceFirst(":.*", ""));
          checkNothingIsLeft(failed, before, pages);
        }
      }
      assertThat(isDone).isTrue();
      assertThat(installer().installed()).extracting(Installed::name)
          .containsExactlyInAnyOrder("old", "new");
      System.out.println("P33: failed for want of space at " + steps);
      assertThat(steps).hasSizeGreaterThanOrEqualTo(4);
    }
  }

  private void checkNothingIsLeft(InstallOutcome.Failed failed, Map<String, String> before,
      int pages) throws IOException {
    var when = pages + " pages left: " + failed;
    assertThat(failed.reason() + failed.tail()).as(when).contains("No space left on device");
    assertThat(failed.nextStep()).as(when).isNotBlank();
    assertThat(installer().repair()).as(when).isEmpty();
    assertThat(files()).as(when).isEqualTo(before);
  }

  private InstallOutcome install(String name) throws InterruptedException {
    var wishes = new Wishes(Optional.empty(), Optional.of("server.py"),
        Optional.of("requirements.txt"), false, List.of(), false);
    var request = new InstallRequest("https://example.org/" + name, Optional.empty(), false,
        Optional.of(name), wishes, Map.of("TOKEN", "s3cret"), Listing.Exposure.HOTPLUG);
    return installer().install(request, _ -> Verdict.GRANTED, (_, _) -> {});
  }

  private Installer installer() {
    var state = disk.resolve("state");
    var file = disk.resolve("project").resolve(McpJson.FILE_NAME);
    return new Installer(new Installer.Parts(
        new Installer.Folders(
            disk.resolve("servers"), state.resolve("installed"), state.resolve("installs")),
        this::run,
        (_, _) -> new Probe.Finding.Answers("x", "1",
            new LinkedHashMap<>(Map.of("t", "{\"name\":\"t\"}")), Duration.ofMillis(1)),
        List.of("fetch"), GitUrl.Allow.REMOTE,
        list -> new ProjectListing(list, () -> McpJson.read(List.of(list), ENVIRONMENT),
            Optional.empty()),
        new UserSecrets(disk.resolve("config")), _ -> false, file, disk.resolve("project"),
        ENVIRONMENT, InstantSource.system()));
  }

  /** Writes what the command would. */
  private Commands.Ending run(Commands.Command command, Commands.Limits limits,
      Consumer<String> output) {
    boolean isFetch = command.line().getFirst().equals("fetch");
    try {
      if (isFetch) {
        Files.writeString(command.folder().resolve("server.py"), SOURCE);
        Files.writeString(command.folder().resolve("requirements.txt"), "mcp\n");
        output.accept("fetched {\"commit\":\"" + "a".repeat(40)
            + "\",\"warnings\":[],\"reason\":\"\",\"nextStep\":\"\"}");
      } else {
        Files.writeString(command.folder().resolve("built-" + command.line().size()), SOURCE);
      }
      return new Commands.Ending.Exited(0, List.of(), Duration.ofMillis(1));
    } catch (IOException e) {
      if (isFetch)
        output.accept("fetched {\"commit\":null,\"warnings\":[],\"reason\":\"" + e.getMessage()
            + "\",\"nextStep\":\"x\"}");
      return new Commands.Ending.Exited(1, List.of(String.valueOf(e.getMessage())),
          Duration.ofMillis(1));
    }
  }

  /** All that is on the disk but logs and locks. */
  private Map<String, String> files() throws IOException {
    var all = new TreeMap<String, String>();
    try (var walk = Files.walk(disk)) {
      for (var path : walk.filter(Files::isRegularFile).toList()) {
        var name = disk.relativize(path).toString();
        boolean isKept = name.startsWith("state/installs/") || name.startsWith("servers/.locks/");
        if (!isKept) all.put(name, Files.readString(path));
      }
    }
    return all;
  }
}
