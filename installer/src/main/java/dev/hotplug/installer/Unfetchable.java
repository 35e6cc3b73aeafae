package dev.hotplug.installer;

import java.io.IOException;
import java.io.Serial;

/** Why a repository was not fetched. */
final class Unfetchable extends IOException {
  @Serial
  private static final long serialVersionUID = 1;

  private final String nextStep;

  /**
   * A fetch that failed.
   *
   * @param reason what happened, a sentence without secrets
   * @param nextStep what to do about it
   */
  Unfetchable(String reason, String nextStep) {
    super(reason);
    this.nextStep = nextStep;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  String nextStep() {
    return nextStep;
  }
}
