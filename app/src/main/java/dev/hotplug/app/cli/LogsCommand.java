package dev.hotplug.app.cli;

import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.log.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hotplug logs}: what a server wrote, whichever Hotplug ran it in this project. */
@Command(name = "logs", description = "Shows what a server of this project wrote to stderr, and stray to stdout, each line with its time and the generation that wrote it.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
  private String server = "";

  @Option(names = "-n", paramLabel = "N", description = "How many of the last lines (default: ${DEFAULT-VALUE}).", defaultValue = "100")
  private int lines;

  @Option(names = "-f", description = "Go on with what is written from now on, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--install", description = "Show the log of its last installation instead.")
  private boolean install;

  LogsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (lines < 0) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(),
          "-n must not be negative");
    }
    var settings = place.settings(terminal);
    return install ? installation(settings) : output(settings);
  }

  private int output(Settings settings) throws IOException, InterruptedException {
    var folder = settings.serverLogs();
    if (folder.isEmpty()) return homeless();
    var record = RecordFile.of(folder.get(), server);
    var last = record.last(lines);
    if (last.isEmpty() && !follow && !Files.exists(record.file())) {
      return terminal.failed("nothing is kept of \"" + server
          + "\" in this project: it has written "
          + "nothing, or no Hotplug has run it here. --project names another project; --install "
          + "shows how its installation went.");
    }
    last.forEach(terminal.out()::println);
    if (follow) new Follower(record, terminal.out()).run();
    return 0;
  }

  private int installation(Settings settings) throws IOException {
    var folder = settings.installLogs();
    if (folder.isEmpty()) return homeless();
    var newest = newest(folder.get());
    if (newest.isEmpty()) {
      return terminal.failed("there is no log of an installation of \"" + server + "\" in "
          + folder.get() + ": it was not installed, or too long ago. hotplug list shows what is.");
    }
    LastLines.of(newest.get(), lines).forEach(terminal.out()::println);
    return 0;
  }

  /** Their names end with their time, so that they sort by it. */
  private Optional<Path> newest(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) return Optional.empty();
    var ours = Pattern.compile(Pattern.quote(server) + "-\\d{4}-\\d\\d-\\d\\dT[^/]*\\.log");
    try (var files = Files.list(folder)) {
      List<Path> found = files
          .filter(file -> ours.matcher(folder.relativize(file).toString()).matches())
          .sorted()
          .toList();
      return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }
  }

  private int homeless() {
    return terminal.failed("nothing is kept, since HOME is not set. Set it, or XDG_STATE_HOME.");
  }
}
