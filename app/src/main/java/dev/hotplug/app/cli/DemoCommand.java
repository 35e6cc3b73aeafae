package dev.hotplug.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hotplug demo}: shows the main job on a small server of its own. */
@Command(name = "demo", description = "Shows on a small server what becomes of an edit, good or bad, when it is saved.", mixinStandardHelpOptions = true)
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
      Runtime.getRuntime().addShutdownHook(new Thread(() -> abandon(demo), "abandon-demo"));
      return demo.run() ? 0 : 1;
    }
  }

  /** At Ctrl-C, too, nothing is left; at any other end this finds nothing to do. */
  private void abandon(Demo demo) {
    try {
      demo.close();
    } catch (IOException e) {
      var _ = terminal.failed("the demo's project could not be deleted: " + e.getMessage()
          + ". The rest is gone. Delete it by hand.");
    }
  }
}
