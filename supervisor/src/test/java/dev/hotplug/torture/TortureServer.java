package dev.hotplug.torture;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An MCP server over stdio that behaves or misbehaves as its command line says ({@link Mode}) and
 * as its tools are asked to ({@link Tool}). Needs only the JDK and its own classes.
 */
public final class TortureServer {
  private TortureServer() {}

  /** The command that starts one, in these modes, with the JDK that runs the test. */
  public static List<String> command(String... modes) {
    var command = new ArrayList<>(
        List.of(Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
            classes().toString(), TortureServer.class.getName()));
    command.addAll(Arrays.asList(modes));
    return List.copyOf(command);
  }

  /** The entry of a {@code .mcp.json} that starts one, as JSON text. */
  public static String entry(String... modes) {
    var command = command(modes);
    var args = new ArrayList<Json>();
    for (var arg : command.subList(1, command.size())) args.add(Json.text(arg));
    return Json.write(Json.Members.of("command", Json.text(command.getFirst()))
        .with("args", new Json.Items(args)));
  }

  private static Path classes() {
    var source = requireNonNull(TortureServer.class.getProtectionDomain().getCodeSource());
    try {
      return Path.of(requireNonNull(source.getLocation()).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes of the torture server have no path", e);
    }
  }

  /** Serves until stdin ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var modes = Modes.of(List.of(args));
    new Beginning().act(modes);
    serve(modes);
    if (modes.has(Mode.IGNORE_EOF)) Thread.sleep(Long.MAX_VALUE);
    var code = modes.value(Mode.EXIT_ON_EOF);
    Runtime.getRuntime().halt(code == null ? 0 : Integer.parseInt(code));
  }

  private static void serve(Modes modes) throws IOException {
    var out = new Output(modes);
    var session = new Session(modes, out);
    var in = new Lines(new FileInputStream(FileDescriptor.in));
    if (modes.has(Mode.JUNK_ONLY)) out.raw("Welcome to the torture server\n");
    for (var line = in.next(); line != null; line = in.next()) {
      if (!line.isBlank()) session.line(line);
    }
  }
}
