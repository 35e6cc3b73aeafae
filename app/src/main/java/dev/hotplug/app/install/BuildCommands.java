package dev.hotplug.app.install;

import dev.hotplug.installer.Commands;
import dev.hotplug.upstream.CommandRun;
import java.util.function.Consumer;

/** Runs the commands of installations, and leaves nothing of one alive. Thread-safe. */
public record BuildCommands(CommandRun runs) implements Commands {
  /** For whom they run, where a process of one is in the way of others. */
  private static final String OWNER = "an installation";

  @Override
  public Ending run(Command command, Limits limits, Consumer<String> output)
      throws InterruptedException {
    var order = new CommandRun.Command(OWNER, command.line(), command.folder(),
        command.environment(), CommandRun.Leftovers.NONE);
    return switch (runs.run(order, new CommandRun.Limits(limits.time(), limits.outputBytes()),
        output)) {
      case CommandRun.Ending.Exited(var exit, var tail, var took) ->
        new Ending.Exited(exit.code(), tail, took);
      case CommandRun.Ending.OverLimit(var limit, var tail) -> new Ending.OverLimit(limit, tail);
      case CommandRun.Ending.NotStarted(var reason) -> new Ending.NotStarted(reason);
    };
  }
}
