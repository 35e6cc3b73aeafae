package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.app.console.Desk;
import dev.hotplug.app.console.FullScreen;
import dev.hotplug.app.console.Journal;
import dev.hotplug.app.console.LineMode;
import dev.hotplug.app.log.Logs;
import dev.hotplug.spec.Entry;
import dev.hotplug.wire.Span;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hotplug dev}: one server before the eyes of whoever writes it. */
@Command(name = "dev", description = "Runs one server, reloads it at each save and shows what happens to it. Keys, or lines where there is no terminal: r reload, b build, t tools, q quit.", mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Mixin
  private Chosen chosen = new Chosen();

  @Mixin
  private DevWords words = new DevWords();

  @Spec
  private @Nullable CommandSpec spec;

  @Option(names = "--plain", description = "Print lines and read commands from stdin, in a terminal, too.")
  private boolean plain;

  DevCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var server = chosen.server();
    var entry = chosen.entry(words.dev());
    if (entry.isEmpty() && !words.areAbsent()) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(),
          "--watch, --ignore, --build and --debounce are for a server behind --; what has a name"
              + " has an entry, and that says it in hotplug.dev");
    }
    return show(server, entry).map(terminal::failed).orElse(0);
  }

  /** Shows it until somebody quits; why not, where it is none that could be started. */
  private Optional<String> show(String server, Optional<Entry> entry)
      throws IOException, InterruptedException {
    var clock = InstantSource.system();
    var journal = new Journal(server, clock);
    try (var shot = OneShot.begin(terminal, place.settings(terminal), entry, journal)) {
      hushLog();
      var desk = new Desk(shot.engine(), server, journal, DevCommand::read, clock);
      desk.load();
      var zone = ZoneId.systemDefault();
      return isScreen() ? FullScreen.show(desk, zone)
          : LineMode.show(desk, terminal.in(), terminal.out(), zone);
    }
  }

  /** Whether there is a terminal that can do more than show lines. */
  private boolean isScreen() {
    var type = terminal.environment().getOrDefault("TERM", "");
    return terminal.isInteractive() && !plain && !Set.of("", "dumb").contains(type);
  }

  /**
   * What is logged is shown anyway, and would be written across the screen. All of it is loaded
   * here: slf4j complains, on stderr, when several threads are the first to log.
   */
  private void hushLog() {
    Logs.configure(isScreen() ? "off" : terminal.environment().getOrDefault("HOTPLUG_LOG", "off"),
        null);
    var _ = LoggerFactory.getILoggerFactory();
  }

  private static Desk.Reading read(Span result) {
    try {
      var output = ToolOutput.of(result);
      return new Desk.Reading(output.isError(),
          output.isOurFailure() ? output.failure() : output.text());
    } catch (JsonProcessingException e) {
      return new Desk.Reading(true, "the result cannot be read: " + e.getOriginalMessage());
    }
  }
}
