package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.lint.Exam;
import dev.hotplug.app.lint.Finding;
import dev.hotplug.app.lint.Rule;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.McpJson;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hotplug lint}: says what of a server would trouble its clients. */
@Command(name = "lint", description = "Starts a server, lists its tools twice, stops it by the end of its stdin, and says what of it would trouble its clients.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
    "0:no finding of the level of --fail-on or above", "1:there is one",
    "2:the command line was not understood, or there is no such server"})
final class LintCommand implements Callable<Integer> {
  private static final int NO_SUCH_SERVER = 2;

  private enum Format {
    TEXT,
    JSON,
    SARIF
  }

  /** The least level that ends with 1. */
  private enum Threshold {
    ERROR,
    WARNING,
    NOTE,
    NEVER;

    boolean isReached(LintReport report) {
      return this != NEVER && report.has(Rule.Level.valueOf(name()));
    }
  }

  private final Terminal terminal;

  @Mixin
  private Chosen chosen = new Chosen();

  @Mixin
  private Place place = new Place();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text, json or sarif (default: text).")
  private Format format = Format.TEXT;

  @Option(names = "--fail-on", paramLabel = "LEVEL", description = "error, warning, note or never (default: warning): from which level on a finding ends with exit code 1.")
  private Threshold threshold = Threshold.WARNING;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    var server = chosen.server();
    var only = chosen.entry(Dev.DEFAULT);
    try (var shot = OneShot.begin(terminal, place.settings(terminal), only, (_, _, _) -> {})) {
      var report = report(server, shot, listed(server, only, shot.engine()));
      if (report.isEmpty()) return NO_SUCH_SERVER;
      print(report.get());
      return threshold.isReached(report.get()) ? 1 : 0;
    }
  }

  /** Where a file lists it; a server behind {@code --} stands in none. */
  private static Optional<LintReport.Place> listed(String server, Optional<Entry> only,
      Engine engine) {
    if (only.isPresent()) return Optional.empty();
    return engine.entry(server).flatMap(entry -> {
      var line = McpJson.line(entry.file(), entry.list(), server);
      return line.isEmpty() ? Optional.empty()
          : Optional.of(new LintReport.Place(entry.file(), line.getAsInt()));
    });
  }

  /** Empty, and said, where nothing could be started at all. */
  private Optional<LintReport> report(String server, OneShot shot,
      Optional<LintReport.Place> listed) throws InterruptedException, JsonProcessingException {
    var loaded = use("load_mcp_server_dynamically", server, shot);
    if (!loaded.content().path("success").booleanValue()) {
      return unstarted(server, loaded, listed);
    }
    long generation = loaded.content().path("generation").longValue();
    // One that is started again after a crash is not the one to be looked at.
    var exam = shot.engine().linting().exam(server).filter(one -> one.generation() == generation);
    var _ = use("unload_mcp_server", server, shot);
    return Optional.of(new LintReport(server, listed,
        exam.map(Exam::toItsEnd).orElseGet(() -> List.of(endedAtOnce())), List.of()));
  }

  private Optional<LintReport> unstarted(String server, ToolOutput loaded,
      Optional<LintReport.Place> listed) {
    var content = loaded.content();
    if (!content.path("status").asText().equals("failed")) {
      int _ = terminal.failed(loaded.failure());
      return Optional.empty();
    }
    var finding = noStart(content.path("error").asText());
    return Optional
        .of(new LintReport(server, listed, List.of(finding), texts(content.path("stderr_tail"))));
  }

  private static Finding endedAtOnce() {
    return new Finding(Rule.ENDED_BY_ITSELF, Optional.empty(),
        "It started and ended by itself before it could be looked at.");
  }

  private static Finding noStart(String sentence) {
    return new Finding(Rule.NO_START, Optional.empty(), sentence);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static ToolOutput use(String tool, String server, OneShot shot)
      throws InterruptedException, JsonProcessingException {
    return ToolOutput.of(shot.use(tool, Span.of("{\"server_name\":" + Span.string(server) + "}")));
  }

  private void print(LintReport report) {
    terminal.out().println(switch (format) {
      case TEXT -> report.text();
      case JSON -> report.json().toPrettyString();
      case SARIF -> new Sarif(terminal.program().version(), Path.of("").toAbsolutePath()).of(report)
          .toPrettyString();
    });
  }
}
