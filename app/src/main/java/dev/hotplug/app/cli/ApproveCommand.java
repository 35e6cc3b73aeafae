package dev.hotplug.app.cli;

import dev.hotplug.app.engine.Engine;
import dev.hotplug.app.quarantine.Held;
import dev.hotplug.app.quarantine.HeldText;
import dev.hotplug.wire.Span;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotplug approve}: agrees to the changed tools of an installed server. */
@Command(name = "approve", description = "Starts an installed server whose tools are quarantined, shows how they differ from those that were agreed to, and asks whether they may be called.", mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
  private String server = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  ApproveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      var loaded = ToolOutput.of(shot.use("load_mcp_server_dynamically",
          Span.of("{\"server_name\":" + Span.string(server) + "}")));
      var held = shot.engine().held(server);
      if (held.isPresent()) return decide(held.get(), shot.engine());
      return loaded.isOurFailure() ? terminal.failed(loaded.failure())
          : terminal.done("The tools of \"" + server
              + "\" are not quarantined: there is nothing to " + "approve.");
    }
  }

  private int decide(Held held, Engine engine) throws IOException, InterruptedException {
    terminal.out().print(HeldText.of(held));
    if (yes) return approved(held, engine);
    if (!terminal.isInteractive()) {
      return terminal.failed("nothing was approved, for there is nobody to ask. Add --yes.");
    }
    if (terminal.agrees("Approve these tools?")) return approved(held, engine);
    return terminal.failed("nothing was approved; none of its tools can be called.");
  }

  private int approved(Held held, Engine engine) throws InterruptedException {
    var fault = engine.quarantine().approve(held);
    return fault.isPresent() ? terminal.failed(fault.get())
        : terminal.done("The tools of \"" + server + "\" are approved as they are now.");
  }
}
