package dev.hotplug.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Reload;
import dev.hotplug.upstream.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of ARCHITECTURE.md, a row a line: state, event, next state, effects in order. */
class LifecycleTest extends LifecycleWords {

  @Test
  void aStoppedServerStartsWhenItIsWanted() {
    check(stopped(0), load(A), waiting(starting(1), A), start(1));
    check(stopped(3), load(A), waiting(starting(4), A), start(4));
    check(stopped(3), call(A), waiting(called(starting(4)), A), start(4));
    check(stopped(3), reload(A), waiting(starting(4), A), start(4));
    check(stopped(3), changed(A), stopped(3), tellUnloaded(A));
    check(stopped(3), unload(A), stopped(3), tellGone(A));
    check(stopped(3), removed(), stopped(3));
    check(stopped(3), close(A), closed(3), tellGone(A));
  }

  @Test
  void aStoppedServerWhoseFormerSelfStillLeavesStartsBesideItOrWaits() {
    swap(leaving(stopped(3), 3L), load(A), leaving(waiting(starting(4), A), 3L), start(4));
    replace(leaving(stopped(3), 3L), load(A), leaving(waiting(vacating(3), A), 3L), drain(3));
    replace(leaving(stopped(3), 3L), call(A),
        leaving(vacating(3).joined(new Why.Called(), List.of(A)), 3L), drain(3));
    replace(leaving(stopped(3), 3L), reload(A), leaving(waiting(vacating(3), A), 3L), drain(3));
  }

  @Test
  void whoComesWhileThePlaceIsVacatedJoins() {
    var vacating = leaving(waiting(vacating(3), A), 3L);

    check(vacating, load(B), leaving(waiting(vacating(3), A, B), 3L));
    check(vacating, reload(B), leaving(waiting(vacating(3), A, B), 3L));
    check(vacating, call(B), leaving(waiting(vacating(3), A, B), 3L));
    check(vacating, changed(B), leaving(waiting(edited(vacating(3)), A, B), 3L));
    check(vacating, withdrawn(A), leaving(vacating(3), 3L));
    check(vacating, unload(B), awaitingEnd(leaving(stopped(3), 3L), B, 3L), tellUnloaded(A),
        drain(3));
    check(vacating, removed(), leaving(stopped(3), 3L), tellUnloaded(A), drain(3));
    check(vacating, close(B), awaitingEnd(dying(closed(3), 3L), B, 3L), tellClosed(A), dismiss(3));
  }

  @Test
  void aVacatedPlaceIsTakenAsSoonAsTheLastOneHasLeft() {
    check(leaving(waiting(vacating(3), A), 2L, 3L), retired(3),
        leaving(waiting(vacating(3), A), 2L));
    check(leaving(waiting(vacating(3), A), 2L), retired(2), waiting(starting(4), A), start(4));
    check(leaving(vacatingToRestart(3, 2), 3L), retired(3), restarting(4, 2), start(4));
  }

  @Test
  void aRestartThatWaitsForItsPlaceIsRequestedOnceSomebodyAsks() {
    var vacating = leaving(vacatingToRestart(3, 2), 3L);

    replace(vacating, load(A), leaving(waiting(vacating(3), A), 3L));
    replace(vacating, reload(A), leaving(waiting(vacating(3), A), 3L));
    replace(vacating, changed(A), leaving(waiting(edited(vacating(3)), A), 3L));
    replace(vacating, call(A), leaving(waiting(vacatingToRestart(3, 2), A), 3L));
  }

  @Test
  void whoComesDuringTheFirstStartJoins() {
    check(waiting(starting(1), A), load(B), waiting(starting(1), A, B));
    check(waiting(starting(1), A), call(B), waiting(starting(1), A, B));
    check(waiting(starting(1), A, B), withdrawn(A), waiting(starting(1), B));
    check(restarting(2, 1), load(A), waiting(starting(2), A));
    check(restarting(2, 1), call(A), waiting(restarting(2, 1), A));
  }

  @Test
  void whoComesDuringAReloadIsAnsweredByTheOldGeneration() {
    check(starting(4, by(3)), load(A), starting(4, by(3)), tellServes(3, A));
    check(starting(4, by(3)), call(A), starting(4, by(3)), tellServes(3, A));
  }

