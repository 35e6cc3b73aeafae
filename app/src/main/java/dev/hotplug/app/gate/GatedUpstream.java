package dev.hotplug.app.gate;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.Census;
import dev.hotplug.upstream.Footprint;
import dev.hotplug.upstream.Hindrance;
import dev.hotplug.upstream.OuterUpstream;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.Upstream;
import java.time.Duration;
import java.util.SortedMap;

/**
 * A generation that is ready once it has answered its smoke tests as they expect, and never is when
 * it has not. Whoever serves until then goes on.
 */
final class GatedUpstream implements OuterUpstream {
  private final Upstream inner;
  private final SmokeTests tests;
  private final Account account;
  private volatile boolean hasFailed;

  GatedUpstream(Upstream inner, SmokeTests tests, Account account) {
    this.inner = inner;
    this.tests = tests;
    this.account = account;
  }

  @Override
  public Upstream inner() {
    return inner;
  }

  @Override
  public Readiness prepare() {
    return switch (inner.prepare()) {
      case Readiness.Failed failed -> failed;
      case Readiness.Ready ready -> tried(ready);
    };
  }

  private Readiness tried(Readiness.Ready ready) {
    if (inner.isWithheld()) {
      account.add("the smoke tests were not made, since the tools are withheld until somebody"
          + " agrees to them");
      return ready;
    }
    long begun = System.nanoTime();
    var failure = tests.failure(inner, account);
    if (failure.isEmpty()) {
      account.add("passed " + tests.counted() + " in "
          + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
      return ready;
    }
    hasFailed = true;
    return new Readiness.Failed(failure.get());
  }

  /** What answers wrongly, and perhaps complains of a lock, has started: no older one must go. */
  @Override
  public Hindrance hindrance(Cause cause, SortedMap<Long, Footprint> elders, Census census) {
    return hasFailed ? new Hindrance.Unknown() : inner.hindrance(cause, elders, census);
  }
}
