package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P27: where other programs have used up what the system tells changes with. */
class ScarcityIT {
  @TempDir
  private Path folder;

  @Test
  void aSaveIsTakenUpAndTheStatusSaysThatItTakesLonger() throws Exception {
    var code = Edited.in(folder, "code");
    var project = Files.createDirectory(folder.resolve("project"));
    Project.in(project).server("code", code.entry());
    try (var hotplug = Hotplug.in(project).launcher(deaf()).start()) {
      hotplug.load("code").assertSuccess();
      var watch = hotplug.status("code").path("watch");
      assertThat(watch.path("mode").asText()).isEqualTo("polling");
      assertThat(watch.path("warnings").toString()).contains(
          "The system does not tell of changes below " + code.folder(),
          "fs.inotify.max_user_instances");

      long begun = System.nanoTime();
      code.save("v2");
      Versions.await(hotplug, "code", "v2");

      Figures.atMost(Duration.ofSeconds(3), "P27",
          "what was saved is found by looking, and answers", Figures.since(begun));
    }
  }

  /** A launcher that may not listen: in a user namespace the limits of inotify are its own. */
  private Path deaf() throws IOException, InterruptedException {
    assumeTrue(hasNamespaces(), "skipped: this system does not run unshare -Ur");
    var launcher = Files.writeString(folder.resolve("launcher"), """
        #!/bin/sh
        exec unshare -Ur sh -c 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$0" "$@"' \
        '%s' "$@"
        """.formatted(Launcher.path()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return launcher;
  }

  private boolean hasNamespaces() throws IOException, InterruptedException {
    return Ran.in(folder, Map.of(), List.of("sh", "-c", "unshare -Ur true")).exit() == 0;
  }
}
