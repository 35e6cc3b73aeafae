package dev.hotplug.installer;

import java.nio.file.Path;

/** Opens lists of servers. Thread-safe. */
public interface Listings {
  /** The list in {@code file}, which need not exist. */
  Listing of(Path file);
}
