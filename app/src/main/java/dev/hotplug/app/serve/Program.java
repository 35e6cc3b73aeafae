package dev.hotplug.app.serve;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which Hotplug this is.
 *
 * @param version {@code dev} when we do not run from a jar
 * @param launcher the launcher that started us, null when none did
 * @param jar the jar we run from, null when we do not run from one
 */
public record Program(String version, @Nullable Path launcher, @Nullable Path jar) {

  /** The one that runs. */
  public static Program current() {
    return new Program(versionOfJar(), launcherSaid(), ourJar());
  }

  private static String versionOfJar() {
    var ours = Program.class.getPackage();
    var version = ours == null ? null : ours.getImplementationVersion();
    return version == null ? "dev" : version;
  }

  private static @Nullable Path launcherSaid() {
    var launcher = System.getProperty("hotplug.launcher");
    return launcher == null ? null : Path.of(launcher);
  }

  private static @Nullable Path ourJar() {
    try {
      var source = Program.class.getProtectionDomain().getCodeSource();
      var place = source == null ? null : source.getLocation();
      var file = place == null ? null : Path.of(place.toURI());
      return file != null && file.toString().endsWith(".jar") ? file : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }
}
