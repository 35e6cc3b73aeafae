package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A server that runs at an address, so that there is nothing to install.
 *
 * @param type as {@code .mcp.json} has it: {@code http} or {@code sse}
 * @param source the file that names it
 */
record Remote(String type, String url, String source) {
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"'\\p{C}]{1,300}");

  /** The one that {@code server.json} lists, with no package beside it. */
  static Optional<Remote> listedIn(Folder folder) {
    var manifest = Documents.json(folder, "server.json");
    if (!manifest.path("packages").isEmpty()) return Optional.empty();
    for (var remote : manifest.path("remotes")) {
      var kind = Documents.string(remote.path("type")).contains("sse") ? "sse" : "http";
      var found = at(kind, Documents.string(remote.path("url")), "server.json");
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  /** The one that a README tells to add by its address. */
  static Optional<Remote> shownIn(Folder folder) {
    return ReadmeHints.remotes(folder)
        .stream()
        .flatMap(it -> at("http", it, "the README").stream())
        .findFirst();
  }

  /** What to tell who wanted to install it. */
  Detection.Nothing nothing() {
    return new Detection.Nothing(
        "It is remote only: " + source + " lists " + url + " and nothing to install.",
        List.of("server.json: remotes, packages", "README: url"),
        "Put this into \"mcpServers\" of your .mcp.json, under a name of your choice: {\"type\": \""
            + type + "\", \"url\": \"" + url + "\"}.");
  }

  private static Optional<Remote> at(String type, String url, String source) {
    return URL.matcher(url).matches() ? Optional.of(new Remote(type, url, source))
        : Optional.empty();
  }
}
