package dev.hotplug.app.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * Hotplug as somebody who may not do everything: where the tests run as root, under another uid.
 */
final class Unprivileged {
  private static final String NOBODY = "65534";

  private Unprivileged() {}

  /** A launcher, to be written into {@code project}, which will belong to that user. */
  static Path launcher(Path project) throws IOException {
    if (new UnixSystem().getUid() != 0) return Launcher.path();
    assumeTrue(Stream.of("/usr/bin/setpriv", "/bin/setpriv").map(Path::of).anyMatch(Files::exists),
        "skipped: no setpriv to leave root with");
    assumeTrue(isOpenToOthers(Launcher.path()), "skipped: only root gets to this checkout");
    // Those that lead to the project must let others in; temporary folders do not.
    Files.setPosixFilePermissions(project.resolve(".."),
        PosixFilePermissions.fromString("rwx--x--x"));
    var launcher = Files.writeString(project.resolve("launcher"), """
        #!/bin/sh
        chown -R %1$s:%1$s "${XDG_STATE_HOME%%/*}" "$CLAUDE_PROJECT_DIR"
        exec setpriv --reuid %1$s --regid %1$s --clear-groups '%2$s' "$@"
        """.formatted(NOBODY, Launcher.path()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    return launcher;
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    for (var path = file; path != null; path = path.getParent()) {
      var permissions = Files.getPosixFilePermissions(path);
      if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) return false;
    }
    return true;
  }
}
