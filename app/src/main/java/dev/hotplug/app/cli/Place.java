package dev.hotplug.app.cli;

import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.serve.ServeOptions;
import java.nio.file.Path;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command is told whose servers are meant. */
final class Place {
  @Option(names = "--project", paramLabel = "DIR", description = "The project (default: here).")
  private @Nullable Path project;

  @Option(names = "--config", paramLabel = "FILE", description = "Read this file instead of the .mcp.json of the project and the folders above.")
  private @Nullable String config;

  /** The settings of a Hotplug that a client would start there. */
  Settings settings(Terminal terminal) {
    return settings(terminal, false);
  }

  /**
   * The same.
   *
   * @param allowLocal as in {@link ServeOptions}
   */
  Settings settings(Terminal terminal, boolean allowLocal) {
    var here = Path.of("").toAbsolutePath();
    var options = new ServeOptions(config, null, allowLocal);
    return project == null ? new Settings(terminal.environment(), here, options)
        : settings(terminal, here.resolve(project).normalize(), here, options);
  }

  /**
   * The settings of a Hotplug that a client would start for one project.
   *
   * @param project absolute
   * @param here the working folder
   */
  static Settings settings(Terminal terminal, Path project, Path here, ServeOptions options) {
    var environment = new HashMap<>(terminal.environment());
    environment.put("CLAUDE_PROJECT_DIR", project.toString());
    return new Settings(environment, here, options);
  }
}
