package dev.hotplug.app.it;

import dev.hotplug.torture.TortureServer;
import java.util.List;
import java.util.stream.Collectors;

/** One entry of a configuration, as JSON. */
record Entry(String json) {

  /** Starts a scripted server in these modes. */
  static Entry torture(String... modes) {
    return new Entry(TortureServer.entry(modes));
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
