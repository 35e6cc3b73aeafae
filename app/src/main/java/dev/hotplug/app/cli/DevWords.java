package dev.hotplug.app.cli;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Glob;
import dev.hotplug.spec.GlobText;
import dev.hotplug.spec.Replay;
import dev.hotplug.spec.ShellWords;
import dev.hotplug.spec.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a command is told how a server behind {@code --} is watched. */
final class DevWords {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--watch", arity = "1", paramLabel = "GLOB", description = "What to watch of a server behind --, seen from its folder; may be repeated (default: what its command line speaks of).")
  private List<String> watch = List.of();

  @Option(names = "--ignore", arity = "1", paramLabel = "GLOB", description = "What not to watch; may be repeated.")
  private List<String> ignore = List.of();

  @Option(names = "--build", paramLabel = "COMMAND|auto", description = "What to run before each reload of a server behind --; auto for what its project suggests (default: nothing).")
  private @Nullable String build;

  @Option(names = "--debounce", paramLabel = "MS", description = "How long no file may change before a change counts (default: 100).")
  private @Nullable Long debounce;

  /** Whether none of them is there. */
  boolean areAbsent() {
    return watch.isEmpty() && ignore.isEmpty() && build == null && debounce == null;
  }

  /** What they say. */
  Dev dev() {
    return new Dev(
        watch.isEmpty() ? Dev.DEFAULT.watch() : new Watch.Globs(null, globs("--watch", watch)),
        globs("--ignore", ignore), build == null ? Dev.DEFAULT.build() : build(build),
        debounce == null ? Dev.DEFAULT.debounce() : debounce(debounce), Dev.DEFAULT.smoke(),
        new Replay.ReadOnly());
  }

  private List<String> globs(String option, List<String> globs) {
    for (var glob : globs) {
      try {
        var positive = glob.startsWith("!") ? glob.substring(1) : glob;
        GlobText.withoutBraces(positive).forEach(Glob::of);
      } catch (IllegalArgumentException e) {
        throw wrong(option + " " + glob + " is no glob: " + e.getMessage());
      }
    }
    return globs;
  }

  /** What only a shell can do a shell does: whoever types a command here means it as in one. */
  private Build build(String text) {
    if (text.equals("auto")) return new Build.Auto();
    if (ShellWords.operator(text).isPresent()) {
      return new Build.Command(List.of("sh", "-c", text));
    }
    var words = ShellWords.split(text).orElse(List.of());
    if (words.isEmpty()) throw wrong("--build must be a command, with its quotes closed, or auto");
    return new Build.Command(words);
  }

  private Duration debounce(long ms) {
    if (ms < 0) throw wrong("--debounce must not be negative");
    return Duration.ofMillis(ms);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
  }
}