  @Test
  void aReloadDuringAStartSupersedesTheCandidate() {
    swap(waiting(starting(1), A), reload(B), dying(waiting(inRow(2, starting(2)), A, B), 1L),
        dismiss(1), start(2));
    swap(starting(4, by(3)), reload(A), dying(waiting(inRow(2, starting(5, by(3))), A), 4L),
        dismiss(4), start(5));
    swap(starting(4, by(3)), changed(A),
        dying(waiting(inRow(2, edited(starting(5, by(3)))), A), 4L), dismiss(4), start(5));
    swap(restarting(2, 4), reload(A), dying(waiting(inRow(2, starting(3)), A), 2L), dismiss(2),
        start(3));
    replace(waiting(starting(1), A), reload(B), dying(waiting(inRow(2, vacating(1)), A, B), 1L),
        dismiss(1));
    replace(starting(1), changed(A), dying(waiting(inRow(2, edited(vacating(1))), A), 1L),
        dismiss(1));
  }

  @Test
  void theThirdCandidateInARowIsNotSupersededAndOneMoreFollows() {
    var third = (State.Starting) waiting(inRow(3, starting(6, by(3))), A);

    check(third, reload(B), again(third, B));
    check(third, changed(B), third.onceMore(new Why.Changed(EDIT), List.of(B)));
    check(again(third, B), reload(C), again(third, B, C));
    check(again(third, B), withdrawn(B), again(third));
    check(again(third, B), withdrawn(A), again(inRow(3, starting(6, by(3))), B));
    check(again(third, B), unload(C), awaitingEnd(leaving(stopped(6), 3L, 6L), C, 3L, 6L),
        tellUnloaded(A, B), drain(3), drain(6));
  }

  @Test
  void theThirdCandidatesEndAnswersItsWaitersAndStartsOneMore() {
    var third = again(waiting(inRow(3, starting(6, by(3))), A), B);

    swap(third, connected(6), leaving(waiting(starting(7, by(6)), B), 3L), letFinish(3),
        tellServes(6, A), start(7));
    swap(third, startFailed(6), dying(waiting(starting(7, by(3)), B), 6L), dismiss(6),
        tellFailedBut(3, A), start(7));
    swap(third, crashed(6), dying(waiting(starting(7, by(3)), B), 6L), dismiss(6),
        tellFailedBut(3, A), start(7));
    swap(again(inRow(3, starting(6))), connected(6), starting(7, by(6)), start(7));
  }

  @Test
  void inReplaceTheRowGoesOnOverVacatedPlacesAndItsThirdIsFollowedByOneMore() {
    replace(waiting(inRow(2, starting(2)), A), reload(B),
        dying(waiting(inRow(3, vacating(2)), A, B), 2L), dismiss(2));
    replace(leaving(waiting(inRow(3, vacating(2)), A), 2L), retired(2),
        waiting(inRow(3, starting(3)), A), start(3));
    replace(again(waiting(inRow(3, starting(3)), A), B), connected(3),
        leaving(waiting(vacating(3), B), 3L), tellServes(3, A), drain(3));
    replace(again(waiting(inRow(3, starting(3)), A), B), startFailed(3),
        dying(waiting(vacating(3), B), 3L), dismiss(3), tellFailed(A));
  }

  @Test
  void aCandidateThatConnectsTakesOver() {
    check(waiting(starting(1), A, B), connected(1), ready(1), tellServes(1, A, B));
    check(waiting(starting(4, by(3)), A), connected(4), leaving(ready(4), 3L), letFinish(3),
        tellServes(4, A));
    check(leaving(starting(4, by(3)), 2L), connected(4), leaving(ready(4), 2L, 3L), letFinish(3));
    check(waiting(restarting(4, 2), A), connected(4), ready(by(4, 2)), tellServes(4, A));
  }

