package dev.hotplug.wire;

import java.util.List;

/** The versions of the Model Context Protocol that we speak, towards clients and servers alike. */
public final class Protocol {
  /** Oldest first. */
  public static final List<String> VERSIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18",
      "2025-11-25");

  /** What we offer, and answer to a version that we do not know. */
  public static final String NEWEST = VERSIONS.getLast();

  private Protocol() {}
}
