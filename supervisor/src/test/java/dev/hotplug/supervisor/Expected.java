package dev.hotplug.supervisor;

import dev.hotplug.spec.Reload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who uses one server may expect to see: a model that knows nothing of mailboxes,
 * threads and processes. Everything in it happens at once, in the order in which it is asked for.
 */
final class Expected {
  private static final int MOST_CRASHES = 5;
  private static final int MOST_IN_ROW = 3;
  private static final int MOST_ALIVE = 3;
  private static final long NOBODY = 0;

  /** What becomes of every start from now on. */
  enum Script {
    READY,
    FAILS,
    HANGS
  }

  /** Somebody who asked for something; what he is told is null while he waits. */
  static final class Promise {
    private @Nullable String told;
    private final boolean isHeld;
    private long givenTo = NOBODY;

    /** @param isHeld whether it is a call that is answered only when the server is told to */
    Promise(boolean isHeld) {
      this.isHeld = isHeld;
    }

    @Nullable
    String told() {
      return told;
    }

    /** The generation that has this call and was not yet told to answer, 0 when none has. */
    long heldBy() {
      return isHeld && told == null ? givenTo : NOBODY;
    }

    boolean waits() {
      return told == null;
    }
  }

  private final Reload mode;
  private Script script = Script.READY;
  private ServerState state = ServerState.STOPPED;
  private long newest;
  private long serving;
  private long candidate;
  private boolean isRestart;
  private boolean isOnceMore;
  private int inRow;
  private int crashes;
  private int backOffs;
  private Duration sinceReady = Duration.ZERO;

  /** Generations that finish calls, and those of them that may not for long. */
  private final TreeSet<Long> finishing = new TreeSet<>();
  private final TreeSet<Long> hurried = new TreeSet<>();

  private final List<Promise> calls = new ArrayList<>();
  private final List<Promise> waiting = new ArrayList<>();
  private final List<Promise> again = new ArrayList<>();
  private final List<Promise> queue = new ArrayList<>();

  /** Who is told when certain generations are gone, and which these are. */
  private final Map<Promise, Set<Long>> farewells = new LinkedHashMap<>();

  Expected(Reload mode) {
    this.mode = mode;
  }

  // What can be seen.

  ServerState state() {
    return state;
  }

  long newest() {
    return newest;
  }

  /** The generation that serves, 0 when none does. */
  long serving() {
    return serving;
  }

  /** The generation that is on its way, 0 when none is. */
  long candidate() {
    return candidate;
  }

  /** How often the server was left in peace after a crash. */
  int backOffs() {
    return backOffs;
  }

  /** All generations that are not gone. */
  SortedSet<Long> living() {
    var living = new TreeSet<>(finishing);
    living.addAll(hurried);
    if (serving != NOBODY) living.add(serving);
    if (candidate != NOBODY) living.add(candidate);
    return living;
  }

  // What can be done.

  void script(Script next) {
    script = next;
  }

  void load(Promise who) {
    if (serving != NOBODY) tell(List.of(who), "serves " + serving);
    else if (state == ServerState.STARTING) join(who);
    else begin(List.of(who), 1, false);
  }

  private void join(Promise who) {
    waiting.add(who);
    isRestart = false;
  }

  void reload(Promise who) {
    if (state == ServerState.READY) {
      begin(List.of(who), 1, false);
    } else if (state != ServerState.STARTING) {
      load(who);
    } else if (inRow < MOST_IN_ROW) {
      var all = new ArrayList<>(waiting);
      all.add(who);
      candidate = NOBODY;
      begin(all, inRow + 1, false);
    } else {
      again.add(who);
      isOnceMore = true;
    }
  }

  /** A change restarts what somebody wants to run. */
  void change(Promise who) {
    if (state == ServerState.STOPPED) tell(List.of(who), "unloaded");
    else reload(who);
  }

  void call(Promise call) {
    calls.add(call);
    if (serving != NOBODY) give(call);
    else if (state == ServerState.FAILED) tell(List.of(call), "not serving");
    else queue.add(call);
    if (state == ServerState.STOPPED) begin(List.of(), 1, false);
  }

  /** A held call is answered. */
  void answer(Promise call) {
    tell(List.of(call), "answered by " + call.givenTo);
    letGo();
  }

  void cancel(Promise call) {
    queue.remove(call);
    tell(List.of(call), "cancelled");
    letGo();
  }