  @Test
  void aRequestedStartThatFailsIsToldAndNotRepeated() {
    check(waiting(called(starting(4)), A), startFailed(4), dying(failed(4), 4L), dismiss(4),
        tellFailed(A));
    check(waiting(starting(1), A), startFailed(1), dying(failed(1), 1L), dismiss(1), tellFailed(A));
    check(waiting(starting(1), A), crashed(1), dying(failed(1), 1L), dismiss(1), tellFailed(A));
    check(starting(1), startFailed(1), dying(failed(1), 1L), dismiss(1));
  }

  @Test
  void aReloadThatFailsLeavesTheOldGenerationServing() {
    check(waiting(starting(4, by(3, 2)), A), startFailed(4), newest(dying(ready(by(3, 2)), 4L), 4),
        dismiss(4), tellFailedBut(3, A));
    check(waiting(starting(4, by(3)), A), crashed(4), newest(dying(ready(3), 4L), 4), dismiss(4),
        tellFailedBut(3, A));
  }

  @Test
  void aRestartThatFailsCountsAsACrash() {
    check(waiting(restarting(4, 3), A), startFailed(4), dying(waiting(backingOff(4, 4), A), 4L),
        dismiss(4), schedule(4, 4));
    check(waiting(restarting(4, 3), A), crashed(4), dying(waiting(backingOff(4, 4), A), 4L),
        dismiss(4), schedule(4, 4));
    check(waiting(restarting(5, 4), A), startFailed(5), dying(givenUp(5), 5L), dismiss(5),
        tellGivenUp(A));
  }

  @Test
  void aStartThatOneOfOursStandsInTheWayOfIsRepeatedWhenThePlaceIsVacated() {
    check(waiting(starting(4, by(3)), A), hindered(4),
        dying(leaving(waiting(contested(4), A), 3L), 4L), dismiss(4), drain(3));
    check(leaving(waiting(starting(4, by(3)), A), 2L), hindered(4),
        dying(leaving(waiting(contested(4), A), 2L, 3L), 4L), dismiss(4), drain(2), drain(3));
    check(leaving(waiting(starting(4), A), 3L), hindered(4),
        dying(leaving(waiting(contested(4), A), 3L), 4L), dismiss(4), drain(3));
    check(again(waiting(inRow(3, starting(4, by(3))), A), B), hindered(4),
        dying(leaving(waiting(contested(4), A, B), 3L), 4L), dismiss(4), drain(3));
    check(waiting(starting(4), A), hindered(4), dying(failed(4), 4L), dismiss(4), tellFailed(A));
  }

  @Test
  void whatComesIntoAVacatedPlaceKnowsForWhatItWasVacated() {
    var contested = new Why.Contested(new Why.Requested(), ELDER);
    var restart = new Why.Contested(new Why.Restart(3), ELDER);

    check(leaving(waiting(contested(4), A), 3L), retired(3),
        waiting(because(contested, starting(5)), A), start(5));
    check(leaving(contested(4), 3L), load(A), leaving(waiting(contested(4), A), 3L));
    check(leaving(because(restart, starting(5)), 3L), load(A),
        leaving(waiting(because(contested, starting(5)), A), 3L));
    var told = new Cause(
        "exited; generation 3, which had port 3000, had been stopped for this second" + " try",
        BROKEN.exit(), List.of(), null);
    check(waiting(because(contested, starting(5)), A), startFailed(5), dying(failed(5, told), 5L),
        dismiss(5), tellFailed(told, A));
    check(because(restart, starting(5)), startFailed(5), dying(backingOff(4, 5), 5L), dismiss(5),
        schedule(4, 5));
    check(because(restart, starting(5)), connected(5), ready(by(5, 3)));
  }

  @Test
  void anUnloadDuringAStartEndsBoth() {
    check(waiting(starting(1), A), unload(B), awaitingEnd(leaving(stopped(1), 1L), B, 1L),
        tellUnloaded(A), drain(1));
    check(waiting(starting(4, by(3)), A), unload(B),
        awaitingEnd(leaving(stopped(4), 3L, 4L), B, 3L, 4L), tellUnloaded(A), drain(3), drain(4));
    check(waiting(starting(4, by(3)), A), removed(), leaving(stopped(4), 3L, 4L), tellUnloaded(A),
        drain(3), drain(4));
    check(waiting(starting(4, by(3)), A), close(B),
        awaitingEnd(dying(closed(4), 3L, 4L), B, 3L, 4L), tellClosed(A), dismiss(3), dismiss(4));
  }

