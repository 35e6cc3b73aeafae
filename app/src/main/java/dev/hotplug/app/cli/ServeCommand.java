package dev.hotplug.app.cli;

import dev.hotplug.app.log.Logs;
import dev.hotplug.app.serve.ServeOptions;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hotplug serve}, as far as it was not understood without picocli. */
@Command(name = "serve", description = "Serves MCP on stdin and stdout (the default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final ToIntFunction<ServeOptions> serve;

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "Read this file instead of the .mcp.json of the project and the folders above.")
  private @Nullable String config;

  @Option(names = "--log-level", paramLabel = "LEVEL", description = "error, warn, info (default), debug, trace or off; also HOTPLUG_LOG.")
  private @Nullable String logLevel;

  @Option(names = "--allow-local", description = "Let servers be installed from repositories of this machine.")
  private boolean allowLocal;

  ServeCommand(ToIntFunction<ServeOptions> serve) {
    this.serve = serve;
  }

  @Override
  public Integer call() {
    if (config != null && config.isBlank()) throw wrong("--config must name a file");
    if (logLevel != null && !Logs.LEVELS.contains(logLevel)) {
      throw wrong("--log-level must be one of "
          + Logs.LEVELS.stream().sorted().collect(Collectors.joining(", ")) + ", not " + logLevel);
    }
    return serve.applyAsInt(new ServeOptions(config, logLevel, allowLocal));
  }

  private ParameterException wrong(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
