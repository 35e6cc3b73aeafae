package dev.hotplug.installer;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path of a repository on its host.
 *
 * @param raw as it is sent, without a slash at its end
 * @param parts what stands between its slashes, decoded; at least one, none of them empty,
 *   {@code .} or {@code ..}
 */
record UrlPath(String raw, List<String> parts) {
  UrlPath {
    parts = List.copyOf(parts);
  }

  /** The path of {@code uri}; null for one that no repository can have. */
  static @Nullable UrlPath of(URI uri) {
    return of(uri.getRawPath(), uri.getPath());
  }

  /** A path in which nothing is encoded; null for one that no repository can have. */
  static @Nullable UrlPath of(String path) {
    return of(path, path);
  }

  private static @Nullable UrlPath of(@Nullable String raw, @Nullable String decoded) {
    if (raw == null || decoded == null) return null;
    var parts = split(decoded);
    // An encoded slash would make the owner that is trusted another than the one that is asked.
    boolean hidesSlashes = parts.size() != split(raw).size();
    boolean isSafe = parts.stream().allMatch(UrlPath::isName);
    if (hidesSlashes || !isSafe || parts.getLast().equals(".git")) return null;
    return new UrlPath(trimmed(raw), parts);
  }

  private static List<String> split(String path) {
    return List.of(trimmed(path).replaceFirst("^/", "").split("/", -1));
  }

  private static String trimmed(String path) {
    return path.replaceFirst("/+$", "");
  }

  private static boolean isName(String part) {
    return !part.isEmpty() && !part.equals(".") && !part.equals("..") && part.indexOf('\\') < 0
        && part.chars().noneMatch(Character::isISOControl);
  }

  /**
   * What follows an @ where a repository's name is expected to end, as in {@code repository@v1};
   * null where there is no such thing. A part that begins with @ is a name.
   */
  @Nullable
  String refBehindAt() {
    for (int i = 0; i < parts.size(); i++) {
      int at = parts.get(i).indexOf(".git@");
      if (at >= 0) return from(i, at + 5);
    }
    int last = parts.size() - 1;
    int named = Math.min(last, 1);
    int at = parts.get(last).indexOf('@', 1);
    if (at > 0) return from(last, at + 1);
    int inside = parts.get(named).indexOf('@', 1);
    return named > 0 && inside > 0 ? from(named, inside + 1) : null;
  }

  private String from(int part, int index) {
    var first = parts.get(part).substring(index);
    var rest = parts.subList(part + 1, parts.size());
    return rest.isEmpty() ? first : first + "/" + String.join("/", rest);
  }
}
