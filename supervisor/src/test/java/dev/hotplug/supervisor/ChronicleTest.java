package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.supervisor.SupervisorEvent.Exited;
import dev.hotplug.supervisor.SupervisorEvent.GaveUp;
import dev.hotplug.supervisor.SupervisorEvent.Loaded;
import dev.hotplug.supervisor.SupervisorEvent.Reloaded;
import dev.hotplug.supervisor.SupervisorEvent.StartFailed;
import dev.hotplug.supervisor.SupervisorEvent.Unloaded;
import dev.hotplug.upstream.CatalogDiff;
import dev.hotplug.upstream.Readiness;
import dev.hotplug.upstream.ToolCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is told of a step, a row a line: state, event, what is heard. */
class ChronicleTest extends LifecycleWords {
  private static final OptionalLong NOBODY = OptionalLong.empty();

  @Test
  void theFirstToServeIsLoadedAndEachLaterOneReloaded() {
    check(starting(1), connected(1), new Loaded("notes", started(1)));
    check(starting(4, by(3)), connected(4), new Reloaded("notes", started(4)));
    check(starting(4), connected(4), new Reloaded("notes", started(4)));
    check(restarting(4, 1), connected(4), new Reloaded("notes", started(4)));
    check(starting(4), connected(3));
  }

  @Test
  void aFailedStartIsToldWithWhoStillServes() {
    check(starting(1), startFailed(1), new StartFailed("notes", 1, BROKEN, NOBODY));
    check(starting(1), crashed(1), new StartFailed("notes", 1, BROKEN, NOBODY));
    check(starting(4, by(3)), startFailed(4),
        new StartFailed("notes", 4, BROKEN, OptionalLong.of(3)));
    check(starting(4, by(3)), hindered(4), new StartFailed("notes", 4, BROKEN, NOBODY));
    check(again(starting(4, by(3))), startFailed(4),
        new StartFailed("notes", 4, BROKEN, OptionalLong.of(3)));
    check(starting(4), startFailed(3));
    check(stopped(4), startFailed(4));
  }

  @Test
  void anEndIsToldOfWhoServed() {
    check(ready(3), crashed(3), new Exited("notes", 3, BROKEN));
    check(ready(3), finished(3, Event.Use.ANSWERED), new Exited("notes", 3, DONE));
    check(starting(4, by(3)), crashed(3), new Exited("notes", 3, BROKEN));
    check(leaving(ready(3), 2L), crashed(2));
    check(leaving(stopped(3), 3L), crashed(3));
  }

  @Test
  void whoCrashedTooOftenWasGivenUpAndWhoWasAskedForWasNot() {
    check(ready(by(5, 4)), crashed(5), new Exited("notes", 5, BROKEN),
        new GaveUp("notes", GIVEN_UP));
    check(restarting(5, 4), startFailed(5), new StartFailed("notes", 5, BROKEN, NOBODY),
        new GaveUp("notes", GIVEN_UP));
    check(restarting(4, 3), startFailed(4), new StartFailed("notes", 4, BROKEN, NOBODY));
  }

  @Test
  void anUnloadIsToldOnceAndOnlyOfWhatWasWanted() {
    check(ready(3), unload(A), new Unloaded("notes"));
    check(ready(3), removed(), new Unloaded("notes"));
    check(starting(1), unload(A), new Unloaded("notes"));
    check(leaving(vacating(3), 3L), unload(A), new Unloaded("notes"));
    check(backingOff(1, 3), unload(A), new Unloaded("notes"));
    check(failed(3), unload(A), new Unloaded("notes"));
    check(stopped(3), unload(A));
    check(leaving(stopped(3), 3L), unload(A));
    check(leaving(closed(3), 3L), unload(A));
  }

  @Test
  void whatOnlyLeadsSomewhereIsNotTold() {
    check(stopped(0), load(A));
    check(stopped(0), call(A));
    check(ready(3), reload(A));
    check(ready(3), changed(A));
    check(ready(3), close(A));
    check(waiting(starting(1), A), withdrawn(A));
    check(leaving(ready(3), 2L), retired(2));
    check(backingOff(1, 3), retryDue(3));
  }

  private static State again(State.Starting state) {
    return state.onceMore(new Why.Requested(), List.of(A));
  }

  private static Started started(long generation) {
    var old = generation == 1 ? OptionalLong.empty() : OptionalLong.of(generation - 1);
    return new Started(generation, old, Reload.SWAP, ToolCatalog.EMPTY,
        new CatalogDiff(List.of(), List.of(), List.of()),
        new Readiness.Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO), Duration.ZERO,
        Optional.empty());
  }

  private static void check(State state, Event event, SupervisorEvent... heard) {
    var after = new Lifecycle(Reload.SWAP, false, RestartPolicy.DEFAULT).on(state, event).state();

    assertThat(Chronicle.events("notes", state, event, after, ChronicleTest::started))
        .as("%s on %s", event, state)
        .containsExactly(heard);
  }
}
