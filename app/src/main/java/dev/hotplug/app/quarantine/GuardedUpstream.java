package dev.hotplug.app.quarantine;

import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.ApprovedVersion;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.upstream.OuterUpstream;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One generation of an installed server, whose tools are withheld while somebody has yet to agree
 * to them. What was called before goes on. Thread-safe.
 */
final class GuardedUpstream implements OuterUpstream {
  private final Upstream inner;
  private final ServerSpec spec;
  private final String installed;
  private final String commit;
  private final Supplier<Optional<ApprovedTools>> ledger;
  private volatile ApprovedTools approved;
  private volatile @Nullable Verdict verdict;
  private volatile boolean closed;

  /**
   * What was found about tools that were listed.
   *
   * @param now the same, to be compared
   * @param held null where all of them may be called
   */
  private record Verdict(ToolCatalog tools, ApprovedTools now, @Nullable Held held) {
    /** Asked for each call; each list is another object. */
    @SuppressWarnings("ReferenceEquality")
    boolean isAbout(ToolCatalog others) {
      return tools == others;
    }
  }

  /**
   * Guards {@code inner}, a generation that is started by {@code spec}.
   *
   * @param installed the name that it is installed under
   * @param approved the version that it is started from, and the tools that somebody had agreed to
   *   then: an update that is made meanwhile is for the next one
   * @param ledger those that somebody has agreed to by now
   */
  GuardedUpstream(Upstream inner, ServerSpec spec, String installed, ApprovedVersion approved,
      Supplier<Optional<ApprovedTools>> ledger) {
    this.inner = inner;
    this.spec = spec;
    this.installed = installed;
    this.commit = approved.commit();
    this.approved = approved.tools();
    this.ledger = ledger;
  }

  @Override
  public Upstream inner() {
    return inner;
  }

  /** What is held back of it; empty where all may be called. */
  Optional<Held> held() {
    var tools = inner.tools();
    var known = verdict;
    if (known == null || !known.isAbout(tools)) {
      return judge(tools, shown(tools));
    }
    return known.held() == null ? Optional.empty() : judge(tools, known.now());
  }

  /** As an installation keeps them: a server may say what it was given. */
  private ApprovedTools shown(ToolCatalog tools) {
    return ApprovedTools.of(
        tools.tools()
            .stream()
            .collect(Collectors.toMap(Tool::name, tool -> tool.definition().toString())),
        secrets());
  }

  private List<String> secrets() {
    return switch (spec) {
      case ServerSpec.Stdio stdio ->
        Stream.of(stdio.env(), stdio.secrets()).flatMap(it -> it.values().stream()).toList();
      case ServerSpec.Http http -> List.copyOf(http.headers().values());
    };
  }

  /** Whether nothing of it runs any more. */
  boolean isClosed() {
    return closed;
  }

  /** Looks into the ledger again, since somebody may have agreed elsewhere. */
  private Optional<Held> judge(ToolCatalog tools, ApprovedTools now) {
    var changes = approved.unapproved(now);
    if (!changes.isEmpty()) changes = agreedSince(now, changes);
    var held = changes.isEmpty() ? null
        : new Held(spec.name(), installed, new ApprovedVersion(commit, now), changes);
    verdict = new Verdict(tools, now, held);
    return Optional.ofNullable(held);
  }

  private List<ApprovedTools.Unapproved> agreedSince(ApprovedTools now,
      List<ApprovedTools.Unapproved> changes) {
    var newest = ledger.get();
    if (newest.isEmpty()) return changes;
    var left = newest.get().unapproved(now);
    if (left.isEmpty()) approved = newest.get();
    return left;
  }

  @Override
  public boolean isWithheld() {
    return held().isPresent();
  }

  @Override
  public Stopped close() throws InterruptedException {
    try {
      return inner.close();
    } finally {
      closed = true;
    }
  }
}
