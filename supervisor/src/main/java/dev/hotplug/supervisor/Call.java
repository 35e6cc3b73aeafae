package dev.hotplug.supervisor;

import dev.hotplug.supervisor.Effect.Outcome;
import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.Exchange;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: it waits for a generation that serves, is given to exactly one, and ends
 * exactly once. The fast path, a generation that serves, runs to the upstream's queue on the thread
 * that makes the call. Thread-safe.
 */
public final class Call {
  private final Server server;
  private final ToolCall call;
  private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
  private volatile @Nullable Exchange exchange;

  Call(Server server, ToolCall call) {
    this.server = server;
    this.call = call;
  }

  /**
   * Completes exactly once and never exceptionally, on whichever thread ended the call; what hangs
   * on it must be short.
   */
  public CompletableFuture<CallOutcome> outcome() {
    return outcome;
  }

  /** Gives up; the server is told if it has the call. */
  public void cancel(String reason) {
    give(new CallOutcome.Cancelled(), reason);
  }

  Call begin(Timer timer) {
    attempt();
    call.deadline().ifPresent(limit -> watch(timer, limit));
    return this;
  }

  private void watch(Timer timer, Duration limit) {
    if (outcome.isDone()) return;
    var alarm = timer.after(limit,
        () -> Thread.ofVirtual()
            .name("timeout-" + server.name())
            .start(() -> give(new CallOutcome.TimedOut(limit),
                "no answer within " + limit.toMillis() + " ms")));
    var _ = outcome.thenRun(alarm::cancel);
  }

  private void give(CallOutcome up, String reason) {
    if (!outcome.complete(up)) return;
    var under = exchange;
    if (under != null) under.cancel(reason);
  }

  private void attempt() {
    if (outcome.isDone()) return;
    var generation = server.serving();
    if (generation != null && generation.inFlight().enter()) {
      send(generation);
    } else {
      await();
    }
  }

  /** Waits for a generation to serve, and no longer than anybody waits for this call. */
  private void await() {
    var waiting = server.ask(Event.Call::new, Function.identity());
    var _ = waiting.thenAccept(this::arrived);
    var _ = outcome.thenRun(() -> waiting.cancel(false));
  }

  private void arrived(Outcome how) {
    switch (how) {
      case Outcome.Serves _ -> attempt();
      case Outcome.Failed(var cause, var _) -> outcome.complete(new CallOutcome.NotServing(cause));
      case Outcome.Unloaded _, Outcome.Closed _, Outcome.Gone _ ->
        outcome.complete(new CallOutcome.Unloaded());
    }
  }

  private void send(Generation generation) {
    var once = new ToolCall(call.tool(), call.arguments(), call.meta(), Optional.empty(),
        call.progress());
    Exchange under;
    try {
      under = generation.upstream().join().call(once);
    } catch (RuntimeException | Error fault) {
      // A call that breaks must end like any other, or its generation would be held for ever.
      generation.inFlight().leave();
      lost(generation, Cause.of("could not be called, by a fault in Hotplug: " + fault));
      return;
    }
    exchange = under;
    if (outcome.isDone()) under.cancel("given up");
    var _ = under.reply().thenAccept(reply -> answered(generation, reply));
  }

  private void answered(Generation generation, Reply reply) {
    long number = generation.number();
    if (reply instanceof Reply.Closed(var sent)) {
      closed(generation, sent);
      return;
    }
    generation.inFlight().leave();
    outcome.complete(switch (reply) {
      case Reply.Ok(var result) -> new CallOutcome.Answered(number, result);
      case Reply.Refused(var error) -> new CallOutcome.Refused(number, error);
      case Reply.TimedOut(var after) -> new CallOutcome.TimedOut(after);
      case Reply.TooLong(var limit) -> new CallOutcome.TooLong(number, limit);
      case Reply.Clogged _ -> new CallOutcome.Clogged(number);
      case Reply.Cancelled _, Reply.Closed _ -> new CallOutcome.Cancelled();
    });
  }

  /** A call that never reached the server looks for the next generation; any other is lost. */
  private void closed(Generation generation, boolean sent) {
    if (sent) generation.lose();
    generation.inFlight().leave();
    if (!sent) {
      var _ = generation.left().thenRun(this::attempt);
      return;
    }
    var farewell = generation.farewell();
    if (farewell != null) {
      lost(generation, farewell);
      return;
    }
    var _ = generation.upstream().join().ended().thenAccept(cause -> lost(generation, cause));
  }

  private void lost(Generation generation, Cause cause) {
    outcome.complete(new CallOutcome.Lost(generation.number(), cause));
  }
}
