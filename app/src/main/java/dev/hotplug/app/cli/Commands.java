package dev.hotplug.app.cli;

import dev.hotplug.app.serve.ServeOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The verbs of the command line, read by picocli. */
public final class Commands {
  private static final Set<String> ROOT = Set.of("--help", "--version", "--");

  private Commands() {}

  /**
   * Carries out a command line.
   *
   * @param serve serves MCP on stdio
   * @return the exit code: 0, 1 when it failed, 2 when it was not understood
   */
  public static int run(List<String> words, Terminal terminal, ToIntFunction<ServeOptions> serve) {
    var line = new CommandLine(new Root()).addSubcommand(new ServeCommand(serve))
        .addSubcommand(new InitCommand(terminal))
        .addSubcommand(new McpJsonCommand(terminal))
        .addSubcommand(new DemoCommand(terminal))
        .addSubcommand(new BuildCommand(terminal))
        .addSubcommand(new InstallCommand(terminal))
        .addSubcommand(new LinkCommand(terminal))
        .addSubcommand(new UpdateCommand(terminal))
        .addSubcommand(new RollbackCommand(terminal))
        .addSubcommand(new OutdatedCommand(terminal))
        .addSubcommand(new UninstallCommand(terminal))
        .addSubcommand(new ApproveCommand(terminal))
        .addSubcommand(new ListCommand(terminal))
        .addSubcommand(new LogsCommand(terminal))
        .addSubcommand(new CallCommand(terminal))
        .addSubcommand(new LintCommand(terminal))
        .addSubcommand(new DevCommand(terminal))
        .addSubcommand(new AdoptCommand(terminal))
        .addSubcommand(new EjectCommand(terminal))
        .addSubcommand(new FetchCommand(terminal))
        .addSubcommand(new TrainCommand(terminal));
    line.getCommandSpec().version("hotplug " + terminal.program().version());
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // A word such as @app.args behind -- is for Java, or whatever else is started.
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler((e, _, _) -> failed(e, terminal));
    return line.execute(withVerb(words).toArray(String[]::new));
  }

  /** The verb may be left out before the options of {@code serve}. */
  private static List<String> withVerb(List<String> words) {
    if (words.isEmpty() || !words.getFirst().startsWith("--") || ROOT.contains(words.getFirst())) {
      return words;
    }
    var all = new ArrayList<>(words);
    all.addFirst("serve");
    return all;
  }

  /** What the outside world refuses is said in a line; only faults of ours show where. */
  private static int failed(Exception e, Terminal terminal) throws Exception {
    // A signal ends the program with the exit code, whatever is returned.
    if (e instanceof InterruptedException || e instanceof ClosedByInterruptException) return 1;
    if (e instanceof IOException) {
      return terminal.failed("it could not be done: " + e.getMessage());
    }
    throw e;
  }

  /** What stands before the verb. */
  @Command(name = "hotplug", description = "Runs MCP servers behind one MCP server and reloads them while they are "
      + "edited. Without a command it serves MCP on stdin and stdout; it takes the options of serve then.", mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
          "0:success", "1:it failed", "2:the command line was not understood",
          "69:no JDK 25, or not built yet", "128+n:ended by signal n"})
  private static final class Root implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /** Reached only with options that need a verb: a plain start never comes here. */
    @Override
    public void run() {
      throw new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(),
          "a command is missing");
    }
  }
}