  @Test
  void aStartGoesOnWithoutTheOldGenerationWhenThatOneEnds() {
    check(waiting(starting(4, by(3)), A), crashed(3), dying(waiting(starting(4), A), 3L),
        dismiss(3));
    check(again(inRow(3, starting(4, by(3))), A), finished(3, Event.Use.ANSWERED),
        dying(again(inRow(3, starting(4)), A), 3L), dismiss(3));
  }

  @Test
  void aReadyServerAnswersAtOnce() {
    check(ready(3), load(A), ready(3), tellServes(3, A));
    check(ready(3), call(A), ready(3), tellServes(3, A));
  }

  @Test
  void aReloadKeepsTheOldGenerationServing() {
    swap(ready(3), reload(A), waiting(starting(4, by(3)), A), start(4));
    swap(ready(3), changed(A), waiting(edited(starting(4, by(3))), A), start(4));
  }

  @Test
  void aReloadByReplacementWaitsUntilTheOldGenerationIsGone() {
    replace(ready(3), reload(A), leaving(waiting(vacating(3), A), 3L), drain(3));
    replace(ready(3), changed(A), leaving(waiting(edited(vacating(3)), A), 3L), drain(3));
  }

  @Test
  void nobodyMayFinishForEverWhoseGoingIsWaitedFor() {
    replace(leaving(ready(3), 2L), reload(A), leaving(waiting(vacating(3), A), 2L, 3L), drain(2),
        drain(3));
    replace(leaving(failed(3), 2L), load(A), leaving(waiting(vacating(3), A), 2L), drain(2));
  }

  @Test
  void anUnloadIsAnsweredWhenAllThatWereLeavingAtThatMomentAreGone() {
    check(ready(3), unload(A), awaitingEnd(leaving(stopped(3), 3L), A, 3L), drain(3));
    check(ready(3), removed(), leaving(stopped(3), 3L), drain(3));
    check(leaving(ready(3), 2L), unload(A), awaitingEnd(leaving(stopped(3), 2L, 3L), A, 2L, 3L),
        drain(2), drain(3));
    check(awaitingEnd(leaving(stopped(3), 2L, 3L), A, 2L, 3L), retired(2),
        awaitingEnd(leaving(stopped(3), 3L), A, 2L, 3L));
    check(awaitingEnd(leaving(stopped(3), 3L), A, 2L, 3L), retired(3), stopped(3),
        tellGone(A, 2L, 3L));
  }

  @Test
  void anUnloadIsAnsweredWhateverTheServerDoesMeanwhile() {
    check(awaitingEnd(leaving(ready(4), 3L), A, 3L), retired(3), ready(4), tellGone(A, 3L));
    check(awaitingEnd(leaving(backingOff(1, 4), 3L), A, 3L), retired(3), backingOff(1, 4),
        tellGone(A, 3L));
    check(awaitingEnd(leaving(waiting(starting(4), B), 3L), A, 3L), retired(3),
        waiting(starting(4), B), tellGone(A, 3L));
    check(awaitingEnd(leaving(waiting(vacating(3), B), 3L), A, 3L), retired(3),
        waiting(starting(4), B), tellGone(A, 3L), start(4));
    check(awaitingEnd(leaving(stopped(3), 3L), A, 3L), unload(B),
        awaitingEnd(awaitingEnd(leaving(stopped(3), 3L), A, 3L), B, 3L), drain(3));
    check(awaitingEnd(awaitingEnd(leaving(stopped(3), 3L), A, 3L), B, 3L), retired(3), stopped(3),
        tellGone(A, 3L), tellGone(B, 3L));
  }

  @Test
  void aCrashIsFollowedByARestart() {
    check(ready(3), crashed(3), dying(backingOff(1, 3), 3L), dismiss(3), schedule(1, 3));
    check(ready(3), finished(3, Event.Use.ENGAGED), dying(backingOff(1, 3), 3L), dismiss(3),
        schedule(1, 3));
    check(backingOff(1, 3), retryDue(3), restarting(4, 1), start(4));
    replace(dying(backingOff(1, 3), 3L), retryDue(3), dying(vacatingToRestart(3, 1), 3L));
  }

