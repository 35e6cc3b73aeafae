package dev.hotplug.installer;

/** Decides, for the user, whether a plan is carried out. */
public interface Consent {

  /**
   * Asks about {@code plan}, and may wait long for an answer; interrupting it takes the question
   * back.
   *
   * @return what was decided
   */
  Verdict on(Plan plan) throws InterruptedException;

  /** Whether somebody has agreed to this very plan already. Does not ask. */
  default boolean isGivenTo(Plan plan) {
    return false;
  }

  /** Whether plans are only looked at, so that nothing at all is to be changed. */
  default boolean isOnlyLooking() {
    return false;
  }

  /** What was decided. */
  enum Verdict {
    /** It is carried out. */
    GRANTED,
    /** Nobody has agreed to this very plan yet. */
    OPEN,
    /** The user was asked and said no. */
    DECLINED
  }
}
