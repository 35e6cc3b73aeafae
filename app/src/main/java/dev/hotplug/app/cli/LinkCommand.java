package dev.hotplug.app.cli;

import dev.hotplug.app.install.ByHand;
import dev.hotplug.installer.Choice;
import dev.hotplug.installer.LinkOutcome;
import dev.hotplug.installer.LinkRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotplug link}: lists a server whose folder somebody works in. */
@Command(name = "link", description = "Lists a server that lies in a folder of this machine, as it is: finds out what starts it, and copies, builds and runs nothing. hotplug uninstall takes the entry out again and leaves the folder alone.", mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Parameters(index = "0", paramLabel = "PATH", description = "The server's folder.")
  private Path path = Path.of("");

  @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: what it calls itself).")
  private @Nullable String name;

  @Option(names = "--server-file", paramLabel = "FILE", description = "The file to start, if another one than is found.")
  private @Nullable String serverFile;

  LinkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var request = new LinkRequest(path.toAbsolutePath().normalize(), Optional.ofNullable(name),
        Optional.ofNullable(serverFile));
    try (var shot = OneShot.begin(terminal, place.settings(terminal))) {
      // Whoever types it is the user, whom a client would have to ask.
      return switch (shot.engine().installations().get().link(request)) {
        case LinkOutcome.Done done -> done(done);
        case LinkOutcome.NeedsChoice(var folder, var choices) -> choice(folder, choices);
        case LinkOutcome.Failed(var reason, var lookedFor, var nextStep) -> {
          lookedFor.forEach(line -> terminal.err().println("  " + line));
          yield terminal.failed(reason + " " + nextStep);
        }
      };
    }
  }

  private int choice(Path folder, List<Choice> choices) {
    for (var each : choices) {
      terminal.err().println("  " + ByHand.link(request(folder, each)) + "  (" + each.what() + ")");
    }
    return terminal.failed("there are several servers in this folder; nothing was listed. Run one "
        + "of these instead.");
  }

  private LinkRequest request(Path folder, Choice choice) {
    return choice.argument().equals("subdir")
        ? new LinkRequest(folder.resolve(choice.value()), Optional.empty(), Optional.empty())
        : new LinkRequest(folder, Optional.ofNullable(name), Optional.of(choice.value()));
  }

  private int done(LinkOutcome.Done done) {
    done.remarks().forEach(terminal.err()::println);
    var server = done.server();
    terminal.out().println("\"" + server.name() + "\" is linked to " + server.folder() + ".");
    if (done.missing().isEmpty()) {
      return terminal.done("Try it: hotplug call " + server.name() + " TOOL");
    }
    terminal.out()
        .println("It cannot start yet: " + done.missing().getFirst() + " is missing. Build it:");
    done.build().forEach(order -> terminal.out().println("  " + ByHand.build(order)));
    return 0;
  }
}
