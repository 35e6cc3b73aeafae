package dev.hotplug.app.gate;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Smoke;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.OuterConnector;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens what another connector does, and lets nothing serve that does not pass the smoke tests of
 * its entry.
 *
 * @param tests those of a server, by its name, asked for at each start
 * @param ours takes our own secrets out of what is shown: an entry may refer to them
 */
public record GatedConnector(Connector inner, Function<String, List<Smoke>> tests,
    Supplier<Redaction> ours) implements OuterConnector {
  @Override
  public Upstream open(ServerSpec spec, long generation, StderrTail log) {
    var due = tests.apply(spec.name());
    var upstream = inner.open(spec, generation, log);
    return due.isEmpty() ? upstream
        : new GatedUpstream(upstream, new SmokeTests(due, spec, ours.get()),
            new Account(generation, log));
  }
}
