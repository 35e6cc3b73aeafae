package dev.hotplug.app.debug;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.OuterUpstream;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Upstream;
import java.util.List;
import java.util.SortedMap;

/**
 * One generation whose entry asks for a debugger. Its port is its own until it is closed.
 *
 * @param debugged what was made of it before the start
 */
record DebuggedUpstream(Upstream inner, Debugged debugged, Debugging.Start start,
    Debugging debugging, StderrTail log) implements OuterUpstream {
  /** Node says so, and goes on without. */
  private static final String LOST_BY_NODE = "Starting inspector on ";

  /** What debugpy and the JVM die of. */
  private static final List<String> LOST = List.of("Can't listen for client connections",
      "ERROR: transport error 202");

  private static final String NO_DEBUGPY = "No module named debugpy";

  @Override
  public Readiness prepare() {
    return switch (inner.prepare()) {
      case Readiness.Ready ready -> {
        if (debugged instanceof Debugged.Listening listening && hasLostItsPort()) lost(listening);
        yield ready;
      }
      case Readiness.Failed(var cause) -> new Readiness.Failed(hinted(cause));
    };
  }

  private boolean hasLostItsPort() {
    return !log
        .last(1,
            line -> line.generation() == start.generation() && line.text().startsWith(LOST_BY_NODE)
                && line.text().endsWith("address already in use"))
        .isEmpty();
  }

  private void lost(Debugged.Listening listening) {
    debugging.note(start,
        new Debugged.Unattachable(listening.type(),
            "Somebody else took " + listening.address() + " while it was started, so no debugger "
                + "can be attached. It serves as usual. Reload it: the next free port is taken "
                + "then."));
  }

  private Cause hinted(Cause cause) {
    if (isSaid(NO_DEBUGPY, cause)) {
      return cause.hinting("hotplug.dev.debug of its entry needs debugpy, which its Python does "
          + "not have. Install it there: pip install debugpy, or uv add --dev debugpy.");
    }
    return isAboutOurPort(cause)
        ? cause.hinting("Somebody else took the debugger's port while it was started; the next "
            + "start takes the next free one.")
        : cause;
  }

  /** An older generation has another port: it is not in the way. */
  @Override
  public Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census) {
    return isAboutOurPort(cause) ? new Hindrance.Unknown() : inner.hindrance(cause, elders, census);
  }

  private boolean isAboutOurPort(Cause cause) {
    return debugged instanceof Debugged.Listening
        && LOST.stream().anyMatch(words -> isSaid(words, cause));
  }

  private static boolean isSaid(String words, Cause cause) {
    return cause.stderrTail().stream().anyMatch(line -> line.contains(words));
  }

  @Override
  public Stopped close() throws InterruptedException {
    try {
      return inner.close();
    } finally {
      debugging.forget(start);
      if (debugged instanceof Debugged.Listening(var _, var port)) debugging.ports().giveBack(port);
    }
  }
}
