package dev.hotplug.torture;

import java.time.Duration;

/**
 * How long tests run: briefly in every build, long under {@code -Psoak}, where the machine is left
 * to them and figures in milliseconds are asserted, too.
 */
public final class Soak {
  private static final boolean IS_ON = Boolean.getBoolean("hotplug.soak");
  private static final int MINUTES = 30;

  private Soak() {}

  /** Whether this is the long run. */
  public static boolean isOn() {
    return IS_ON;
  }

  /** How often to do what a test repeats. */
  public static int rounds(int inEveryBuild, int inTheLongRun) {
    return IS_ON ? inTheLongRun : inEveryBuild;
  }

  /** How long the mixed run takes: {@code hotplug.soak.minutes}, else half an hour. */
  public static Duration length() {
    return Duration.ofMinutes(Integer.getInteger("hotplug.soak.minutes", MINUTES));
  }
}
