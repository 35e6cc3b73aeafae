package dev.hotplug.app.it;

import java.util.ArrayList;
import java.util.List;

/** Checks that all run; the first failure is thrown with the others suppressed. */
final class Failures {
  private final List<Throwable> all = new ArrayList<>();

  /** A check that may fail. */
  interface Check {
    void run() throws Exception;
  }

  void check(Check check) {
    try {
      check.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.add(e);
    } catch (Exception | AssertionError e) {
      all.add(e);
    }
  }

  void throwAny() {
    if (all.isEmpty()) return;
    var first = all.getFirst();
    var failure = new AssertionError(first.getMessage(), first);
    all.stream().skip(1).forEach(failure::addSuppressed);
    throw failure;
  }
}
