package dev.hotplug.app.serve;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is odd about a client. By itself, so that no logging loads before there is cause. */
final class Oddities {
  private static final Logger LOG = LoggerFactory.getLogger("client");

  private Oddities() {}

  static void log(String what) {
    LOG.warn("{}", what);
  }
}
