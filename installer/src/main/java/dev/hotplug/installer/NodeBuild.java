package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a Node server is built, once its packages are installed.
 *
 * @param server the package that is built
 * @param root the package above that has it as a workspace; empty where it is installed by itself
 */
record NodeBuild(NodePackage server, Optional<NodePackage> root, NodeHome home, NodeTool tool) {
  /** What people call a build that they do not call build, the likeliest first. */
  private static final List<String> OTHER_NAMES = List.of("compile", "tsc", "transpile", "bundle",
      "build:all", "build:server", "build:mcp", "build:node", "prepare", "prepack",
      "prepublishOnly");

  private static final Pattern COMPILER = Pattern.compile(
      "\\b(tsc|tsup|tsdown|esbuild|rollup|vite|webpack|ncc|swc|babel|parcel|(bun|run) build)\\b");

  static NodeBuild of(NodePackage server, NodeHome home, NodeTool tool) {
    var root = home.folder() == server.folder() ? Optional.<NodePackage>empty()
        : NodePackage.in(home.folder());
    return new NodeBuild(server, root, home, tool);
  }

  /** Whether files could come into being that the checkout does not have. */
  boolean isPossible() {
    return server.script("build").isPresent() || otherName().isPresent() || hasTypeScript()
        || root.flatMap(it -> it.script("build")).isPresent();
  }

  /**
   * The step that builds; empty if there is nothing to build.
   *
   * @param startIsMissing whether the file that is started has yet to come into being
   */
  Optional<Step> step(boolean startIsMissing, Account account) {
    if (server.script("build").isPresent()) return Optional.of(declared(account));
    if (!startIsMissing) return Optional.empty();
    if (otherName().isPresent()) return Optional.of(own(otherName().get(), account));
    if (root.flatMap(it -> it.script("build")).isPresent()) return Optional.of(ofRoot(account));
    account.saw(server.folder(), "tsconfig.json", "compiled with tsc, there is no build script");
    return Optional.of(new Step(List.of("npx", "--yes", "--package=typescript", "tsc"),
        server.folder().path(), List.of()));
  }

  private Step declared(Account account) {
    if (root.isEmpty()) return own("build", account);
    return root.get().script("build").isPresent() ? ofRoot(account) : ofWorkspace(account);
  }

  /** All workspaces are built by the root: the server may need its neighbours. */
  private Step ofRoot(Account account) {
    tell(root.orElseThrow(), "build", account);
    return new Step(tool.run("build"), home.folder().path(), List.of());
  }

  private Step ofWorkspace(Account account) {
    tell(server, "build", account);
    var path = home.folder().isRoot() ? server.folder().path()
        : server.folder().path().substring(home.folder().path().length() + 1);
    return switch (tool.manager()) {
      case NPM -> new Step(Words.of(tool.run("build"), "--workspace=" + path), home.folder().path(),
          List.of());
      // The dots: with all that it depends on; a folder before them needs the braces.
      case PNPM ->
        new Step(Words.of(tool.words(), "--filter", "{./" + path + "}...", "run", "build"),
            home.folder().path(), List.of());
      case YARN, BERRY, BUN -> new Step(tool.run("build"), server.folder().path(), List.of());
    };
  }

  private Step own(String script, Account account) {
    tell(server, script, account);
    return new Step(tool.run(script), server.folder().path(), List.of());
  }

  private static void tell(NodePackage of, String script, Account account) {
    account.saw(of.folder(), NodePackage.FILE,
        "scripts." + script + " " + Plain.quoted(of.script(script).orElse("")));
    for (var around : List.of("pre" + script, "post" + script)) {
      of.script(around)
          .ifPresent(it -> account
              .warn("The build may also run the script " + around + ": " + Plain.quoted(it) + "."));
    }
  }

  private Optional<String> otherName() {
    return OTHER_NAMES.stream()
        .filter(it -> server.script(it).filter(line -> COMPILER.matcher(line).find()).isPresent())
        .findFirst();
  }

  private boolean hasTypeScript() {
    return server.folder().has("tsconfig.json");
  }
}
