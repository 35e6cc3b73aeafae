package dev.hotplug.installer;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The addresses of pages that hosts show about a repository, which people copy. */
final class BrowserUrl {
  private static final Set<String> FILES = Set.of("tree", "blob", "src");

  private BrowserUrl() {}

  /**
   * Which arguments say what such an address means; null for one that is none.
   *
   * @param host as in {@link GitUrl#host()}
   */
  static @Nullable String advice(String scheme, String host, List<String> path) {
    if (!scheme.equals("https")) return null;
    int dash = path.indexOf("-");
    if (dash >= 2) return advice(host, path.subList(0, dash), path.subList(dash + 1, path.size()));
    boolean hasTwoParts = host.equals("github.com") || host.equals("bitbucket.org")
        || host.equals("codeberg.org");
    boolean hasPage = path.size() > 3 && FILES.contains(path.get(2));
    if (path.size() < 3 || !(hasTwoParts || hasPage)) return null;
    return advice(host, path.subList(0, 2), path.subList(2, path.size()));
  }

  private static @Nullable String advice(String host, List<String> repository, List<String> page) {
    // No repository has an @ there: the rest is a branch with slashes.
    if (repository.getLast().indexOf('@') > 0) return null;
    var url = "Use git_url: \"https://" + host + "/" + String.join("/", repository) + "\"";
    if (page.size() < 2) return url + ".";
    return switch (page.getFirst()) {
      case "tree" -> url + ref(page.get(1)) + subdir(page.subList(2, page.size())) + ".";
      case "blob" -> url + ref(page.get(1)) + subdir(folderOf(page.subList(2, page.size()))) + ".";
      case "src" -> url + branch(page.subList(1, page.size())) + ".";
      case "commit" -> url + ref(page.get(1)) + ".";
      case "releases" -> url + (page.size() > 2 ? ref(page.get(2)) : "") + ".";
      default -> url + ".";
    };
  }

  /** Gitea says what kind of a ref it is, Bitbucket does not. */
  private static String branch(List<String> page) {
    boolean hasKind = page.size() > 1
        && Set.of("branch", "tag", "commit").contains(page.getFirst());
    var rest = hasKind ? page.subList(1, page.size()) : page;
    return ref(rest.getFirst()) + subdir(rest.subList(1, rest.size()));
  }

  /** Without the file at its end, which a page may lack. */
  private static List<String> folderOf(List<String> file) {
    return file.isEmpty() ? file : file.subList(0, file.size() - 1);
  }

  private static String ref(String ref) {
    return ", ref: \"" + ref + "\"";
  }

  private static String subdir(List<String> folder) {
    return folder.isEmpty() ? "" : ", subdir: \"" + String.join("/", folder) + "\"";
  }
}
