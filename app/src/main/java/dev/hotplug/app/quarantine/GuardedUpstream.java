package dev.hotplug.app.quarantine;

import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Stopped;
import dev.hotplug.upstream.Tool;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.upstream.ToolCatalog;
import dev.hotplug.upstream.Upstream;
import dev.hotplug.wire.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One generation of an installed server, whose tools are withheld while somebody has yet to agree
 * to them. What was called before goes on. Thread-safe.
 */
final class GuardedUpstream implements Upstream {
  private final Upstream inner;
  private final String server;
  private final String installed;
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
   * Guards {@code inner}, a generation of {@code server}.
   *
   * @param installed the name that it is installed under
   * @param approved the tools that somebody had agreed to when it was started: an update that is
   *   made meanwhile is for the next one
   * @param ledger those that somebody has agreed to by now
   */
  GuardedUpstream(Upstream inner, String server, String installed, ApprovedTools approved,
      Supplier<Optional<ApprovedTools>> ledger) {
    this.inner = inner;
    this.server = server;
    this.installed = installed;
    this.approved = approved;
    this.ledger = ledger;
  }

  /** What is held back of it; empty where all may be called. */
  Optional<Held> held() {
    var tools = inner.tools();
    var known = verdict;
    if (known == null || !known.isAbout(tools)) {
      return judge(tools,
          ApprovedTools.of(tools.tools()
              .stream()
              .collect(Collectors.toMap(Tool::name, tool -> tool.definition().toString()))));
    }
    return known.held() == null ? Optional.empty() : judge(tools, known.now());
  }

  /** Whether nothing of it runs any more. */
  boolean isClosed() {
    return closed;
  }

  /** Looks into the ledger again, since somebody may have agreed elsewhere. */
  private Optional<Held> judge(ToolCatalog tools, ApprovedTools now) {
    var changes = approved.unapproved(now);
    if (!changes.isEmpty()) changes = agreedSince(now, changes);
    var held = changes.isEmpty() ? null : new Held(server, installed, now, changes);
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
  public Readiness prepare() {
    return inner.prepare();
  }

  @Override
  public ToolCatalog tools() {
    return inner.tools();
  }

  @Override
  public ToolCatalog refresh() {
    return inner.refresh();
  }

  @Override
  public void follow(BiConsumer<ToolCatalog, ToolCatalog> ear) {
    inner.follow(ear);
  }

  @Override
  public Exchange call(ToolCall call) {
    return inner.call(call);
  }

  @Override
  public CompletableFuture<Cause> ended() {
    return inner.ended();
  }

  @Override
  public long pid() {
    return inner.pid();
  }

  @Override
  public Footprint footprint(Census census) {
    return inner.footprint(census);
  }

  @Override
  public Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census) {
    return inner.hindrance(cause, elders, census);
  }

  @Override
  public Stopped close() throws InterruptedException {
    try {
      return inner.close();
    } finally {
      closed = true;
    }
  }

  @Override
  public void terminate() {
    inner.terminate();
  }

  @Override
  public void kill() {
    inner.kill();
  }
}
