package dev.hotplug.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hotplug build}, which only the launcher can do: here to be listed and explained. */
@Command(name = "build", description = "Builds Hotplug from its source checkout.", mixinStandardHelpOptions = true)
final class BuildCommand implements Callable<Integer> {
  private final Terminal terminal;

  BuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    int _ = terminal
        .failed("nothing was built; the launcher does that: " + terminal.launcher() + " build");
    return 2;
  }
}
