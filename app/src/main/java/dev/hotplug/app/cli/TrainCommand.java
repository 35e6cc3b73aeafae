package dev.hotplug.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hotplug _train}: what the launcher makes its cache of classes by. */
@Command(name = "_train", hidden = true, description = "Makes an AOT cache for the launcher; not for people.")
final class TrainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FOLDER", description = "An empty folder, to work in; the cache is made there.")
  private @Nullable Path folder;

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    var jar = terminal.program().jar();
    if (folder == null || jar == null) return terminal.unstartable();
    try (var training = new Training(terminal, jar, folder.toRealPath())) {
      training.record();
      training.create();
      return 0;
    } catch (AsClient.Unexpected e) {
      return terminal.failed("no AOT cache was made: " + e.getMessage()
          + ". Starts are as before. The launcher tries again in a day.");
    }
  }
}
