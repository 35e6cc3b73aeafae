package dev.hotplug.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hotplug adopt}: puts servers of a project behind Hotplug. */
@Command(name = "adopt", description = "Moves servers in a project's .mcp.json from mcpServers to hotplug.servers, so that only Hotplug starts them; eject undoes it.", mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Selection selection = new Selection();

  AdoptCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return new Relisting(terminal, selection).adopt();
  }
}
