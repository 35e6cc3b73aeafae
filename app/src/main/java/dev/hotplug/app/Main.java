package dev.hotplug.app;

import dev.hotplug.app.cli.Commands;
import dev.hotplug.app.cli.Terminal;
import dev.hotplug.app.engine.Settings;
import dev.hotplug.app.log.Logs;
import dev.hotplug.app.serve.ClassCache;
import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.ServeOptions;
import dev.hotplug.upstream.PipeOutlet;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The start of the program, and the only class that touches the standard streams: while it serves,
 * stdout belongs to the protocol and whatever else is printed goes to stderr.
 */
public final class Main {
  /** The number of its file descriptor. */
  private static final int STDOUT = 1;

  private Main() {}

  /** Serves MCP on stdio, unless the command line asks for something else. */
  public static void main(String[] args) {
    var words = List.of(args);
    System.exit(ServeOptions.quick(words).map(Main::serve).orElseGet(() -> command(words)));
  }

  private static int serve(ServeOptions options) {
    var streams = new Wiring.Streams(stdin(), new FileOutputStream(FileDescriptor.out),
        () -> PipeOutlet.of(STDOUT));
    System.setOut(System.err);
    var settings = new Settings(System.getenv(), Path.of("").toAbsolutePath(), options);
    Logs.configure(settings.logLevel(), settings.logFile().orElse(null));
    var wiring = new Wiring(Program.current(), settings, streams);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      wiring.halt();
      Logs.close();
    }, "shutdown"));
    ClassCache.markIfRefused();
    try {
      wiring.serve();
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** A channel's reader can be interrupted; at its end, a JVM waits 300 ms for any other. */
  private static InputStream stdin() {
    return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
  }

  private static int command(List<String> words) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
        StandardCharsets.UTF_8);
    var terminal = new Terminal(Program.current(), stdin(), out, System.err, System.getenv(),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
    return Commands.run(words, terminal, Main::serve);
  }
}
