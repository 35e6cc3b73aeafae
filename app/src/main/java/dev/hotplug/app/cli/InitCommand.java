package dev.hotplug.app.cli;

import dev.hotplug.spec.Edit;
import dev.hotplug.spec.McpJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hotplug init}: puts our entry into a project's {@code .mcp.json}. */
@Command(name = "init", description = "Adds Hotplug to a project's .mcp.json; every other byte stays as it is.", mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--project", paramLabel = "DIR", description = "The project (default: here).")
  private Path project = Path.of("");

  @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
  private boolean dryRun;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var folder = project.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      return terminal.failed("there is no folder " + folder
          + ". Nothing was written. Name the project with --project DIR.");
    }
    return OurEntry.command(terminal.program())
        .map(command -> put(folder.resolve(McpJson.FILE_NAME), command))
        .orElseGet(terminal::unstartable);
  }

  private int put(Path file, List<String> command) {
    return switch (McpJson.put(file, OurEntry.NAME, OurEntry.of(command).toString())) {
      case Edit.Refused(var line, var column, var message) ->
        terminal.failed(file + ":" + line + ":" + column + ": " + message);
      case Edit.Unchanged _ -> terminal.done(file + " has Hotplug already. Nothing was written.");
      case Edit.Change change -> dryRun ? shown(file, change) : saved(file, change);
    };
  }

  private int shown(Path file, Edit.Change change) {
    terminal.out().println("# " + file + " would become this; nothing was written:");
    terminal.out().print(change.after());
    return 0;
  }

  private int saved(Path file, Edit.Change change) {
    try {
      var saved = McpJson.save(file, change);
      var what = change instanceof Edit.Added ? "added to " : "brought up to date in ";
      var before = saved.backup().map(backup -> " What it held before is in " + backup + ".");
      return terminal.done("Hotplug was " + what + file + "." + before.orElse("")
          + " Restart the client, and ask it to use list_available_servers.");
    } catch (IOException e) {
      return terminal.failed(String.valueOf(e.getMessage()));
    }
  }
}
