package dev.hotplug.app.watch;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.ServerSpec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server is watched, decided when it is started.
 *
 * @param folder absolute, where the server runs
 * @param dev what was asked for
 * @param build what runs before a reload; empty when nothing does
 */
record Plan(ServerSpec.Stdio spec, Path folder, Dev dev, Sources sources,
    Optional<BuildStep> build) {

  /**
   * Decides it.
   *
   * @param usual where a server runs whose entry names no folder
   */
  static Plan of(ServerSpec.Stdio spec, Path usual, Dev dev) {
    var cwd = spec.cwd();
    var folder = (cwd == null ? usual : cwd).toAbsolutePath().normalize();
    var build = BuildRules.of(dev, spec, folder);
    return new Plan(spec, folder, dev, WatchRules.of(spec, folder, dev, build.isPresent()), build);
  }

  /** What was asked for and cannot be had. */
  Optional<String> warning() {
    return dev.build() instanceof Build.Auto && build.isEmpty()
        ? Optional.of(BuildRules.nothingFits(folder))
        : Optional.empty();
  }
}
