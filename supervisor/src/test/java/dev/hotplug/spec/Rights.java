package dev.hotplug.spec;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/** What only root can do for a test; others skip it and say so. */
final class Rights {
  private Rights() {}

  /** Makes {@code file}, or the link if it is one, somebody else's. */
  static void giveAway(Path file) throws IOException {
    assumeTrue(new UnixSystem().getUid() == 0, "only root can give a file away: skipped");
    var users = file.getFileSystem().getUserPrincipalLookupService();
    var view = requireNonNull(
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    view.setOwner(users.lookupPrincipalByName("65534"));
    view.setGroup(users.lookupPrincipalByGroupName("65534"));
  }
}
