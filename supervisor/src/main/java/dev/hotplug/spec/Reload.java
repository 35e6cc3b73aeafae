package dev.hotplug.spec;

/** How a new generation of a server follows the old one; {@code hotplug.reload} of its entry. */
public enum Reload {
  /** {@code "swap"}, the default: the new process starts beside the old one, which serves on. */
  SWAP,
  /** {@code "replace"}: the old process is gone first, for servers that own a port or a lock. */
  REPLACE
}
