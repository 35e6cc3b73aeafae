package dev.hotplug.upstream;

/**
 * A process, or a container, that a server had left behind.
 *
 * @param pid 0 for a container
 * @param command its command line, or a container's label
 * @param isAlive whether it lives on, though it was killed: it may be another user's
 */
public record Swept(long pid, String command, boolean isAlive) {

  /** One that was ended. */
  public Swept(long pid, String command) {
    this(pid, command, false);
  }
}
