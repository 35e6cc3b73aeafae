package dev.hotplug.installer;

import java.nio.file.Path;

/** Knows who runs servers on this machine. Thread-safe. */
public interface Uses {
  /** Whether anybody runs something from {@code version}, the absolute folder of a version. */
  boolean isRunFrom(Path version);
}
