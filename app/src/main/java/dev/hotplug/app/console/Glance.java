package dev.hotplug.app.console;

import dev.hotplug.app.engine.Engine;
import dev.hotplug.supervisor.Life;
import dev.hotplug.supervisor.ServerState;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Census;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks how a server stands; at its processes once a second only. Confined to one thread. */
final class Glance {
  private static final Duration BETWEEN_CENSUSES = Duration.ofSeconds(1);

  private final Engine engine;
  private final String server;
  private List<Long> pids = List.of();
  private Instant counted = Instant.MIN;

  Glance(Engine engine, String server) {
    this.engine = engine;
    this.server = server;
  }

  Standing at(Instant now) {
    var status = engine.supervisor().status(server);
    var serving = status.filter(ServerStatus::serves);
    return new Standing(server, status.map(ServerStatus::state).orElse(ServerState.STOPPED),
        serving.map(it -> OptionalLong.of(it.generation())).orElse(OptionalLong.empty()),
        serving.flatMap(it -> uptime(it.generation(), now)).orElse(Duration.ZERO), pids(now),
        engine.watching().status(server));
  }

  private Optional<Duration> uptime(long generation, Instant now) {
    return engine.supervisor()
        .history(server)
        .stream()
        .flatMap(lives -> lives.kept().stream())
        .filter(life -> life.generation() == generation)
        .findFirst()
        .flatMap((Life life) -> life.uptime(now))
        .map(it -> Duration.ofSeconds(Math.max(0, it.toSeconds())));
  }

  private List<Long> pids(Instant now) {
    if (now.isBefore(counted.plus(BETWEEN_CENSUSES))) return pids;
    counted = now;
    pids = engine.supervisor()
        .members(server, Census.take())
        .stream()
        .flatMap(member -> member.footprint().pids().stream())
        .sorted()
        .toList();
    return pids;
  }
}
