package dev.hotplug.app.tools;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.CommandPath;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows our own entry among those of a configuration, by the file it runs and not by its name: a
 * Hotplug that loads itself would load itself again. One that reads another configuration is
 * somebody else.
 *
 * @param launcher the launcher we were started by, null when there was none
 * @param jar the jar we run from, null when we do not run from one
 * @param environment our own
 */
public record Ourselves(@Nullable Path launcher, @Nullable Path jar,
    Map<String, String> environment) {
  private static final String CONFIG = "--config=";

  /** Whether {@code spec} starts a Hotplug that reads one of {@code files}. */
  public boolean isStartedBy(ServerSpec spec, List<Path> files, Path cwd) {
    try {
      return spec instanceof ServerSpec.Stdio stdio && runsUs(stdio, cwd)
          && otherConfig(stdio.args()).map(file -> isAmong(files, cwd.resolve(file))).orElse(true);
    } catch (InvalidPathException _) {
      // A file that cannot exist is not ours.
      return false;
    }
  }

  private boolean runsUs(ServerSpec.Stdio stdio, Path cwd) {
    var path = stdio.env().getOrDefault("PATH", environment.getOrDefault("PATH", ""));
    var program = CommandPath.find(stdio.command(), cwd, path);
    if (!(program instanceof CommandPath.Found.At(var file))) return false;
    if (isSame(file, launcher)) return true;
    int flag = stdio.args().indexOf("-jar");
    return flag >= 0 && flag + 1 < stdio.args().size()
        && isOurJar(cwd.resolve(stdio.args().get(flag + 1)));
  }

  private static Optional<String> otherConfig(List<String> args) {
    int flag = args.indexOf("--config");
    if (flag >= 0 && flag + 1 < args.size()) return Optional.of(args.get(flag + 1));
    return args.stream()
        .filter(arg -> arg.startsWith(CONFIG))
        .map(arg -> arg.substring(CONFIG.length()))
        .findFirst();
  }

  private static boolean isAmong(List<Path> files, Path file) {
    var wanted = real(file);
    return files.stream().map(Ourselves::real).anyMatch(wanted::equals);
  }

  private static boolean isSame(Path file, @Nullable Path ours) {
    return ours != null && real(file).equals(real(ours));
  }

  /** What runs is a copy of the jars, so that the one an entry names is another file. */
  private boolean isOurJar(Path file) {
    return jar != null
        && (isSame(file, jar) || Objects.equals(file.getFileName(), jar.getFileName()));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException _) {
      return file.toAbsolutePath().normalize();
    }
  }
}
