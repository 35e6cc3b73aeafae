package dev.hotplug.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hotplug eject}: undoes {@code hotplug adopt}. */
@Command(name = "eject", description = "Moves servers in a project's .mcp.json back from hotplug.servers to mcpServers; right after adopt the file is as it was before, to the byte. With --all, servers that Hotplug has installed stay.", mixinStandardHelpOptions = true)
final class EjectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Selection selection = new Selection();

  EjectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return new Relisting(terminal, selection).eject();
  }
}
