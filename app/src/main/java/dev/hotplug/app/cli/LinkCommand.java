package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotplug link}: lists a server whose folder somebody works in. */
@Command(name = "link", description = "Lists a server that lies in a folder of this machine, as it is: finds out what starts it, and copies, builds and runs nothing. hotplug uninstall takes the entry out again and leaves the folder alone.", mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Parameters(index = "0", paramLabel = "PATH", description = "The server's folder.")
  private Path path = Path.of("");

  @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: what it calls itself).")
  private @Nullable String name;

  @Option(names = "--server-file", paramLabel = "FILE", description = "The file to start, if another one than is found.")
  private @Nullable String serverFile;

  LinkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    var arguments = JsonNodeFactory.instance.objectNode()
        .put("path", path.toAbsolutePath().normalize().toString());
    if (name != null) arguments.put("server_name", name);
    if (serverFile != null) arguments.put("server_file", serverFile);
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      return print(ToolOutput.of(shot.use("link_mcp_server", Span.of(arguments))));
    }
  }

  private int print(ToolOutput output) {
    var content = output.content();
    if (output.isOurFailure()) {
      content.path("looked_for").forEach(line -> terminal.err().println("  " + line.asText()));
      return terminal.failed(output.failure());
    }
    content.path("warnings").forEach(warning -> terminal.err().println(warning.asText()));
    return content.path("success").booleanValue() ? done(content) : choice(content);
  }

  private int choice(JsonNode content) {
    for (var each : content.path("candidates")) {
      terminal.err()
          .println("  " + ByCommand.of(each.path("call").asText()) + "  ("
              + each.path("what").asText() + ")");
    }
    return terminal.failed("there are several servers in this folder; nothing was listed. Run one "
        + "of these instead.");
  }

  private int done(JsonNode content) {
    var server = content.path("server_name").asText();
    terminal.out()
        .println("\"" + server + "\" is linked to " + content.path("path").asText() + ".");
    if (content.path("missing").isEmpty()) {
      return terminal.done("Try it: hotplug call " + server + " TOOL");
    }
    terminal.out()
        .println("It cannot start yet: " + content.path("missing").path(0).asText()
            + " is missing. Build it:");
    content.path("build").forEach(line -> terminal.out().println("  " + line.asText()));
    return 0;
  }
}
