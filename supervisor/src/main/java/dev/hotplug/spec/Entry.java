package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One server as a file lists it.
 *
 * @param file the absolute path of the file that lists it
 * @param disabled whether the entry says {@code "disabled": true}: it is listed and never started
 * @param unset the variables that the entry refers to, that are not set and have no default, in the
 *   order of the entry; unless it is empty this server cannot be started, and the references stand
 *   in the spec as they are written
 * @param dev how it is watched while somebody works on it
 * @param source where it was installed from; empty where the entry does not say
 */
public record Entry(String name, ServerList list, Path file, boolean disabled, ServerSpec spec,
    List<String> unset, Dev dev, Optional<InstallSource> source) {
  public Entry {
    Objects.requireNonNull(name);
    Objects.requireNonNull(list);
    Objects.requireNonNull(file);
    Objects.requireNonNull(spec);
    unset = List.copyOf(unset);
    Objects.requireNonNull(dev);
    Objects.requireNonNull(source);
  }
}
