package dev.hotplug.app.engine;

import dev.hotplug.app.serve.ServeOptions;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Variables;
import dev.hotplug.upstream.Instance;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this Hotplug finds and keeps things: command line over environment over default. Nothing is
 * read or created here.
 *
 * @param environment our own
 * @param cwd our own working folder
 * @param options the command line
 */
public record Settings(Map<String, String> environment, Path cwd, ServeOptions options) {

  public Settings {
    environment = Map.copyOf(environment);
  }

  /** The project: the client's word for it, else where we were started. */
  public Path project() {
    return absolute("CLAUDE_PROJECT_DIR").orElse(cwd);
  }

  /** The file named by {@code --config}; empty when the project's own are read. */
  public Optional<Path> config() {
    return Optional.ofNullable(options.config()).map(file -> cwd.resolve(file).normalize());
  }

  /** The first file of the configuration, whether it exists or not. */
  public Path configFile() {
    return config().orElseGet(() -> project().resolve(McpJson.FILE_NAME));
  }

  /** Where a server runs whose entry names no folder. */
  public Path serversFolder() {
    return config().map(Path::getParent).orElse(project());
  }

  /** The level of Hotplug's own log. */
  public String logLevel() {
    var level = options.logLevel();
    return level == null ? environment.getOrDefault("HOTPLUG_LOG", "info") : level;
  }

  /** The log file of this instance; empty where there is no place for one. */
  public Optional<Path> logFile() {
    var name = "hotplug-" + ProcessHandle.current().pid() + ".log";
    return stateFolder().map(folder -> folder.resolve("logs").resolve(name));
  }

  /** Where this project's servers' output is kept; empty where there is no place for it. */
  public Optional<Path> serverLogs() {
    var project = serversFolder();
    var name = "%s-%08x".formatted(project.getFileName(), project.toString().hashCode());
    return stateFolder().map(folder -> folder.resolve("logs").resolve("servers").resolve(name));
  }

  /** Where each installation leaves its log; empty where there is no place for it. */
  public Optional<Path> installLogs() {
    return stateFolder().map(folder -> folder.resolve("installs"));
  }

  /** Where instances leave word of themselves; empty where there is no place for it. */
  public Optional<Path> instancesFolder() {
    return stateFolder().map(folder -> folder.resolve("instances"));
  }

  /** Who ends our servers should we be killed; {@code HOTPLUG_WATCHDOG=off} for nobody. */
  public Instance.Guard guard() {
    return "off".equals(environment.get("HOTPLUG_WATCHDOG")) ? Instance.Guard.NOBODY
        : Instance.Guard.WATCHDOG;
  }

  /**
   * Where copies are kept that can be made again, {@code $XDG_CACHE_HOME/hotplug}; empty where
   * there is no place for them.
   */
  public Optional<Path> cacheFolder() {
    return ours("XDG_CACHE_HOME", Path.of(".cache"));
  }

  /** Where servers are installed; empty where there is no place for them. */
  public Optional<Path> installedServers() {
    return ours("XDG_DATA_HOME", Path.of(".local", "share"))
        .map(folder -> folder.resolve("servers"));
  }

  /** What the user keeps for us, by hand too; empty where there is no place for it. */
  public Optional<Path> configFolder() {
    return ours("XDG_CONFIG_HOME", Path.of(".config"));
  }

  /** Where references in entries are looked up. */
  public Variables variables() {
    return new Variables(environment, configFolder().map(folder -> folder.resolve("env")));
  }

  /** The user's home; empty where there is none. */
  public Optional<Path> home() {
    return absolute("HOME");
  }

  /** What we remember of our own doing; empty where there is no place for it. */
  public Optional<Path> stateFolder() {
    return ours("XDG_STATE_HOME", Path.of(".local", "state"));
  }

  /** Our part of a base folder (XDG Base Directory Specification); empty without a home. */
  private Optional<Path> ours(String variable, Path belowHome) {
    return absolute(variable).or(() -> home().map(home -> home.resolve(belowHome)))
        .map(folder -> folder.resolve("hotplug"));
  }

  private Optional<Path> absolute(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
