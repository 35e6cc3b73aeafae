package dev.hotplug.installer;

/** Which programs this machine has. */
interface Toolbox {
  /** Whether a program of that name is on the path. */
  boolean has(String program);
}
