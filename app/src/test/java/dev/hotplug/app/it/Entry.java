package dev.hotplug.app.it;

import dev.hotplug.torture.TortureServer;
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
