package dev.hotplug.app.debug;

import dev.hotplug.spec.Debug;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.OuterConnector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.util.Locale;

/**
 * Opens servers with a debugger's words in their command lines. What a server is configured to be
 * does not change by it, and one whose command line has no place for them is started without.
 */
record DebuggingConnector(Connector inner, Debugging debugging) implements OuterConnector {
  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    var wish = spec.options().debug();
    if (wish.isEmpty() || !(spec instanceof ServerSpec.Stdio stdio)) {
      return inner.open(spec, generation, log);
    }
    return switch (Gap.of(stdio, wish.get().type())) {
      case Gap.Between gap -> open(stdio, wish.get(), gap, generation, log);
      case Gap.Nowhere(var why, var instead) -> without(
          new Debugged.Unattachable(wish.get().type(),
              "It was started without a debugger, and serves as usual: hotplug.dev.debug is of "
                  + "type \"" + word(wish.get().type()) + "\", but " + why + ". " + instead),
          stdio, generation, log);
    };
  }

  private Upstream open(ServerSpec.Stdio server, Debug wish, Gap.Between gap, long generation,
      StderrTail log) {
    var port = debugging.ports().take(wish.port());
    if (port.isEmpty()) return without(crowded(wish), server, generation, log);
    var listening = new Debugged.Listening(wish.type(), port.getAsInt());
    var args = gap.filled(wish.type(), port.getAsInt());
    var upstream = inner.open(server.with(args, server.env()), generation, log);
    return attached(upstream, listening, server, generation, log);
  }

  private Upstream attached(Upstream upstream, Debugged debugged, ServerSpec server,
      long generation, StderrTail log) {
    var start = new Debugging.Start(server.name(), generation);
    debugging.note(start, debugged);
    return new DebuggedUpstream(upstream, debugged, start, debugging, log);
  }

  private Upstream without(Debugged why, ServerSpec.Stdio server, long generation, StderrTail log) {
    return attached(inner.open(server, generation, log), why, server, generation, log);
  }

  private static Debugged crowded(Debug wish) {
    return new Debugged.Unattachable(wish.type(),
        "It was started without a debugger, and serves as usual: none of the ports " + wish.port()
            + " to " + Ports.last(wish.port()) + " is free. Name another one in "
            + "hotplug.dev.debug.port.");
  }

  private static String word(Debug.Type type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
