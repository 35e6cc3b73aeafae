package dev.hotplug.app.replay;

import java.util.List;

/**
 * What came of repeating calls of one server.
 *
 * @param calls those that were repeated, by their numbers
 * @param left those that were not
 */
public record Outcome(List<Repeated> calls, List<Left> left) {
  /**
   * A call that was not repeated.
   *
   * @param tool empty where no such call is remembered
   * @param reason half a sentence
   */
  public record Left(long id, String tool, String reason) {}

  public Outcome {
    calls = List.copyOf(calls);
    left = List.copyOf(left);
  }

  /** How many were answered as before. */
  public long equal() {
    return count(Repeated.Equal.class);
  }

  /** How many were answered otherwise. */
  public long different() {
    return count(Repeated.Different.class);
  }

  /** How many were not answered. */
  public long failed() {
    return count(Repeated.Failed.class);
  }

  private long count(Class<? extends Repeated> kind) {
    return calls.stream().filter(kind::isInstance).count();
  }

  /** Whether each that was repeated was answered as before. */
  public boolean isUneventful() {
    return equal() == calls.size();
  }

  /** Whether there was nothing that could have been repeated. */
  public boolean isEmpty() {
    return calls.isEmpty() && left.isEmpty();
  }
}
