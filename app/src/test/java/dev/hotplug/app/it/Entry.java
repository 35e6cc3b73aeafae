package dev.hotplug.app.it;

import dev.hotplug.torture.TortureServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One entry of a configuration, as JSON. */
record Entry(String json) {
  private static final String QUICK = Launcher.path()
      .resolveSibling("app/src/it/shapes/server.sh")
      .toString();

  /** Starts a scripted server in these modes. */
  static Entry torture(String... modes) {
    return new Entry(TortureServer.entry(modes));
  }

  /** Starts a server of a few milliseconds with the tools {@code pid} and {@code hang}. */
  static Entry quick() {
    return of("sh", QUICK, "/dev/null");
  }

  /** The same, but it ends neither with its stdin nor at SIGTERM. */
  static Entry stubborn() {
    return of("sh", "-c", "trap '' TERM; sh \"$0\" /dev/null; exec sleep 600", QUICK);
  }

  /** The same beside a loop of shell, which has its stdout and stderr. */
  static Entry quickBeside(String loop) {
    return of("sh", "-c", "(" + loop + ") & exec sh \"$0\" /dev/null", QUICK);
  }

  /** The same, but once its tools are listed it reads nothing more. */
  static Entry deaf() {
    return of("sh", "-c",
        "for i in 1 2 3; do read -r line; echo \"$line\"; done | sh \"$0\" /dev/null; exec sleep 600",
        QUICK);
  }

  /** Starts a server of a few milliseconds whose tool {@code big} answers with so much text. */
  static Entry verbose(int bytes) {
    return of("sh", Path.of(QUICK).resolveSibling("verbose.sh").toString(),
        Integer.toString(bytes));
  }

  /** The same, but it is ready only when {@code count} of its kind have begun to start. */
  static Entry gathering(Path folder, int count) {
    var wait = ": > \"$1/$$\"; until [ \"$(ls \"$1\" | wc -l)\" -ge \"$2\" ]; do sleep 0.05; done";
    return of("sh", "-c", wait + "; exec sh \"$0\" /dev/null", QUICK, folder.toString(),
        Integer.toString(count));
  }

  static Entry of(List<String> command) {
    var args = command.stream()
        .skip(1)
        .map(Bytes::quote)
        .collect(Collectors.joining(", ", "[", "]"));
    return new Entry(
        "{\"command\": " + Bytes.quote(command.getFirst()) + ", \"args\": " + args + "}");
  }

  static Entry of(String... command) {
    return of(List.of(command));
  }

  /** The same with one more member, whose value is JSON. */
  Entry with(String name, String value) {
    return new Entry(
        json.substring(0, json.lastIndexOf('}')) + ", " + Bytes.quote(name) + ": " + value + "}");
  }

  /** The same with these {@code hotplug.timeouts}. */
  Entry withTimeouts(String members) {
    return with("hotplug", "{\"timeouts\": {" + members + "}}");
  }
}
