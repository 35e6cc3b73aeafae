package dev.hotplug.supervisor;

import java.util.ArrayList;
import java.util.List;

/** Where the rules lead: the next state, and what must be done. */
record Step(State state, List<Effect> effects) {
  Step {
    effects = List.copyOf(effects);
  }

  static Step to(State state, Effect... effects) {
    return new Step(state, List.of(effects));
  }

  /** The same, with {@code earlier} done first. */
  Step after(List<Effect> earlier) {
    var all = new ArrayList<>(earlier);
    all.addAll(effects);
    return new Step(state, all);
  }

  Step after(Effect... earlier) {
    return after(List.of(earlier));
  }
}
