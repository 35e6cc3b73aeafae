package dev.hotplug.app.cli;

import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerList;
import dev.hotplug.spec.ServerSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The words by which a command is told which server it is about: a name, or a command line. */
final class Chosen {
  private static final String LINE = "--";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Parameters(arity = "1..*", paramLabel = "NAME | -- COMMAND ARGS", description = "A server of the configuration, or, behind --, the command line of one that need not stand in any file.")
  private List<String> words = List.of();

  @Option(names = "--name", paramLabel = "NAME", description = "What a server behind -- is called (default: ${DEFAULT-VALUE}).")
  private String name = "server";

  @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable for a server behind --.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Option(names = "--cwd", paramLabel = "DIR", description = "Where a server behind -- runs (default: here).")
  private @Nullable Path folder;

  /** The name of the server. */
  String server() {
    if (isLine()) return name;
    if (words.size() > 1) {
      throw wrong("one server is expected, but there are " + words + "; a command line stands"
          + " behind --");
    }
    if (!environment.isEmpty() || folder != null) {
      throw wrong("--env and --cwd are for a server behind --; that of a name has an entry");
    }
    return words.getFirst();
  }

  /**
   * What a file would list of a server behind {@code --}; empty for one that is meant by its name.
   *
   * @param dev how it is watched and tried out
   */
  Optional<Entry> entry(Dev dev) {
    if (!isLine()) return Optional.empty();
    var here = Path.of("").toAbsolutePath();
    var cwd = folder == null ? here : here.resolve(folder).normalize();
    var spec = new ServerSpec.Stdio(name, words.getFirst(), words.subList(1, words.size()),
        environment, cwd, Options.DEFAULT);
    return Optional.of(new Entry(name, ServerList.HOTPLUG_SERVERS, here.resolve(McpJson.FILE_NAME),
        false, spec, List.of(), dev, Optional.empty()));
  }

  /** Whether what was written last is {@code --} and all the words. */
  private boolean isLine() {
    var all = spec().commandLine().getParseResult().originalArgs();
    int before = all.size() - words.size() - 1;
    return before >= 0 && all.get(before).equals(LINE)
        && all.subList(before + 1, all.size()).equals(words);
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec().commandLine(), what);
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command);
  }
}
