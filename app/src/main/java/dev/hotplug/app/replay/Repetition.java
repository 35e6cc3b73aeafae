package dev.hotplug.app.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotplug.app.compare.Comparison;
import dev.hotplug.app.compare.Shown;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.Call;
import dev.hotplug.supervisor.CallOutcome;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.RpcError;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Makes remembered calls of one server again, a few at once. Used once, by one thread. */
final class Repetition {
  private static final int AT_ONCE = 4;

  /** For all of them. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** In bytes; a tree may take thirty times as much. */
  private static final int LARGEST_RESULT = 1024 * 1024;

  private static final int MOST_DIFFERENCES = 10;

  /** In characters. */
  private static final int LONGEST_VALUE = 300;

  /** In characters. */
  private static final int LONGEST_REASON = 300;

  private final Supervisor supervisor;
  private final String server;
  private final long generation;

  /** Takes out the secrets of that generation. */
  private final Redaction current;

  private final long end = System.nanoTime() + LONGEST.toNanos();
  private final ArrayDeque<UnderWay> underWay = new ArrayDeque<>();
  private final ArrayList<Repeated> done = new ArrayList<>();

  /** Those for which the generation had no place beside the others. */
  private final ArrayDeque<Remembered> crowded = new ArrayDeque<>();

  /** Whether it has gone, and gets no call any more. */
  private boolean isGone;

  private record UnderWay(Remembered call, Call again) {}

  /** Calls {@code generation} and no other: it starts nothing, and none that comes after it. */
  Repetition(Supervisor supervisor, String server, long generation) {
    this.supervisor = supervisor;
    this.server = server;
    this.generation = generation;
    this.current = supervisor.redaction(server, generation)
        .orElseGet(() -> new Redaction(Map.of()));
  }

  /** Repeats {@code choice}; interrupted, it takes back what is under way. */
  Outcome run(Choice choice) throws InterruptedException {
    var left = new ArrayList<>(choice.left());
    try {
      for (var call : choice.calls()) {
        if (underWay.size() == AT_ONCE) finish(underWay.remove());
        beginOrLeave(call, left);
      }
      while (!underWay.isEmpty()) finish(underWay.remove());
      finishCrowded(left);
      done.sort(Comparator.comparingLong(repeated -> repeated.call().id()));
      return new Outcome(done, left);
    } finally {
      for (var one : underWay) one.again().cancel("nobody waits for it any more");
    }
  }

  private void beginOrLeave(Remembered call, List<Outcome.Left> left) {
    var limit = limit();
    if (!isGone && limit.isPositive()) {
      underWay.add(begin(call, limit));
      return;
    }
    left.add(new Outcome.Left(call.id(), call.tool(),
        isGone ? "generation " + generation + ", which was called, serves no longer"
            : "there was no time left: all of them may take " + LONGEST.toSeconds() + " s"));
  }

  /** One at a time, when those that were in their way have ended; each once more. */
  private void finishCrowded(List<Outcome.Left> left) throws InterruptedException {
    for (int count = crowded.size(); count > 0; count--) {
      beginOrLeave(crowded.remove(), left);
      if (!underWay.isEmpty()) finish(underWay.remove());
    }
    for (var call : crowded) {
      left.add(new Outcome.Left(call.id(), call.tool(),
          "generation " + generation + " works on as many calls as limits.in_flight allows"));
    }
  }

  /** What one call may take by now: what a call of the server may, and what is left for all. */
  private Duration limit() {
    var left = Duration.ofNanos(end - System.nanoTime());
    return supervisor.status(server)
        .map(ServerStatus::runningSpec)
        .map(ServerSpec::options)
        .flatMap(options -> options.timeouts().call())
        .filter(own -> own.compareTo(left) < 0)
        .orElse(left);
  }

  private UnderWay begin(Remembered call, Duration limit) {
    return new UnderWay(call, supervisor.call(server, generation,
        new ToolCall(call.tool(), call.arguments(), null, Optional.of(limit), null)));
  }