  @Test
  void aServerThatEndsInPeaceIsStopped() {
    check(ready(3), finished(3, Event.Use.ANSWERED), dying(stopped(3), 3L), dismiss(3));
    check(ready(3), finished(3, SOON, Event.Use.NONE), dying(stopped(3), 3L), dismiss(3));
  }

  /** Else a call that waits for a server that only ever starts and ends would start it for ever. */
  @Test
  void oneThatEndsInPeaceAtOnceHasCrashed() {
    check(ready(3), finished(3, SOON.minusMillis(1), Event.Use.NONE), dying(backingOff(1, 3), 3L),
        dismiss(3), schedule(1, 3));
  }

  @Test
  void theFifthCrashIsTheLast() {
    check(ready(by(4, 3)), crashed(4), dying(backingOff(4, 4), 4L), dismiss(4), schedule(4, 4));
    check(ready(by(5, 4)), crashed(5), dying(givenUp(5), 5L), dismiss(5));
    check(restarting(5, 4), startFailed(5), dying(givenUp(5), 5L), dismiss(5));
  }

  @Test
  void aMinuteOfCalmForgetsTheCrashesBefore() {
    check(ready(by(5, 4)), crashed(5, Duration.ofSeconds(60)), dying(backingOff(1, 5), 5L),
        dismiss(5), schedule(1, 5));
    check(ready(by(5, 4)), crashed(5, Duration.ofMillis(59_999)), dying(givenUp(5), 5L),
        dismiss(5));
    check(ready(by(5, 4)), crashed(5, Duration.ofMinutes(-1)), dying(givenUp(5), 5L), dismiss(5));
  }

  @Test
  void aServerThatAlwaysCrashesIsStartedFiveTimesAndNoMore() {
    var rules = new Lifecycle(Reload.SWAP, false, RestartPolicy.DEFAULT);
    State state = waiting(starting(1), A);

    for (long generation = 1; generation <= 5; generation++) {
      state = rules.on(state, connected(generation)).state();
      state = rules.on(state, crashed(generation)).state();
      state = rules.on(state, retired(generation)).state();
      state = rules.on(state, retryDue(generation)).state();
    }

    assertThat(state).isEqualTo(givenUp(5));
  }

  @Test
  void aServerThatBacksOffStartsAtOnceWhenSomebodyAsks() {
    var waits = waiting(backingOff(2, 3), A);

    check(waits, load(B), waiting(starting(4), A, B), start(4));
    check(waits, reload(B), waiting(starting(4), A, B), start(4));
    check(waits, changed(B), waiting(edited(starting(4)), A, B), start(4));
    check(waits, call(B), waiting(backingOff(2, 3), A, B));
    check(waits, withdrawn(A), backingOff(2, 3));
    check(waits, unload(B), stopped(3), tellUnloaded(A), tellGone(B));
    check(waits, removed(), stopped(3), tellUnloaded(A));
    check(waits, close(B), closed(3), tellClosed(A), tellGone(B));
    check(leaving(waits, 3L), unload(B), awaitingEnd(leaving(stopped(3), 3L), B, 3L),
        tellUnloaded(A), drain(3));
    replace(leaving(waits, 3L), load(B), leaving(waiting(vacating(3), A, B), 3L), drain(3));
  }

  @Test
  void onlyTheRetryOfThisWaitStarts() {
    check(waiting(backingOff(1, 3), A), retryDue(3), waiting(restarting(4, 1), A), start(4));
    check(backingOff(1, 3), retryDue(2), backingOff(1, 3));
    check(stopped(3), retryDue(3), stopped(3));
    check(leaving(waiting(vacating(3), A), 3L), retryDue(3), leaving(waiting(vacating(3), A), 3L));
    check(starting(4), retryDue(3), starting(4));
    check(ready(4), retryDue(3), ready(4));
    check(failed(3), retryDue(3), failed(3));
    check(closed(3), retryDue(3), closed(3));
  }

