package dev.hotplug.app.install;

import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has changed between the tools of two versions. */
public final class ToolChanges {
  private ToolChanges() {}

  /** Those of {@code done}; empty where the tools of a version are not remembered. */
  public static Optional<CatalogDiff> of(UpdateOutcome.Done done) {
    return done.toolsBefore().flatMap(before -> done.tools().map(now -> between(before, now)));
  }

  /** By name and hash: of those that are too long there is nothing else. */
  private static CatalogDiff between(ApprovedTools before, ApprovedTools now) {
    var changed = before.unapproved(now)
        .stream()
        .flatMap(tool -> tool.before()
            .map(old -> new CatalogDiff.Changed(tool.name(), isBreaking(old, tool.now())))
            .stream())
        .toList();
    return new CatalogDiff(without(now, before), without(before, now), changed);
  }

  private static List<String> without(ApprovedTools these, ApprovedTools those) {
    return these.tools().keySet().stream().filter(name -> those.find(name).isEmpty()).toList();
  }

  /** What cannot be compared may break anything. */
  private static boolean isBreaking(ApprovedTools.Definition before, ApprovedTools.Definition now) {
    if (before.text().isEmpty() || now.text().isEmpty()) return true;
    return CatalogDiff.between(catalog(before), catalog(now))
        .changed()
        .stream()
        .anyMatch(CatalogDiff.Changed::breaking);
  }

  private static ToolCatalog catalog(ApprovedTools.Definition definition) {
    return ToolCatalog.of(Stream.of(definition.text().orElseThrow()).map(Span::of).toList());
  }
}
