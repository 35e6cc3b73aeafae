package dev.hotplug.app.cli;

import dev.hotplug.app.install.Installations;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Wishes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hotplug install}: installs a server from git, once whoever types it has agreed. */
@Command(name = "install", description = "Installs an MCP server from a git repository: shows every command that will be run, asks, builds it, sees that it answers, and lists it.", mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private Place place = new Place();

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "URL", description = "https or ssh URL of the repository.")
  private String url = "";

  @Option(names = "--ref", paramLabel = "REF", description = "Branch, tag or whole commit (default: the repository's own).")
  private @Nullable String ref;

  @Option(names = "--subdir", paramLabel = "DIR", description = "The server's folder in the repository.")
  private @Nullable String subdir;

  @Option(names = "--name", paramLabel = "NAME", description = "What to call it (default: what it calls itself).")
  private @Nullable String name;

  @Option(names = "--server-file", paramLabel = "FILE", description = "The file to start, if another one than is found.")
  private @Nullable String serverFile;

  @Option(names = "--requirements-file", paramLabel = "FILE", description = "pip requirements to install.")
  private @Nullable String requirementsFile;

  @Option(names = "--env", paramLabel = "K[=V]", description = "A variable for the server; without =V, its value is that in this environment.")
  private List<String> env = new ArrayList<>();

  @Option(names = "--arg", paramLabel = "ARG", description = "An argument to start it with; may be repeated.")
  private List<String> args = new ArrayList<>();

  @Option(names = "--no-auto-detect", description = "Do not read how it is built; needs --server-file.")
  private boolean noAutoDetect;

  @Option(names = "--allow-scripts", description = "Let packages run scripts of their own while they are installed.")
  private boolean allowScripts;

  @Option(names = "--submodules", description = "Fetch submodules, too.")
  private boolean submodules;

  @Option(names = "--expose-client", description = "List it in mcpServers, so that the client starts it, too.")
  private boolean exposeClient;

  @Option(names = "--allow-local", description = "Let URL be a repository of this machine.")
  private boolean allowLocal;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Show the plan and do nothing.")
  private boolean dryRun;

  InstallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var request = new InstallRequest(url, Optional.ofNullable(ref), submodules,
        Optional.ofNullable(name), wishes(), variables(),
        exposeClient ? Listing.Exposure.CLIENT : Listing.Exposure.HOTPLUG);
    try (var shot = OneShot.begin(terminal, place.settings(terminal, allowLocal))) {
      return print(install(request, shot.engine().installations().get()));
    }
  }

  private Wishes wishes() {
    return new Wishes(Optional.ofNullable(subdir), Optional.ofNullable(serverFile),
        Optional.ofNullable(requirementsFile), !noAutoDetect, args, allowScripts);
  }

  private Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    for (var each : env) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        variables.put(each.substring(0, equals), each.substring(equals + 1));
      } else {
        var value = terminal.environment().get(each);
        if (value == null)
          throw wrong("--env " + each + ": it is not set here; give " + each + "=…");
        variables.put(each, value);
      }
    }
    return variables;
  }

  private ParameterException wrong(String what) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }

  private InstallOutcome install(InstallRequest request, Installations installs)
      throws InterruptedException {
    var policy = installs.policy();
    policy.problems().forEach(problem -> terminal.err().println("hotplug: " + problem));
    var steps = new Steps(terminal);
    try {
      return installs.install(request, new ByTerminal(terminal, policy.trusted(request),
          ByTerminal.Manner.of(yes, dryRun), steps), steps);
    } catch (InterruptedException e) {
      steps.end();
      var _ = terminal.failed("the installation was cancelled; nothing is left of it but its log, "
          + "if it had come so far. Run the same again when you want it.");
      throw e;
    } finally {
      steps.end();
    }
  }

  private int print(InstallOutcome outcome) {
    return switch (outcome) {
      case InstallOutcome.Done done -> done(done);
      case InstallOutcome.NeedsConfirmation _ ->
        dryRun ? terminal.done("Nothing was done, as --dry-run wants it.")
            : terminal.failed("nothing was done, for there is nobody to ask. If you agree to this "
                + "plan, run the same with --yes.");
      case InstallOutcome.Declined _ -> terminal.failed("nothing was done.");
      case InstallOutcome.NeedsChoice(var _, var choices) -> {
        for (var it : choices) {
          terminal.err()
              .println("  --" + it.argument().replace('_', '-') + " " + it.value() + "  ("
                  + it.what() + ")");
        }
        yield terminal
            .failed("there are several servers in this repository; nothing was done. Pick "
                + "one of these by its option.");
      }
      case InstallOutcome.Failed failed -> failed(failed);
    };
  }

  private int done(InstallOutcome.Done done) {
    done.remarks().forEach(terminal.err()::println);
    var server = done.server();
    return terminal.done("\"" + server.name() + "\" is installed, commit " + server.commit()
        + ", with the tools: " + String.join(", ", done.tools()) + "\nTry it: hotplug call "
        + server.name() + " TOOL");
  }

  private int failed(InstallOutcome.Failed failed) {
    failed.tail().forEach(line -> terminal.err().println("  " + line));
    return terminal.failed("it failed at " + failed.step() + ": " + failed.reason() + " "
        + failed.nextStep() + failed.log().map(log -> " Its log: " + log).orElse(""));
  }
}
