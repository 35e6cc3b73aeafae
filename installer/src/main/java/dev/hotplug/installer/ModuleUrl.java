package dev.hotplug.installer;

import dev.hotplug.installer.GitUrl.Allow;
import dev.hotplug.installer.GitUrl.Reading;
import dev.hotplug.installer.GitUrl.Way;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address of a submodule, which is whatever the repository's author has written. */
final class ModuleUrl {
  private ModuleUrl() {}

  /**
   * Reads what {@code .gitmodules} says of the submodule at {@code path}.
   *
   * @param url as written, perhaps relative to {@code parent}; null where nothing is
   * @param parent the address of the repository that has the submodule
   * @return an https address
   */
  static String of(String path, @Nullable String url, String parent) throws Unfetchable {
    if (url != null
        && GitUrl.read(whole(url, parent), Allow.REMOTE) instanceof Reading.Url(var read)
        && read.way() == Way.HTTPS) {
      return read.shown();
    }
    throw new Unfetchable("The submodule at " + FetchFault.line(path) + " has no https address.",
        "Install without submodules, or have the repository name it by https.");
  }

  private static String whole(String url, String parent) {
    boolean isRelative = url.startsWith("./") || url.startsWith("../");
    if (!isRelative) return url;
    try {
      return URI.create(parent + "/").resolve(url).toString();
    } catch (IllegalArgumentException _) {
      return url;
    }
  }
}
