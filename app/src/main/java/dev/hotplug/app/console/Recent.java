package dev.hotplug.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last of what happened, by kind, oldest first. */
record Recent(List<Item> news, List<Item> calls, List<Item> output) {
  /** Before anything has. */
  static final Recent NOTHING = new Recent(List.of(), List.of(), List.of());

  /** Of each kind, which is more than any screen has lines. */
  private static final int MOST = 300;

  Recent {
    news = List.copyOf(news);
    calls = List.copyOf(calls);
    output = List.copyOf(output);
  }

  /** The same after these. */
  Recent and(List<Item> more) {
    if (more.isEmpty()) return this;
    var newer = new ArrayList<>(news);
    var called = new ArrayList<>(calls);
    var written = new ArrayList<>(output);
    for (var item : more) {
      switch (item.kind()) {
        case NEWS, TROUBLE, ANSWER -> newer.add(item);
        case CALL -> called.add(item);
        case OUTPUT -> written.add(item);
      }
    }
    return new Recent(last(newer), last(called), last(written));
  }

  /** The outcome of a call; empty until it is there. */
  Optional<Item> outcome(long call) {
    return calls.stream().filter(item -> item.call() == call).findFirst();
  }

  private static List<Item> last(List<Item> items) {
    return items.subList(Math.max(0, items.size() - MOST), items.size());
  }
}
