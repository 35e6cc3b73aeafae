package dev.hotplug.app.it;

/** Which version of its code a server behind Hotplug answers from, by its tool {@code version}. */
final class Versions {
  private Versions() {}

  static String now(Hotplug hotplug, String server) throws InterruptedException {
    return hotplug.text(server, "version", "{}");
  }

  /** Calls until that version answers. */
  static void await(Hotplug hotplug, String server, String version) throws Exception {
    Await.until(server + " answers " + version, () -> now(hotplug, server).equals(version));
  }
}
