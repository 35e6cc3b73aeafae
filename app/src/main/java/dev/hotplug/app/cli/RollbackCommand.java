package dev.hotplug.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hotplug rollback}: goes back to the version before. */
@Command(name = "rollback", description = "Brings an installed server back to the version before, which is kept as it was built; a second time, forward again.", mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Parameters(index = "0", paramLabel = "NAME", description = "The server.")
  private String server = "";

  RollbackCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      var installs = shot.engine().installations().get();
      return new VersionAnswer(terminal, server).print(installs.rollback(server, Optional::empty));
    }
  }
}
