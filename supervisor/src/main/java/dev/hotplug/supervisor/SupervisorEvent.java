package dev.hotplug.supervisor;

import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What happened to a server, for logs and for those who are told. */
public sealed interface SupervisorEvent {
  String server();

  /**
   * A generation is about to be started, from {@code spec}.
   *
   * @param change what was changed; empty where that is not why
   */
  record Starting(String server, long generation, ServerSpec spec,
      Optional<Change> change) implements SupervisorEvent {}

  /** It serves, and nothing had served before it. */
  record Loaded(String server, Started started) implements SupervisorEvent {}

  /** A newer generation took over. */
  record Reloaded(String server, Started started) implements SupervisorEvent {}

  /** It serves other tools than before, without a start; {@code diff} leads to {@code tools}. */
  record ToolsChanged(String server, long generation, ToolCatalog tools,
      CatalogDiff diff) implements SupervisorEvent {}

  /** A start failed; {@code stillServing} is who goes on, if anybody does. */
  record StartFailed(String server, long generation, Cause cause,
      OptionalLong stillServing) implements SupervisorEvent {}

  /** It was asked to go. */
  record Unloaded(String server) implements SupervisorEvent {}

  /** The serving generation ended by itself. */
  record Exited(String server, long generation, Cause cause) implements SupervisorEvent {}

  /** The generation that had served before, and was kept, ended by itself. */
  record KeptEnded(String server, long generation, Cause cause) implements SupervisorEvent {}

  /** It will be started again after {@code pause}. */
  record Restarting(String server, int crashes, Duration pause) implements SupervisorEvent {}

  /** It crashed too often and is left alone until somebody asks for it. */
  record GaveUp(String server, Cause cause) implements SupervisorEvent {}

  /** A generation that left is gone. */
  record Retired(String server, Retirement retirement) implements SupervisorEvent {}
}
