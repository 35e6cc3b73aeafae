package dev.hotplug.app.watch;

/** Tells the client, and the log, what happens though nobody asked. Must be short. */
public interface Announcer {
  /** How much it matters. */
  enum Level {
    INFO,
    WARNING,
    ERROR
  }

  /** Tells sentences about a server, or about the configuration where {@code about} is that. */
  void announce(Level level, String about, String sentences);
}
