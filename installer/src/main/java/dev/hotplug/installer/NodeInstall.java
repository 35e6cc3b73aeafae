package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How the packages of a Node server are installed: from the lockfile, its scripts off. */
final class NodeInstall {
  /** What npm and its likes run by themselves for the package that is being installed. */
  private static final List<String> LIFECYCLE = List.of("preinstall", "install", "postinstall",
      "prepare");

  /** What is done anyway, as a step of its own. */
  private static final Pattern JUST_BUILDS = Pattern
      .compile("\\s*(npm|pnpm|yarn|bun)( run)? build\\s*");

  private static final Pattern SETTING = Pattern.compile(
      "(?m)^[ \\t]*+((?:@[\\w.-]++:)?registry|git|script-shell|node-options|shell)[ \\t]*+=");

  private static final List<String> PNPMFILES = List.of(".pnpmfile.cjs", ".pnpmfile.mjs");
  private static final Pattern PNPMFILE = Pattern
      .compile("(?m)^[ \\t]*+((?:global-)?pnpmfile)(?:\\[])?[ \\t]*+=");
  private static final String WORKSPACE = "pnpm-workspace.yaml";
  private static final List<String> WORKSPACE_HOOKS = List.of("pnpmfile", "globalPnpmfile",
      "configDependencies");

  private NodeInstall() {}

  /**
   * The step that installs what {@code home} lists.
   *
   * @param scripts whether packages may run their lifecycle scripts
   */
  static Step step(NodeHome home, NodeTool tool, boolean scripts, Account account) {
    tellScripts(home, scripts, account);
    tellHooks(home, scripts, account);
    tellSettings(home, account);
    var manager = tool.manager();
    var hooks = hooksOff(home, scripts);
    var loose = tool.line(Words.of(manager.looseInstall(scripts), hooks));
    var path = home.folder().path();
    if (!home.isLocked()) return new Step(loose, path, List.of());
    return new Step(tool.line(Words.of(manager.frozenInstall(scripts), hooks)), path, loose);
  }

  private static void tellScripts(NodeHome home, boolean scripts, Account account) {
    var found = new ArrayList<String>();
    NodePackage.in(home.folder()).ifPresent(it -> {
      for (var name : LIFECYCLE) {
        it.script(name)
            .filter(line -> scripts || !JUST_BUILDS.matcher(line).matches())
            .ifPresent(line -> found.add(name + ": " + Plain.quoted(line)));
      }
    });
    if (scripts) {
      account.warn("The lifecycle scripts of all packages run while they are installed"
          + (found.isEmpty() ? "." : ", among them " + String.join(", ", found) + "."));
    } else if (!found.isEmpty()) {
      account.warn("Lifecycle scripts are not run: " + String.join(", ", found)
          + ". Should the server need them, allow scripts.");
    }
  }

  /** Code that is taken from the repository before any script is run. */
  private static void tellHooks(NodeHome home, boolean scripts, Account account) {
    var program = home.manager().program();
    var hooks = switch (home.manager()) {
      case YARN, BERRY -> yarnHooks(home.folder());
      case PNPM -> pnpmHooks(home.folder());
      case BUN, NPM -> List.<String>of();
    };
    boolean isOff = home.manager() == NodeManager.PNPM && !scripts;
    for (var hook : hooks) {
      account.warn(program + (isOff ? " is kept from running" : " runs")
          + " code of the repository while it installs: " + hook + ".");
    }
  }

  private static List<String> yarnHooks(Folder folder) {
    var hooks = new ArrayList<String>();
    if (folder.has(".yarnrc.yml")) {
      var settings = Documents.yaml(folder, ".yarnrc.yml");
      if (settings.has("yarnPath")) hooks.add(".yarnrc.yml names a yarn of its own");
      if (settings.has("plugins")) hooks.add(".yarnrc.yml names plugins");
    }
    if (folder.text(".yarnrc").filter(it -> it.contains("yarn-path")).isPresent()) {
      hooks.add(".yarnrc names a yarn of its own");
    }
    return hooks;
  }

  private static List<String> pnpmHooks(Folder folder) {
    var hooks = new ArrayList<String>();
    PNPMFILES.stream().filter(folder::has).forEach(file -> hooks.add("it has a " + file));
    Matches.all(PNPMFILE, folder.text(".npmrc").orElse(""))
        .distinct()
        .forEach(key -> hooks.add(".npmrc sets " + key));
    if (!folder.has(WORKSPACE)) return hooks;
    var settings = Documents.yaml(folder, WORKSPACE);
    WORKSPACE_HOOKS.stream()
        .filter(settings::has)
        .forEach(key -> hooks.add(WORKSPACE + " sets " + key));
    return hooks;
  }

  /** Settings that make npm and pnpm take packages, or programs, from where the user does not. */
  private static void tellSettings(NodeHome home, Account account) {
    var told = Matches.all(SETTING, home.folder().text(".npmrc").orElse("")).distinct().toList();
    if (told.isEmpty()) return;
    account.warn("The repository's .npmrc changes where packages and programs come from: "
        + Plain.quoted(told) + ".");
  }

  /** Even where no such file is to be seen: several settings can name one anywhere. */
  private static List<String> hooksOff(NodeHome home, boolean scripts) {
    return home.manager() == NodeManager.PNPM && !scripts ? List.of("--ignore-pnpmfile")
        : List.of();
  }
}
