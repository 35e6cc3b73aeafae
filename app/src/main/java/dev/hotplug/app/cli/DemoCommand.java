package dev.hotplug.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hotplug demo}: shows the main job on a small server of its own. */
@Command(name = "demo", description = "Shows load, call, edit, reload and a failed reload on a small server.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final Terminal terminal;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var command = OurEntry.command(terminal.program());
    if (command.isEmpty()) return terminal.unstartable();
    try (var demo = Demo.in(terminal, command.get())) {
      return demo.run() ? 0 : 1;
    }
  }
}
