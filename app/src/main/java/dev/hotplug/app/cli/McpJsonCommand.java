package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotplug.app.install.ShellText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code hotplug mcp-json}: prints what {@code init} would write, for those who write themselves.
 */
@Command(name = "mcp-json", description = "Prints the block for .mcp.json and the 'claude mcp add' line; writes nothing.", mixinStandardHelpOptions = true)
final class McpJsonCommand implements Callable<Integer> {
  private final Terminal terminal;

  McpJsonCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return OurEntry.command(terminal.program()).map(this::print).orElseGet(terminal::unstartable);
  }

  private int print(List<String> command) {
    var block = JsonNodeFactory.instance.objectNode();
    block.putObject("mcpServers").set(OurEntry.NAME, OurEntry.of(command));
    terminal.out().println(block.toPrettyString());
    terminal.out().println();
    return terminal
        .done("claude mcp add --scope project " + OurEntry.NAME + " -- " + ShellText.of(command));
  }
}
