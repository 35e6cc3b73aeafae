package dev.hotplug.spec;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Tells whose a file is. An entry is a command that we run, so a file that somebody else has put
 * into a folder above the project (a shared temporary folder, say) must not count.
 */
final class Ownership {
  private Ownership() {}

  /** Whether the user who runs us owns the file, and the link if it is one. */
  static boolean isMine(Path file) throws IOException {
    long me = new UnixSystem().getUid();
    return owner(file) == me && owner(file, LinkOption.NOFOLLOW_LINKS) == me;
  }

  // By number: a name may be missing (containers), and two numbers may share one.
  private static long owner(Path file, LinkOption... options) throws IOException {
    return Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid", options));
  }
}
