package dev.hotplug.app.tools;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what should never happen. By itself, so that no logging loads before there is cause. */
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger("tools");

  private Faults() {}

  static void log(Throwable fault) {
    LOG.error("a tool failed by a fault in Hotplug", fault);
  }
}
