package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One installed server.
 *
 * @param url where it came from, without credentials; of one that is linked the path of its folder
 * @param subdir its folder in the repository; empty for the root
 * @param commit its whole name; empty for one that is linked
 * @param folder where it is installed, what holds its versions; or the folder it is linked to
 * @param start program and arguments
 * @param env the names of the variables that it is given
 * @param files the configurations that list it, as far as it was put there by us
 */
public record Installed(String name, String url, Optional<String> subdir, String commit,
    Path folder, List<String> start, List<String> env, List<Path> files) {
  public Installed {
    start = List.copyOf(start);
    env = List.copyOf(env);
    files = List.copyOf(files);
  }

  /** Whether its folder is somebody's own, and only its entry is ours. */
  public boolean isLinked() {
    return commit.isEmpty();
  }
}
