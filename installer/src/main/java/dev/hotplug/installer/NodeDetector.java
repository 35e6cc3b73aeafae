package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Servers for Node.js and Bun: what a {@code package.json} says. */
final class NodeDetector implements Detector {

  @Override
  public String lookedFor() {
    return "Node: package.json with a bin, a start script or a main file";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.NODE.isOpen(site.wishes())) return List.of();
    return NodePackage.in(site.folder()).map(it -> detect(it, site)).orElse(List.of());
  }

  private static List<Finding> detect(NodePackage server, Site site) {
    var account = new Account();
    var home = NodeHome.of(server.folder(), account);
    var kinship = McpNames.kinship(server.name(), server.dependencies());
    var tool = NodeTool.of(home, site.tools(), account);
    if (tool.isEmpty()) return List.of(missing(home.manager(), kinship, site.tools()));
    var build = NodeBuild.of(server, home, tool.get());
    var starts = new NodeStarts(server, build.isPossible(), account);
    var start = site.wishes().serverFile().map(starts::wished).orElseGet(starts::likeliest);
    if (start.isEmpty()) return List.of();
    if (!site.tools().has("node") && !site.tools().has("bun"))
      return List.of(noNode(kinship, site.tools()));
    return List.of(candidate(start.get(), build, kinship, site, account));
  }

  private static Finding candidate(NodeStart start, NodeBuild build, Finding.Kinship kinship,
      Site site, Account account) {
    var server = build.server();
    var home = build.home();
    var steps = new ArrayList<Step>();
    steps.add(NodeInstall.step(home, build.tool(), site.wishes().allowScripts(), account));
    build.step(!server.folder().has(start.file()), account).ifPresent(steps::add);
    var line = new NodeRuntime(server, home, site.tools()).line(start.file(), account);
    var arguments = start.arguments().isEmpty() || !Hints.isUsable(start.arguments())
        ? List.<List<String>>of()
        : List.of(start.arguments());
    tellEngine(server, account);
    var recipe = new Recipe("node (" + home.manager().program() + ")", server.folder().path(),
        nameOf(server, start), steps, line, arguments, List.of(), account.warnings(),
        account.evidence());
    return new Finding.Candidate(recipe, kinship, start.declared(), start.file());
  }

  private static String nameOf(NodePackage server, NodeStart start) {
    return Optional.of(Plain.text(server.name()))
        .filter(it -> !it.isEmpty())
        .or(() -> Optional.of(server.folder().name()).filter(it -> !it.isEmpty()))
        .orElseGet(() -> Plain.text(start.file()));
  }

  private static void tellEngine(NodePackage server, Account account) {
    var engine = Documents.string(server.json().path("engines").path("node"));
    if (engine.isEmpty()) return;
    account.saw(server.folder(), NodePackage.FILE, "engines.node " + Plain.quoted(engine));
  }

  private static Finding missing(NodeManager manager, Finding.Kinship kinship, Toolbox tools) {
    var name = manager.program();
    return new Finding.Obstacle(kinship,
        "It is installed with " + name + ", and this machine has neither " + name
            + " nor npx to fetch it.",
        Program.nextStep("Node.js with npm", List.of(Program.NODE), tools));
  }

  private static Finding noNode(Finding.Kinship kinship, Toolbox tools) {
    return new Finding.Obstacle(kinship, "It is a Node.js server, and this machine has no node.",
        Program.nextStep("it", List.of(Program.NODE), tools));
  }
}
