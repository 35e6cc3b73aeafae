package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/**
 * What the user has said about how a server is to be built and started, beyond where it comes from.
 *
 * @param subdir the folder of the server, relative to the repository's root
 * @param serverFile the file that is started, relative to that folder; it wins over what is found
 * @param requirementsFile the pip requirements to install, relative to that folder
 * @param autoDetect whether marker files are read; without it a {@code serverFile} is needed
 * @param args what the server is started with, in place of what is found
 * @param allowScripts whether packages may run their lifecycle scripts while they are installed
 */
public record Wishes(Optional<String> subdir, Optional<String> serverFile,
    Optional<String> requirementsFile, boolean autoDetect, List<String> args,
    boolean allowScripts) {
  /** None. */
  public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty(), Optional.empty(),
      true, List.of(), false);

  public Wishes {
    args = List.copyOf(args);
  }

  /** These, with another file that is started. */
  Wishes startedBy(String file) {
    return new Wishes(subdir, Optional.of(file), requirementsFile, autoDetect, args, allowScripts);
  }
}
