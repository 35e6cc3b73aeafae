package dev.hotplug.supervisor;

import dev.hotplug.upstream.Cause;
import dev.hotplug.upstream.ToolCall;
import dev.hotplug.wire.Exchange;
import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: it waits for a generation that serves, or goes at once to the one it names,
 * is given to exactly one, and ends exactly once. The fast path, a generation that serves, runs to
 * the upstream's queue on the thread that makes the call. Thread-safe.
 */
public final class Call {
  private final Server server;
  private final ToolCall call;
  private final OptionalLong named;
  private final InstantSource clock;
  private final Instant begun;
  private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
  private volatile @Nullable Exchange exchange;
  private volatile boolean isSent;

  /** How it ends when it is taken back from the server. */
  private volatile CallOutcome givenUp = new CallOutcome.Cancelled();

  /** @param named the generation that must have it; empty for whichever serves */
  Call(Server server, ToolCall call, OptionalLong named, InstantSource clock) {
    this.server = server;
    this.call = call;
    this.named = named;
    this.clock = clock;
    this.begun = clock.instant();
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
    if (named.isPresent()) enter(named.getAsLong());
    else server.queue().accept(this);
    call.deadline().ifPresent(limit -> watch(timer, limit));
    return this;
  }

  /** Goes to that generation, or nowhere: who names one does not want what comes after it. */
  private void enter(long number) {
    var generation = server.generations().named(number);
    if (generation == null) {
      end(notLiving(number));
      return;
    }
    switch (generation.inFlight().enterByName()) {
      case ADMITTED -> send(generation);
      case FULL ->
        end(new CallOutcome.Full(number, generation.spec().options().limits().inFlight()));
      case CLOSED -> end(notLiving(number));
    }
  }

  private CallOutcome notLiving(long number) {
    return new CallOutcome.NotLiving(number,
        server.generations().reachable().stream().map(Reachable::generation).toList());
  }

  private void watch(Timer timer, Duration limit) {
    if (outcome.isDone()) return;
    var alarm = timer.after(limit,
        () -> Thread.ofVirtual().name("timeout-" + server.name()).start(() -> expire(limit)));
    var _ = outcome.thenRun(alarm::cancel);
  }

  private void expire(Duration limit) {
    give(isSent ? new CallOutcome.TimedOut(limit) : new CallOutcome.WaitedTooLong(limit),
        "no answer within " + limit.toMillis() + " ms");
  }

  private void give(CallOutcome up, String reason) {
    if (outcome.isDone()) return;
    givenUp = up;
    var under = exchange;
    // The server hears of it before whoever made the call, who may ask it at once.
    if (under != null) under.cancel(reason);
    outcome.complete(up);
  }

  /** Ends it, unless it has ended. */
  void end(CallOutcome how) {
    outcome.complete(how);
  }

  /** Gives it to a generation that has admitted it. */
  void send(Generation generation) {
    if (outcome.isDone()) {
      leave(generation);
      return;
    }
    var once = new ToolCall(call.tool(), call.arguments(), call.meta(), Optional.empty(),
        call.progress());
    Exchange under;
    try {
      var upstream = generation.upstream().join();
      if (upstream.isWithheld()) {
        leave(generation);
        end(new CallOutcome.Withheld(generation.number()));
        return;
      }
      isSent = true;
      under = upstream.call(once);
    } catch (RuntimeException | Error fault) {
      // A call that breaks must end like any other, or its generation would be held for ever.
      lost(generation, Cause.of("could not be called, by a fault in Hotplug: " + fault));
      leave(generation);
      return;
    }
    exchange = under;
    if (outcome.isDone()) under.cancel("given up");
    var _ = under.reply().thenAccept(reply -> answered(generation, reply));
  }

  private void leave(Generation generation) {
    generation.inFlight().leave();
    server.queue().placeIsFree();
  }

  private void answered(Generation generation, Reply reply) {
    long number = generation.number();
    if (reply instanceof Reply.Closed(var sent)) {
      closed(generation, sent);
      return;
    }
    generation.answered();
    // The place is free before the answer is given: who has it may unload or call again.
    generation.inFlight().leave();
    end(switch (reply) {
      case Reply.Ok(var result) -> new CallOutcome.Answered(number, result);
      case Reply.Refused(var error) -> new CallOutcome.Refused(number, error);
      case Reply.TimedOut(var after) -> new CallOutcome.TimedOut(after);
      case Reply.TooLong(var limit) -> new CallOutcome.TooLong(number, limit);
      case Reply.NoRoom _ -> new CallOutcome.NoRoom(number);
      case Reply.Garbled(var reason) -> new CallOutcome.Garbled(number, reason);
      case Reply.Clogged _ -> new CallOutcome.Clogged(number);
      case Reply.Cancelled _, Reply.Closed _ -> givenUp;
    });
    server.queue().placeIsFree();
  }

  /** A call that never reached the server waits for the next generation, if any will do for it. */
  private void closed(Generation generation, boolean sent) {
    if (!sent) {
      isSent = false;
      generation.inFlight().close();
      generation.inFlight().leave();
      if (named.isPresent()) end(notLiving(generation.number()));
      else server.queue().takeBack(this);
      return;
    }
    generation.inFlight().lose();
    server.queue().placeIsFree();
    var farewell = generation.farewell();
    if (farewell != null) {
      lost(generation, farewell);
      return;
    }
    var _ = generation.upstream().join().ended().thenAccept(cause -> lost(generation, cause));
  }

  private void lost(Generation generation, Cause cause) {
    end(new CallOutcome.Lost(generation.number(), Duration.between(begun, clock.instant()), cause));
  }
}
