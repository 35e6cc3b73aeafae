package dev.hotplug.app.cli;

import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.serve.ServeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options by which a command is told which servers of a project it is about. */
final class Selection {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(paramLabel = "NAME", description = "The servers, by their names in the project's .mcp.json.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "All servers of that list but Hotplug itself.")
  private boolean all;

  @Option(names = "--project", paramLabel = "DIR", description = "The project (default: here).")
  private Path project = Path.of("");

  @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--local", description = "Leave .mcp.json alone: only say in the project's .claude/settings.local.json whether Claude Code starts them.")
  private boolean local;

  /** The names that were given; empty for {@link #isAll}. */
  List<String> names() {
    if (names.isEmpty() == all) return List.copyOf(names);
    throw new ParameterException(Objects.requireNonNull(command).commandLine(),
        all ? "names and --all exclude each other" : "name the servers, or say --all");
  }

  boolean isAll() {
    return all;
  }

  boolean isDryRun() {
    return dryRun;
  }

  boolean isAgreed() {
    return yes;
  }

  boolean isLocal() {
    return local;
  }

  /** Absolute; it need not exist. */
  Path folder() {
    return project.toAbsolutePath().normalize();
  }

  /** The settings of a Hotplug that a client would start there. */
  Settings settings(Terminal terminal) {
    return Place.settings(terminal, folder(), folder(), new ServeOptions(null, null, false));
  }
}
