package dev.hotplug.app.engine;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.OuterConnector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts installed servers from the version that {@code current} leads to at that moment, so that
 * whatever they load later is of the same version though there is an update meanwhile, and so that
 * everybody sees which version they run. What a server is configured to be does not change by it.
 * Thread-safe.
 */
final class PinnedConnector implements OuterConnector {
  private final Connector inner;
  private final Pattern current;

  /** One for what is installed in {@code servers}, absolute. */
  PinnedConnector(Connector connector, Path servers) {
    this.inner = connector;
    this.current = Pattern.compile(Pattern.quote(servers.toString()) + "/[^/]+/current(?=/|$)");
  }

  @Override
  public Connector inner() {
    return inner;
  }

  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    return inner.open(spec instanceof ServerSpec.Stdio stdio ? pinned(stdio) : spec, generation,
        log);
  }

  private ServerSpec.Stdio pinned(ServerSpec.Stdio server) {
    return new ServerSpec.Stdio(server.name(), pinned(server.command()),
        server.args().stream().map(this::pinned).toList(), server.env(), server.cwd(),
        server.options(), server.secrets());
  }

  private String pinned(String word) {
    var home = current.matcher(word);
    return home.replaceAll(
        _ -> Matcher.quoteReplacement(version(word.substring(home.start(), home.end()))));
  }

  /** The folder of the version; {@code current} itself where it leads to none. */
  private static String version(String current) {
    var link = Path.of(current);
    try {
      return link.resolveSibling(Files.readSymbolicLink(link)).toString();
    } catch (IOException _) {
      // The start says best itself what is missing.
      return link.toString();
    }
  }
}
