package dev.hotplug.app;

import dev.hotplug.app.cli.Commands;
import dev.hotplug.app.cli.Terminal;
import dev.hotplug.app.log.Logs;
import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.ServeOptions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The start of the program, and the only class that touches the standard streams: while it serves,
 * stdout belongs to the protocol and whatever else is printed goes to stderr.
 */
public final class Main {
  private Main() {}

  /** Serves MCP on stdio, unless the command line asks for something else. */
  public static void main(String[] args) {
    var words = List.of(args);
    System.exit(ServeOptions.quick(words).map(Main::serve).orElseGet(() -> command(words)));
  }

  private static int serve(ServeOptions options) {
    // A channel's reader can be interrupted by closing it; a JVM waits 300 ms for any other.
    var in = Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    var out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    var settings = new Settings(System.getenv(), Path.of("").toAbsolutePath(), options);
    Logs.configure(settings.logLevel(), settings.logFile().orElse(null));
    var wiring = new Wiring(Program.current(), settings, in, out);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      wiring.halt();
      Logs.close();
    }, "shutdown"));
    try {
      wiring.serve();
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int command(List<String> words) {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
        StandardCharsets.UTF_8);
    return Commands.run(words, new Terminal(Program.current(), out, System.err), Main::serve);
  }
}