  @Test
  void aFailedServerIsRevivedByWhoeverAsksButNotByACall() {
    check(failed(5), load(A), waiting(starting(6), A), start(6));
    check(failed(5), reload(A), waiting(starting(6), A), start(6));
    check(failed(5), changed(A), waiting(edited(starting(6)), A), start(6));
    check(failed(5), call(A), failed(5), tellFailed(A));
    check(failed(5), unload(A), stopped(5), tellGone(A));
    check(failed(5), removed(), stopped(5));
    check(failed(5), close(A), closed(5), tellGone(A));
  }

  @Test
  void nothingStartsOnceItIsClosed() {
    check(closed(3), load(A), closed(3), tellClosed(A));
    check(closed(3), call(A), closed(3), tellClosed(A));
    check(closed(3), reload(A), closed(3), tellClosed(A));
    check(closed(3), changed(A), closed(3), tellClosed(A));
    check(closed(3), removed(), closed(3));
    check(closed(3), connected(3), closed(3));
    check(closed(3), startFailed(3), closed(3));
    check(closed(3), crashed(3), closed(3));
  }

  @Test
  void closingEndsAllThatLivesAndIsAnsweredWhenAllIsGone() {
    check(leaving(ready(3), 2L), close(A), awaitingEnd(dying(closed(3), 2L, 3L), A, 2L, 3L),
        dismiss(2), dismiss(3));
    check(awaitingEnd(dying(closed(3), 3L), A, 3L), close(B),
        awaitingEnd(awaitingEnd(dying(closed(3), 3L), A, 3L), B, 3L));
    check(awaitingEnd(dying(closed(3), 3L), A, 3L), unload(B),
        awaitingEnd(awaitingEnd(dying(closed(3), 3L), A, 3L), B, 3L));
    check(awaitingEnd(dying(closed(3), 3L), A, 2L, 3L), retired(3), closed(3), tellGone(A, 2L, 3L));
    check(closed(3), close(A), closed(3), tellGone(A));
    check(closed(3), unload(A), closed(3), tellGone(A));
  }

  @Test
  void atMostThreeGenerationsLiveThenTheOldestMustGo() {
    swap(leaving(ready(3), 2L), reload(A), leaving(waiting(starting(4, by(3)), A), 2L), start(4));
    swap(leaving(ready(3), 1L, 2L), reload(A),
        dying(leaving(waiting(starting(4, by(3)), A), 2L), 1L), hurry(1), start(4));
    swap(leaving(stopped(3), 2L, 3L), load(A), leaving(waiting(starting(4), A), 2L, 3L), start(4));
    swap(leaving(stopped(3), 1L, 2L, 3L), load(A),
        dying(leaving(waiting(starting(4), A), 2L, 3L), 1L), hurry(1), start(4));
  }

  @Test
  void whoMustGoAnywayCostsNoOtherItsCalls() {
    swap(leaving(starting(4, by(3)), 2L), reload(A),
        dying(leaving(waiting(inRow(2, starting(5, by(3))), A), 2L), 4L), dismiss(4), start(5));
    swap(dying(leaving(ready(4), 2L), 1L, 3L), reload(A),
        dying(leaving(waiting(starting(5, by(4)), A), 2L), 1L, 3L), start(5));
  }

  @Test
  void anEventOfAGenerationThatNeitherServesNorShallChangesNothingButWhoLeaves() {
    for (var event : List.of(connected(1), startFailed(1), hindered(1), crashed(1),
        finished(1, Event.Use.ANSWERED))) {
      for (var state : List.of(stopped(4), vacating(4), starting(4, by(3)), ready(4),
          backingOff(1, 4), failed(4), closed(4))) {
        check(leaving(state, 1L, 2L), event, leaving(state, 1L, 2L));
      }
    }
  }

  @Test
  void aServingGenerationCannotConnectOrFailToStartAgain() {
    check(ready(3), connected(3), ready(3));
    check(ready(3), startFailed(3), ready(3));
    check(starting(4, by(3)), connected(3), starting(4, by(3)));
    check(starting(4, by(3)), startFailed(3), starting(4, by(3)));
  }

