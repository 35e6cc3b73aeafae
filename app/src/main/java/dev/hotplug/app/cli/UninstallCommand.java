package dev.hotplug.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.installer.Installed;
import dev.hotplug.spec.Suggestion;
import dev.hotplug.wire.Span;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotplug uninstall}: takes an installed server out. */
@Command(name = "uninstall", description = "Takes an installed server out of the configuration; its files stay unless --delete-files is given.", mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
  private String server = "";

  @Option(names = "--delete-files", description = "Delete its folder, too.")
  private boolean deleteFiles;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  UninstallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      var installations = shot.engine().installations().get();
      var all = Stream.concat(installations.installed().stream(), installations.kept().stream())
          .toList();
      var found = all.stream().filter(it -> it.name().equals(server)).findFirst();
      if (found.isEmpty()) {
        return terminal.failed("no server named \"" + server + "\" is installed. Nothing was done."
            + Suggestion.sentence(server, all.stream().map(Installed::name).toList())
            + " hotplug list shows those that are.");
      }
      terminal.out().print(description(found.get()));
      if (yes) return uninstalled(shot);
      if (!terminal.isInteractive()) {
        return terminal.failed("nothing was done, for there is nobody to ask. Add --yes.");
      }
      if (terminal.agrees("Uninstall it?")) return uninstalled(shot);
      return terminal.failed("nothing was done.");
    }
  }

  private String description(Installed found) {
    var files = String.join(", ", found.files().stream().map(Object::toString).toList());
    var origin = found.isLinked() ? "\" linked"
        : "\" from " + found.url() + ", commit " + found.commit();
    return "\"" + found.name() + origin + "\n"
        + (files.isEmpty() ? "  no longer listed\n" : "  taken out of: " + files + "\n")
        + "  its folder " + found.folder()
        + (deleteFiles && !found.isLinked() ? " is deleted" : " stays") + "\n";
  }

  private int uninstalled(OneShot shot) throws InterruptedException, JsonProcessingException {
    var output = ToolOutput.of(shot.use("uninstall_mcp_server", Span
        .of("{\"server_name\":" + Span.string(server) + ",\"delete_files\":" + deleteFiles + "}")));
    return output.isOurFailure() ? terminal.failed(output.failure())
        : terminal.done(output.content().path("message").asText());
  }
}
