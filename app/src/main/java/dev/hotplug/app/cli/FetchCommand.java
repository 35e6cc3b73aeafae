package dev.hotplug.app.cli;

import dev.hotplug.installer.FetchProgram;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hotplug _fetch}: the child that fetches a repository for an installation. */
@Command(name = "_fetch", hidden = true, description = "Fetches a repository for an installation; not for people.")
final class FetchCommand implements Callable<Integer> {
  private final Terminal terminal;

  FetchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return FetchProgram.run(terminal.environment(), terminal.out()::println);
  }
}
