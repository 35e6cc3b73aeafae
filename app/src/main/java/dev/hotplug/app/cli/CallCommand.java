package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.wire.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hotplug call}: loads a server, calls one of its tools, prints the result. */
@Command(name = "call", description = "Loads a server, calls one of its tools and prints the result; exit code 1 when that is an error.", mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
  private String server = "";

  @Parameters(index = "1", paramLabel = "TOOL", description = "Its tool.")
  private String tool = "";

  @Parameters(index = "2", paramLabel = "JSON", arity = "0..1", description = "The arguments, an object; - reads them from stdin (default: none).")
  private String arguments = "{}";

  @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long it may take, the start included (default: as long as the entry says).")
  private @Nullable Long seconds;

  @Option(names = "--json", description = "Print the whole result, as JSON on one line.")
  private boolean json;

  CallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var text = arguments.equals(STDIN)
        ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
        : arguments;
    var parameters = Span.parse(text).filter(Span::isObject);
    if (parameters.isEmpty()) throw wrong("the arguments must be a JSON object");
    if (seconds != null && seconds <= 0) throw wrong("--timeout must be positive");
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      return shot.use("call_dynamic_server_tool", wish(parameters.get()), limit())
          .map(this::print)
          .orElseGet(this::tooLate);
    }
  }

  private Span wish(Span parameters) {
    return Span.of("{\"server_name\":" + Span.string(server) + ",\"tool_name\":" + Span.string(tool)
        + ",\"parameters\":" + parameters + "}");
  }

  private Optional<Duration> limit() {
    return Optional.ofNullable(seconds).map(Duration::ofSeconds);
  }

  private int tooLate() {
    return terminal.failed("the call of " + tool + " on \"" + server + "\" took longer than "
        + seconds + " s. It was taken back and the server was stopped; it may have had its effect. "
        + "Raise --timeout, or see what the server said: hotplug logs " + server);
  }

  private int print(Span result) {
    try {
      var output = ToolOutput.of(result);
      if (json) terminal.out().println(result);
      else if (output.isOurFailure()) return terminal.failed(output.failure());
      else terminal.out().print(output.text());
      return output.isError() ? 1 : 0;
    } catch (JsonProcessingException e) {
      return terminal.failed("the result cannot be read: " + e.getOriginalMessage()
          + ". The call was made, and the server was stopped. --json prints it as it came.");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
