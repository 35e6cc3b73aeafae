package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** Which program runs a file of a Node server: node by its path, never the file by itself. */
final class NodeRuntime {
  private final NodePackage server;
  private final NodeHome home;
  private final Toolbox tools;

  NodeRuntime(NodePackage server, NodeHome home, Toolbox tools) {
    this.server = server;
    this.home = home;
    this.tools = tools;
  }

  /** The line that runs {@code file}, relative to the package. */
  List<String> line(String file, Account account) {
    var path = Words.here(server.folder().inside(file).orElseThrow());
    if (isForBun(file)) return Words.of(bun(account), "run", path);
    if (!isTypeScript(file)) return List.of("node", path);
    if (server.dependencies().contains("tsx")) return List.of("node", tsx(), path);
    account.warn(
        "Node.js runs " + Plain.text(file) + " as it is, which needs version 22.18 or newer.");
    return List.of("node", path);
  }

  /** Bun says so in the file itself, or is all that could run it. */
  private boolean isForBun(String file) {
    var shebang = server.folder()
        .head(file)
        .filter(it -> it.startsWith("#!"))
        .flatMap(it -> it.lines().findFirst())
        .orElse("");
    if (!shebang.isEmpty()) return shebang.contains("bun");
    var runsBun = home.manager() == NodeManager.BUN
        || server.script("start").filter(it -> it.startsWith("bun ")).isPresent();
    return runsBun && isTypeScript(file);
  }

  private List<String> bun(Account account) {
    if (tools.has("bun")) return List.of("bun");
    account.warn("bun is not installed; npx fetches it from the registry at each start.");
    var version = home.manager() == NodeManager.BUN ? home.version() : "";
    return List.of("npx", "--yes", NodeManager.BUN.npxPackage(version, home.folder()));
  }

  /** pnpm links packages into each workspace, the others keep them together. */
  private String tsx() {
    var folder = home.manager() == NodeManager.PNPM ? server.folder() : home.folder();
    return Words
        .here(Optional.of(folder.path()).filter(it -> !it.isEmpty()).map(it -> it + "/").orElse("")
            + "node_modules/tsx/dist/cli.mjs");
  }

  private static boolean isTypeScript(String file) {
    return file.endsWith(".ts") || file.endsWith(".mts") || file.endsWith(".cts");
  }
}