  private void finish(UnderWay one) throws InterruptedException {
    try {
      var outcome = one.again().outcome().get();
      isGone |= isGone(outcome);
      if (outcome instanceof CallOutcome.Full) crowded.add(one.call());
      else done.add(judge(one.call(), outcome));
    } catch (InterruptedException e) {
      one.again().cancel("nobody waits for it any more");
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for a call failed", e);
    }
  }

  private static boolean isGone(CallOutcome outcome) {
    return outcome instanceof CallOutcome.Lost || outcome instanceof CallOutcome.Unloaded
        || outcome instanceof CallOutcome.NotServing || outcome instanceof CallOutcome.NotLiving;
  }

  private Repeated judge(Remembered call, CallOutcome outcome) {
    if (!(outcome instanceof CallOutcome.Answered(var _, var result))) {
      var shown = new Shown(current.and(call.redaction()));
      return new Repeated.Failed(call, shown.words(reason(outcome), LONGEST_REASON));
    }
    if (result.length() > LARGEST_RESULT) {
      return new Repeated.Failed(call, "was answered with " + result.length()
          + " bytes, and at most " + LARGEST_RESULT + " are compared");
    }
    try {
      return compare(call, result, current);
    } catch (JsonProcessingException e) {
      return new Repeated.Failed(call, "cannot be compared: " + e.getOriginalMessage());
    }
  }

  /** Secrets are taken out first, so that a new key is no difference, and its value is in none. */
  private static Repeated compare(Remembered call, Span result, Redaction redaction)
      throws JsonProcessingException {
    var comparison = Comparison.between(call.redaction().clean(call.result().tree()),
        redaction.clean(result.tree()));
    if (comparison.isEmpty()) return new Repeated.Equal(call);
    var shown = new Shown(redaction.and(call.redaction()));
    var differences = comparison.differences()
        .stream()
        .limit(MOST_DIFFERENCES)
        .map(difference -> shown.of(difference, LONGEST_VALUE))
        .toList();
    boolean isCut = comparison.isCut() || differences.size() < comparison.differences().size();
    return new Repeated.Different(call, differences, isCut,
        new Repeated.Answer(Optional.of(result).filter(Memory::hasRoomFor), redaction));
  }

  private static String reason(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Answered _ -> throw new IllegalArgumentException("it was answered");
      case CallOutcome.NotLiving _ -> "was not sent: that version of the server has gone";
      case CallOutcome.Full _ -> "was not sent: that version works on too many calls already";
      case CallOutcome.Refused(var _, var error) ->
        "was refused: " + RpcError.of(error).code() + ", " + RpcError.of(error).message();
      case CallOutcome.TimedOut(var after) -> "was not answered within " + millis(after);
      case CallOutcome.WaitedTooLong(var after) -> "did not get its turn within " + millis(after);
      case CallOutcome.Crowded _ -> "was not sent: too many calls wait already";
      case CallOutcome.Cancelled _ -> "was taken back";
      case CallOutcome.Lost lost -> "was lost: the server " + lost.cause().what();
      case CallOutcome.TooLong(var _, var limit) ->
        "was answered with more than " + limit + " bytes";
      case CallOutcome.NoRoom _ -> "was answered with a long line, and there was no room for it";
      case CallOutcome.Garbled(var _, var why) -> "was answered with what is no JSON-RPC: " + why;
      case CallOutcome.Clogged _ -> "was not sent: the server does not read its stdin";
      case CallOutcome.Withheld _ -> "was not sent: the server's tools are withheld";
      case CallOutcome.NotServing(var cause) -> "was not sent: the server " + cause.what();
      case CallOutcome.Unloaded _ -> "was not sent: the server was unloaded";
    };
  }

  private static String millis(Duration time) {
    return time.toMillis() + " ms";
  }
}