  /** The candidate becomes ready. */
  void succeed() {
    sinceReady = Duration.ZERO;
    crashes = isRestart ? crashes : 0;
    leave();
    serving = candidate;
    candidate = NOBODY;
    state = ServerState.READY;
    tell(taken(waiting), "serves " + serving);
    if (isOnceMore && mode == Reload.REPLACE) {
      begin(taken(again), 1, false);
      return;
    }
    taken(queue).forEach(this::give);
    if (isOnceMore) begin(taken(again), 1, false);
  }

  /** The candidate does not start. */
  void fail() {
    candidate = NOBODY;
    if (isOnceMore) {
      refuse();
      begin(taken(again), 1, false);
    } else if (serving != NOBODY) {
      state = ServerState.READY;
      refuse();
    } else if (isRestart) {
      crashed(crashes + 1);
    } else {
      state = ServerState.FAILED;
      refuse();
    }
  }

  /** Whoever serves ends by itself, with an error. */
  void crash() {
    lose(serving);
    serving = NOBODY;
    if (state != ServerState.READY) return;
    boolean isCalm = sinceReady.compareTo(RestartPolicy.DEFAULT.calm()) >= 0;
    crashed(isCalm ? 1 : crashes + 1);
  }

  void unload(Promise who) {
    var all = taken(waiting);
    all.addAll(taken(again));
    all.addAll(taken(queue));
    tell(all, "unloaded");
    var moments = new TreeSet<>(hurried);
    living().stream().filter(generation -> !moments.contains(generation)).forEach(this::lose);
    clear();
    hurried.addAll(moments);
    state = ServerState.STOPPED;
    farewells.put(who, moments);
    bidFarewell();
  }

  /** Whoever has a moment left has it still; all others go at once, for there is no drain time. */
  private void bidFarewell() {
    farewells.forEach((who, generations) -> {
      if (Collections.disjoint(generations, hurried)) tell(List.of(who), "gone");
    });
    farewells.keySet().removeIf(who -> !who.waits());
  }

  /** Time passes, more than any pause takes. */
  void pass(Duration time) {
    sinceReady = sinceReady.plus(time);
    endMoments();
    if (state != ServerState.BACKING_OFF) return;
    begin(List.of(), 1, true);
    endMoments();
  }

  private void endMoments() {
    hurried.forEach(this::lose);
    hurried.clear();
    bidFarewell();
  }

  // How it goes on.

  private void begin(List<Promise> who, int row, boolean restarts) {
    inRow = row;
    isRestart = restarts;
    isOnceMore = false;
    waiting.clear();
    waiting.addAll(who);
    if (mode == Reload.REPLACE) {
      living().forEach(this::lose);
      clear();
    }
    makeRoom();
    candidate = ++newest;
    state = ServerState.STARTING;
    switch (script) {
      case READY -> succeed();
      case FAILS -> fail();
      case HANGS -> {
        // Until it is told.
      }
    }
  }

  private void makeRoom() {
    int room = MOST_ALIVE - 1 - (serving == NOBODY ? 0 : 1);
    var overdue = finishing.stream().limit(Math.max(0, finishing.size() - room)).toList();
    hurried.addAll(overdue);
    finishing.removeAll(overdue);
  }

  private void crashed(int times) {
    crashes = times;
    if (times >= MOST_CRASHES) {
      state = ServerState.FAILED;
      refuse();
    } else {
      state = ServerState.BACKING_OFF;
      backOffs++;
    }
  }

  private void refuse() {
    tell(taken(waiting), serving == NOBODY ? "failed" : "failed, " + serving + " serves");
    tell(taken(queue), "not serving");
  }

  private void give(Promise call) {
    call.givenTo = serving;
    if (!call.isHeld) tell(List.of(call), "answered by " + serving);
  }

  /** Whoever serves leaves, and stays as long as it has calls. */
  private void leave() {
    if (serving != NOBODY) finishing.add(serving);
    serving = NOBODY;
    letGo();
  }

  private void letGo() {
    finishing.removeIf(generation -> heldBy(generation).isEmpty());
    hurried.removeIf(generation -> heldBy(generation).isEmpty());
    bidFarewell();
  }

  private void clear() {
    finishing.clear();
    hurried.clear();
    serving = NOBODY;
    candidate = NOBODY;
  }

  private void lose(long generation) {
    tell(heldBy(generation), "lost by " + generation);
  }

  private List<Promise> heldBy(long generation) {
    return calls.stream().filter(call -> call.heldBy() == generation).toList();
  }

  private static List<Promise> taken(List<Promise> all) {
    var taken = new ArrayList<>(all);
    all.clear();
    return taken;
  }

  private static void tell(List<Promise> whom, String what) {
    for (var one : whom) one.told = what;
  }
}
