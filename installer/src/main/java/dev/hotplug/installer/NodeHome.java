package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the packages of a Node server are installed, and with what.
 *
 * @param folder the server's own, or the one above that has it as a workspace
 * @param version of the manager, as pinned by the repository; empty if it is not
 */
record NodeHome(NodeManager manager, Folder folder, String version) {
  private static final int LONGEST_PATTERN = 100;
  private static final int MOST_STARS = 4;

  /** The one of {@code server}: the nearest folder that names a manager, up to the root. */
  static NodeHome of(Folder server, Account account) {
    var nearest = server;
    for (var folder : server.upwards()) {
      if (folder != server && !isWorkspace(folder, server)) continue;
      nearest = folder;
      var home = named(folder, account).or(() -> locked(folder, account));
      if (home.isPresent()) return home.get();
    }
    var manager = nearest.has("pnpm-workspace.yaml") ? NodeManager.PNPM : NodeManager.NPM;
    return new NodeHome(manager, nearest, "");
  }

  /** Whether there is a lockfile to install from. */
  boolean isLocked() {
    return manager.lockfile(folder).isPresent();
  }

  private static Optional<NodeHome> named(Folder folder, Account account) {
    var field = NodePackage.in(folder).map(NodePackage::packageManager).orElse("");
    var manager = NodeManager.named(field);
    manager.ifPresent(it -> {
      account.saw(folder, NodePackage.FILE, "packageManager " + Plain.quoted(field));
      tellOthers(it, folder, account);
    });
    return manager.map(it -> new NodeHome(it, folder, NodeManager.pinned(field)));
  }

  private static Optional<NodeHome> locked(Folder folder, Account account) {
    var manager = NodeManager.lockedIn(folder);
    manager.ifPresent(it -> {
      account.saw(folder, it.lockfile(folder).orElseThrow(), "installed with " + it.program());
      tellOthers(it, folder, account);
    });
    return manager.map(it -> new NodeHome(it, folder, ""));
  }

  private static void tellOthers(NodeManager used, Folder folder, Account account) {
    var others = new ArrayList<String>();
    for (var manager : NodeManager.values()) {
      if (manager.program().equals(used.program())) continue;
      manager.lockfile(folder).ifPresent(others::add);
    }
    if (others.isEmpty()) return;
    account.warn("There are lockfiles of other package managers, too (" + String.join(", ", others)
        + "); " + used.program() + " is used.");
  }

  private static boolean isWorkspace(Folder above, Folder server) {
    var below = Path.of(above.path()).relativize(Path.of(server.path()));
    return patterns(above).stream().anyMatch(it -> matches(it, below));
  }

  private static List<String> patterns(Folder folder) {
    var all = new ArrayList<String>();
    NodePackage.in(folder).ifPresent(it -> all.addAll(it.workspaces()));
    if (folder.has("pnpm-workspace.yaml")) {
      Documents.yaml(folder, "pnpm-workspace.yaml")
          .path("packages")
          .forEach((JsonNode it) -> all.add(Documents.string(it)));
    }
    return all;
  }

  /** A pattern with many stars could take for ever to match; no honest one has them. */
  private static boolean matches(String pattern, Path folder) {
    var clean = pattern.replaceFirst("^\\./", "").replaceFirst("/$", "");
    var stars = clean.chars().filter(it -> it == '*').count();
    if (clean.isEmpty() || clean.length() > LONGEST_PATTERN || stars > MOST_STARS) return false;
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + clean).matches(folder);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
