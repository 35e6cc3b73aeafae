package dev.hotplug.supervisor;

import java.util.ArrayList;
import java.util.List;

/** Where the rules lead: the next state, and what must be done; answers to nobody are left out. */
record Step(State state, List<Effect> effects) {
  Step {
    effects = effects.stream().filter(effect -> !isIdle(effect)).toList();
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

  private static boolean isIdle(Effect effect) {
    return effect instanceof Effect.Answer(var tickets, var _) && tickets.isEmpty();
  }
}
