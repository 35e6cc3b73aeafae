package dev.hotplug.spec;

/**
 * How much one server is asked at a time; {@code hotplug.limits} of its entry.
 *
 * @param inFlight {@code in_flight}: calls that one generation works on at once, at least 1; what a
 *   generation that leaves still finishes does not count for the next
 * @param queued {@code queued}: calls that wait for one of these places; while the server is not
 *   ready, {@code in_flight} more may wait, since there will be a place for each
 */
public record Limits(int inFlight, int queued) {
  /** What a server gets that says nothing. */
  public static final Limits DEFAULT = new Limits(64, 256);

  public Limits {
    if (inFlight < 1 || queued < 0) {
      throw new IllegalArgumentException(inFlight + " in flight, " + queued + " queued");
    }
  }
}
