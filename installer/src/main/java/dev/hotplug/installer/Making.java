package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/**
 * How a server was asked for beside its place and its variables, so that its next version is made
 * in the same way.
 */
record Making(boolean submodules, Wishes wishes, Listing.Exposure exposure) {
  /** What holds where nobody remembers more than the folder in the repository. */
  static Making usual(Optional<String> subdir) {
    var wishes = new Wishes(subdir, Optional.empty(), Optional.empty(), true, List.of(), false);
    return new Making(false, wishes, Listing.Exposure.HOTPLUG);
  }

  static Making of(InstallRequest request) {
    return new Making(request.submodules(), request.wishes(), request.exposure());
  }
}
