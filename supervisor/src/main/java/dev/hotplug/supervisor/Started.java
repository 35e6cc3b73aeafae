package dev.hotplug.supervisor;

import dev.hotplug.spec.Reload;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Hindrance.Elder;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A generation that came to serve.
 *
 * @param oldGeneration the one that had served before it, if any had
 * @param diff against that one's tools; all are added where there was none
 * @param switching from its being ready until calls went to it
 * @param displaced the generation that had to go first, as it had what only one can have; empty
 *   where none had
 */
public record Started(long generation, OptionalLong oldGeneration, Reload mode, ToolCatalog tools,
    CatalogDiff diff, Readiness.Timing timing, Duration switching, Optional<Elder> displaced) {}
