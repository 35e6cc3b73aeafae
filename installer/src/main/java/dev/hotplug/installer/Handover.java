package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** Hears that another version of a server is the one that is started. */
public interface Handover {
  /**
   * Has whoever runs the server run that version, and waits for it.
   *
   * @return empty when it does, or when nobody runs it; else why it does not, and the version
   * before goes on
   */
  Optional<Refusal> take();

  /**
   * Why it does not.
   *
   * @param reason a sentence
   * @param tail the last lines of its output
   */
  record Refusal(String reason, List<String> tail) {
    public Refusal {
      tail = List.copyOf(tail);
    }
  }
}
