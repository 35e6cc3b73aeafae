package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One installed server.
 *
 * @param url where it came from, without credentials
 * @param subdir its folder in the repository; empty for the root
 * @param commit its whole name
 * @param folder where it is installed, what holds its versions
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
}
