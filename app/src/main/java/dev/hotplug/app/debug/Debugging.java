package dev.hotplug.app.debug;

import dev.hotplug.upstream.Connector;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has servers wait for debuggers whose entries ask for it ({@code hotplug.dev.debug}), each
 * generation on a port of its own, since an older one may live on. Thread-safe.
 */
public final class Debugging {
  /** One start of a server. */
  record Start(String server, long generation) {}

  private final Ports ports = new Ports();

  /** For each start that is not over and was asked to wait for a debugger. */
  private final ConcurrentHashMap<Start, Debugged> present = new ConcurrentHashMap<>();

  /** What opens as {@code inner} does, with a debugger's words where the entry asks for them. */
  public Connector around(Connector inner) {
    return new DebuggingConnector(inner, this);
  }

  /** What became of that for one generation; empty where nobody asked, and when it is gone. */
  public Optional<Debugged> of(String server, long generation) {
    return Optional.ofNullable(present.get(new Start(server, generation)));
  }

  Ports ports() {
    return ports;
  }

  void note(Start start, Debugged debugged) {
    present.put(start, debugged);
  }

  void forget(Start start) {
    present.remove(start);
  }
}
