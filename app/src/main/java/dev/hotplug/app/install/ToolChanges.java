package dev.hotplug.app.install;

import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.util.Optional;

/** What has changed between the tools of two versions. */
public final class ToolChanges {
  private ToolChanges() {}

  /** Those of {@code done}; empty where the tools of a version are not remembered. */
  public static Optional<CatalogDiff> of(UpdateOutcome.Done done) {
    return done.toolsBefore()
        .flatMap(
            before -> done.tools().map(now -> CatalogDiff.between(catalog(before), catalog(now))));
  }

  private static ToolCatalog catalog(ApprovedTools tools) {
    return ToolCatalog.of(tools.tools()
        .values()
        .stream()
        .flatMap(definition -> definition.text().stream())
        .map(Span::of)
        .toList());
  }
}
