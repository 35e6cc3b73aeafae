package dev.hotplug.spec;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a server was installed from; {@code hotplug.source} of its entry. It says what to install
 * on a machine that has the entry and not the server, and nothing of how the server runs.
 *
 * @param url of a git repository, as it is written
 * @param commit as it is written, usually a whole commit name
 * @param subdir the server's folder in the repository; empty for the root
 */
public record InstallSource(String url, String commit, Optional<String> subdir) {
  public InstallSource {
    Objects.requireNonNull(url);
    Objects.requireNonNull(commit);
    Objects.requireNonNull(subdir);
  }
}