  @Test
  void whoIsGoneIsTakenOutInEveryState() {
    for (var state : List.of(stopped(4), starting(4, by(3)), ready(4), backingOff(1, 4), failed(4),
        closed(4))) {
      check(leaving(state, 1L, 2L), retired(2), leaving(state, 1L));
      check(leaving(state, 1L), retired(1), state);
      check(leaving(state, 1L), retired(9), leaving(state, 1L));
    }
  }

  @Test
  void whoHasNoCallsAnyMoreCountsNoLongerInWhateverState() {
    for (var state : List.of(stopped(4), vacating(4), starting(4, by(3)), ready(4),
        backingOff(1, 4), failed(4), closed(4))) {
      check(leaving(state, 1L, 2L), drained(2), dying(leaving(state, 1L), 2L));
      check(dying(state, 2L), drained(2), dying(state, 2L));
      check(leaving(state, 1L), drained(9), leaving(state, 1L));
    }
    swap(dying(leaving(ready(4), 2L), 3L), reload(A),
        dying(leaving(waiting(starting(5, by(4)), A), 2L), 3L), start(5));
  }

  @Test
  void whoWithdrawsHavingNeverWaitedChangesNothing() {
    for (var state : List.of(stopped(4), vacating(4), starting(4, by(3)), ready(4),
        backingOff(1, 4), failed(4), closed(4))) {
      check(state, withdrawn(A), state);
    }
  }

  @Test
  void aNewSpecsModeHoldsFromItsFirstStart() {
    replace(starting(4, by(3)), connected(4), leaving(ready(4), 3L), letFinish(3));
    replace(waiting(starting(4, by(3)), A), reload(B),
        dying(leaving(waiting(inRow(2, vacating(4)), A, B), 3L), 4L), dismiss(4), drain(3));
    swap(leaving(vacating(3), 3L), retired(3), starting(4), start(4));
  }

  @Test
  void aSwapKeepsTheOldGenerationWhereThatIsWanted() {
    keep(waiting(starting(4, by(3)), A), connected(4), keeping(3, ready(4)), tellServes(4, A));
    keep(waiting(starting(1), A), connected(1), ready(1), tellServes(1, A));
    keep(keeping(2, waiting(starting(4), A)), connected(4), keeping(2, ready(4)), tellServes(4, A));
    keep(again(starting(4, by(3)), A), connected(4), keeping(3, waiting(starting(5, by(4)), A)),
        start(5));
  }

  @Test
  void aNewerOneTakesThePlaceOfTheOneThatIsKept() {
    keep(keeping(2, waiting(starting(4, by(3)), A)), connected(4),
        keeping(3, leaving(ready(4), 2L)), letFinish(2), tellServes(4, A));
    check(keeping(2, starting(4, by(3))), connected(4), leaving(ready(4), 2L, 3L), letFinish(2),
        letFinish(3));
    check(keeping(2, starting(4)), connected(4), leaving(ready(4), 2L), letFinish(2));
  }

  @Test
  void whoeverIsKeptIsTheFirstToMakeRoom() {
    keep(keeping(3, leaving(ready(4), 2L)), reload(A),
        dying(leaving(waiting(starting(5, by(4)), A), 2L), 3L), hurry(3), start(5));
    keep(keeping(3, leaving(ready(4), 1L, 2L)), reload(A),
        dying(leaving(waiting(starting(5, by(4)), A), 2L), 1L, 3L), hurry(3), hurry(1), start(5));
    keep(keeping(3, dying(ready(4), 2L)), reload(A),
        keeping(3, dying(waiting(starting(5, by(4)), A), 2L)), start(5));
    keep(keeping(3, leaving(backingOff(1, 4), 2L)), retryDue(4),
        keeping(3, leaving(restarting(5, 1), 2L)), start(5));
  }

  @Test
  void whoeverIsKeptOutlivesACrashAndAFailedStart() {
    keep(keeping(3, ready(4)), crashed(4), keeping(3, dying(backingOff(1, 4), 4L)), dismiss(4),
        schedule(1, 4));
    keep(keeping(3, ready(by(4, 4))), crashed(4), keeping(3, dying(givenUp(4), 4L)), dismiss(4));
    keep(keeping(2, starting(4, by(3))), startFailed(4), newest(keeping(2, dying(ready(3), 4L)), 4),
        dismiss(4));
    keep(keeping(2, starting(4, by(3))), crashed(3), keeping(2, dying(starting(4), 3L)),
        dismiss(3));
    keep(keeping(3, starting(4)), startFailed(4), keeping(3, dying(failed(4), 4L)), dismiss(4));
  }

