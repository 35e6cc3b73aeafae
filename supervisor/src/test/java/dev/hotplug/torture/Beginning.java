package dev.hotplug.torture;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a server does before it reads its first line, as its modes say. */
final class Beginning {
  /** Kept from the garbage collector, which would close them. */
  private final List<ServerSocket> ports = new ArrayList<>();

  void act(Modes modes) throws IOException, InterruptedException {
    for (var mode : Mode.values()) for (var value : modes.all(mode)) act(mode, value);
  }

  private void act(Mode mode, String value) throws IOException, InterruptedException {
    switch (mode) {
      case STARTS -> append(Path.of(value), Long.toString(ProcessHandle.current().pid()));
      case ENVIRONMENT -> writeEnvironment(Path.of(value));
      case STDERR_ON_START -> System.err.println(value);
      case IGNORE_TERM -> ignoreTerm();
      case SPAWN_CHILD -> helper(value, "sleep", "600");
      case SPAWN_DETACHED -> helper(value, "setsid", "sh", "-c", "sleep 600 &");
      case PORT -> listen(Integer.parseInt(value));
      case SLOW_START -> Thread.sleep(Long.parseLong(value));
      case EXIT_ON_START -> Runtime.getRuntime().halt(Integer.parseInt(value));
      case VERSION, JUNK_ONLY, HANG_INITIALIZE, INITIALIZE_ERROR, WRONG_PROTOCOL, HANG_LIST,
          EXIT_WHEN_READY, PAGE, EXTRA_TOOL, HIDE_TOOL, REQUIRE, COUNTER, KEEP, BANNER, DRIP,
          IGNORE_EOF, EXIT_ON_EOF, SOURCE -> {
        // Asked for where they matter.
      }
    }
  }

  static void append(Path file, String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static void writeEnvironment(Path file) throws IOException {
    var lines = new ArrayList<String>();
    for (var variable : new TreeMap<>(System.getenv()).entrySet()) {
      lines.add(variable.getKey() + "=" + variable.getValue());
    }
    Files.write(file, lines);
  }

  /** sun.misc.Signal by name: javac refuses to compile a mention of it without a warning. */
  private static void ignoreTerm() {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var term = signal.getConstructor(String.class).newInstance("TERM");
      signal.getMethod("handle", signal, handler)
          .invoke(null, term, handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot ignore SIGTERM", e);
    }
  }

  private static void helper(String value, String... command) throws IOException {
    var pipes = value.equals("holdPipes") ? Redirect.INHERIT : Redirect.DISCARD;
    new ProcessBuilder(command).redirectOutput(pipes).redirectError(pipes).start();
  }

  private void listen(int port) throws IOException {
    try {
      ports.add(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    } catch (BindException e) {
      System.err.println("Error: listen EADDRINUSE: address already in use 127.0.0.1:" + port);
      Runtime.getRuntime().halt(1);
    }
  }
}
