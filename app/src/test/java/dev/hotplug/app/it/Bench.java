package dev.hotplug.app.it;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;

/** What all measurements of {@code -Pbench} share. */
final class Bench {
  /** How often each thing is measured: {@code hotplug.bench.rounds}. */
  static final int ROUNDS = Integer.getInteger("hotplug.bench.rounds", 30);

  /** What the JVM is started with beside what the launcher gives: {@code hotplug.bench.options}. */
  private static final String OPTIONS = requireNonNullElse(
      System.getProperty("hotplug.bench.options"), "");

  private Bench() {}

  /** The Hotplug that is measured. */
  static Hotplug.Builder hotplug(Path project) {
    return Hotplug.in(project).environment("HOTPLUG_JAVA_OPTS", OPTIONS);
  }
}
