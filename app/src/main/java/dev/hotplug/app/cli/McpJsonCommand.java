package dev.hotplug.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;

/**
 * {@code hotplug mcp-json}: prints what {@code init} would write, for those who write themselves.
 */
@Command(name = "mcp-json", description = "Prints the block for .mcp.json and the 'claude mcp add' line; writes nothing.", mixinStandardHelpOptions = true)
final class McpJsonCommand implements Runnable {
  private final Terminal terminal;

  McpJsonCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    var launcher = terminal.launcher();
    var block = JsonNodeFactory.instance.objectNode();
    block.putObject("mcpServers").set(OurEntry.NAME, OurEntry.of(launcher));
    terminal.out().println(block.toPrettyString());
    terminal.out().println();
    terminal.out()
        .println("claude mcp add --scope project " + OurEntry.NAME + " -- "
            + quoted(launcher.toString()));
  }

  /** As a POSIX shell reads it. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./+:@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
