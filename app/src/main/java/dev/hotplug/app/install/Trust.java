package dev.hotplug.app.install;

import dev.hotplug.installer.GitUrl;
import dev.hotplug.installer.InstallRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts, and owners on hosts, whose repositories the user has agreed to beforehand. A name
 * stands for itself and what lies below it in the path, never for what merely begins or ends with
 * it.
 *
 * @param places {@code "git.example.org"} or {@code "github.com/acme"}, each at least a host
 */
record Trust(List<String> places) {
  private static final Pattern PLACE = Pattern
      .compile("[A-Za-z0-9.-]+(:\\d+)?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
  private static final Pattern COMMIT = Pattern.compile("[0-9A-Fa-f]{7,}");

  Trust {
    places = places.stream().map(Trust::withHostInLowerCase).toList();
  }

  /** Whether {@code place} can be a place at all. */
  static boolean isPlace(String place) {
    return PLACE.matcher(place).matches();
  }

  /** Whether the repository at {@code url} is in one of these places; a local one never is. */
  boolean covers(String url) {
    return GitUrl.read(url, GitUrl.Allow.REMOTE) instanceof GitUrl.Reading.Url(var it)
        && places.stream().anyMatch(place -> (around(it) + "/").startsWith(place + "/"));
  }

  /**
   * What {@code request} wants that no owner vouches for, a clause: hosts give the commits of
   * everybody's pull requests as if they were the repository's own. Empty for nothing.
   */
  static Optional<String> unvouched(InstallRequest request) {
    var ref = request.ref().orElse("");
    if (COMMIT.matcher(ref).matches()) {
      return Optional.of("a commit given as ref may be anybody's, from a pull request");
    }
    if (ref.startsWith("refs/")) {
      return Optional.of("a ref that begins with refs/ may be anybody's, from a pull request");
    }
    return request.submodules()
        ? Optional.of("submodules are other repositories, which may be anybody's")
        : Optional.empty();
  }

  private static String around(GitUrl url) {
    return url.owner().isEmpty() ? url.host() : url.owner();
  }

  private static String withHostInLowerCase(String place) {
    int end = place.indexOf('/');
    return end < 0 ? place.toLowerCase(Locale.ROOT)
        : place.substring(0, end).toLowerCase(Locale.ROOT) + place.substring(end);
  }
}
