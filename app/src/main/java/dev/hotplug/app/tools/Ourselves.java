package dev.hotplug.app.tools;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.CommandPath;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** Whether {@code spec} starts a Hotplug that reads one of {@code files}. */
  boolean isStartedBy(ServerSpec spec, List<Path> files, Path cwd) {
    return spec instanceof ServerSpec.Stdio stdio && runsUs(stdio, cwd)
        && otherConfig(stdio.args()).map(file -> isAmong(files, cwd.resolve(file))).orElse(true);
  }

  private boolean runsUs(ServerSpec.Stdio stdio, Path cwd) {
    var path = stdio.env().getOrDefault("PATH", environment.getOrDefault("PATH", ""));
    var program = CommandPath.find(stdio.command(), cwd, path);
    if (!(program instanceof CommandPath.Found.At(var file))) return false;
    if (isSame(file, launcher)) return true;
    int flag = stdio.args().indexOf("-jar");
    return flag >= 0 && flag + 1 < stdio.args().size()
        && isSame(cwd.resolve(stdio.args().get(flag + 1)), jar);
  }

  private static Optional<String> otherConfig(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith("--config=")) return Optional.of(args.get(i).substring(9));
      if (args.get(i).equals("--config") && i + 1 < args.size())
        return Optional.of(args.get(i + 1));
    }
    return Optional.empty();
  }

  private static boolean isAmong(List<Path> files, Path file) {
    var real = new ArrayList<Path>();
    for (var one : files) real.add(real(one));
    return real.contains(real(file));
  }

  private static boolean isSame(Path file, @Nullable Path ours) {
    return ours != null && real(file).equals(real(ours));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException | InvalidPathException _) {
      return file.toAbsolutePath().normalize();
    }
  }
}
