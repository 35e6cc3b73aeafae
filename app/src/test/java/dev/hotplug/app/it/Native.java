package dev.hotplug.app.it;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs in C that calls are measured with: a client, a server and a proxy so quick that what
 * is left is the machine's. Built in {@code folder} when a measurement begins; it is skipped where
 * there is no compiler, since a client in Java or Python would measure itself.
 */
record Native(Path folder) {
  private static final Path SOURCES = TestServers.sources("native");

  static Native in(Path folder) throws IOException, InterruptedException {
    for (var program : List.of("load", "echo", "relay")) build(program, folder);
    return new Native(folder);
  }

  private static void build(String program, Path folder) throws IOException, InterruptedException {
    var compile = new ProcessBuilder("cc", "-O2", "-Wall", "-Wextra", "-Werror", "-o",
        folder.resolve(program).toString(), SOURCES.resolve(program + ".c").toString(), "-lpthread")
        .inheritIO();
    try {
      int code = compile.start().waitFor();
      if (code != 0) throw new AssertionError("cc ended with " + code + " for " + program + ".c");
    } catch (IOException e) {
      abort("skipped: no C compiler, cc, is on the PATH: " + e.getMessage());
    }
  }

  /** The command that starts the server. */
  List<String> echo() {
    return List.of(program("echo"));
  }

  /** The command that starts {@code server} behind a proxy which only copies bytes. */
  List<String> relayed(List<String> server) {
    return Stream.concat(Stream.of(program("relay")), server.stream()).toList();
  }

  private String program(String name) {
    return folder.resolve(name).toString();
  }

  /** Has the client start a server, or Hotplug, as {@code builder} would. */
  Load load(ProcessBuilder builder) throws IOException {
    var command = Stream.concat(Stream.of(program("load")), builder.command().stream()).toList();
    return Load.started(builder.command(command));
  }

  /** Has the client start a server. */
  Load load(List<String> server) throws IOException {
    return load(new ProcessBuilder(server).directory(folder.toFile()));
  }
}