  @Test
  void theEndOfWhoeverIsKeptChangesNothingElse() {
    for (var state : List.of(starting(4, by(3)), ready(4), backingOff(1, 4), failed(4))) {
      check(keeping(2, state), crashed(2), dying(state, 2L), dismiss(2));
      check(keeping(2, state), finished(2, Event.Use.ANSWERED), dying(state, 2L), dismiss(2));
      check(keeping(2, state), drained(2), keeping(2, state));
      check(keeping(2, state), retired(2), keeping(2, state));
    }
  }

  @Test
  void nothingIsKeptOfAServerThatStops() {
    check(keeping(3, ready(4)), unload(A), awaitingEnd(leaving(stopped(4), 3L, 4L), A, 3L, 4L),
        drain(3), drain(4));
    check(keeping(3, ready(4)), removed(), leaving(stopped(4), 3L, 4L), drain(3), drain(4));
    check(keeping(3, failed(4)), unload(A), awaitingEnd(leaving(stopped(4), 3L), A, 3L), drain(3));
    check(keeping(3, backingOff(1, 4)), removed(), leaving(stopped(4), 3L), drain(3));
    check(keeping(3, ready(4)), close(A), awaitingEnd(dying(closed(4), 3L, 4L), A, 3L, 4L),
        dismiss(3), dismiss(4));
    check(keeping(3, ready(4)), finished(4, Event.Use.ANSWERED), leaving(dying(stopped(4), 4L), 3L),
        dismiss(4), letFinish(3));
  }

  @Test
  void nothingIsKeptWhereThePlaceIsVacated() {
    replace(keeping(3, ready(4)), reload(A), leaving(waiting(vacating(4), A), 3L, 4L), drain(3),
        drain(4));
    replace(keeping(3, failed(4)), load(A), leaving(waiting(vacating(4), A), 3L), drain(3));
    keep(keeping(3, waiting(starting(5, by(4)), A)), hindered(5),
        dying(leaving(waiting(contested(5), A), 3L, 4L), 5L), dismiss(5), drain(3), drain(4));
    keep(keeping(3, waiting(starting(5), A)), hindered(5),
        dying(leaving(waiting(contested(5), A), 3L), 5L), dismiss(5), drain(3));
    replace(starting(4, by(3)), connected(4), leaving(ready(4), 3L), letFinish(3));
  }

  private static State.Vacating vacatingToRestart(long newest, int crashes) {
    return vacating(newest).joined(new Why.Restart(crashes), List.of());
  }

  /** The same, to be followed by one more start, for which these wait. */
  private static State again(State state, State.Ticket... tickets) {
    return ((State.Starting) state).onceMore(new Why.Requested(), List.of(tickets));
  }

  private static void check(State state, Event event, State expected, Effect... effects) {
    swap(state, event, expected, effects);
    replace(state, event, expected, effects);
  }

  private static void swap(State state, Event event, State expected, Effect... effects) {
    check(Reload.SWAP, state, event, expected, effects);
  }

  private static void replace(State state, Event event, State expected, Effect... effects) {
    check(Reload.REPLACE, state, event, expected, effects);
  }

  /** By a spec that wants the generation before to live on. */
  private static void keep(State state, Event event, State expected, Effect... effects) {
    check(new Lifecycle(Reload.SWAP, true, RestartPolicy.DEFAULT), state, event, expected, effects);
  }

  private static void check(Reload mode, State state, Event event, State expected,
      Effect... effects) {
    check(new Lifecycle(mode, false, RestartPolicy.DEFAULT), state, event, expected, effects);
  }

  private static void check(Lifecycle rules, State state, Event event, State expected,
      Effect... effects) {
    var step = rules.on(state, event);

    assertThat(step.state()).as("%s: %s on %s", rules, event, state).isEqualTo(expected);
    assertThat(step.effects()).as("%s: %s on %s", rules, event, state).containsExactly(effects);
  }
}
