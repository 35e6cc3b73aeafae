package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what a checkout holds by reading its files, and nothing else: no program is run, and
 * nothing is written.
 */
final class Detectors {
  private static final List<Detector> ALL = List.of(new NodeDetector(), new PythonDetector(),
      new GoDetector(), new RustDetector(), new MavenDetector(), new GradleDetector(),
      new DotnetDetector(), new DenoDetector());

  private final Folder chosen;
  private final Wishes wishes;
  private final Toolbox tools;

  private Detectors(Folder chosen, Wishes wishes, Toolbox tools) {
    this.chosen = chosen;
    this.wishes = wishes;
    this.tools = tools;
  }

  /** What is in the checkout at {@code root}, as far as {@code wishes} leave it open. */
  static Detection detect(Folder root, Wishes wishes, Toolbox tools) {
    var chosen = wishes.subdir().map(root::sub).orElse(Optional.of(root));
    if (chosen.isEmpty()) return noFolder(root, wishes.subdir().orElse(""));
    if (!wishes.autoDetect()) return AsTold.detect(chosen.get(), wishes);
    var detectors = new Detectors(chosen.get(), wishes, tools);
    return wishes.serverFile().map(detectors::wished).orElseGet(detectors::likeliest);
  }

  /** Servers by their dependencies, in the chosen folder or else below it. */
  private Detection likeliest() {
    var here = findings(chosen, wishes);
    if (!servers(here).isEmpty()) return decided(servers(here));
    var below = below();
    return servers(below).isEmpty() ? fallback(here, below) : decided(servers(below));
  }

  /** Without a dependency on MCP anywhere, what the chosen folder says is the best there is. */
  private Detection fallback(List<Finding> here, List<Finding> below) {
    var listed = Remote.listedIn(chosen);
    if (listed.isPresent()) return listed.get().nothing();
    var own = named(here, below);
    var obstacle = obstacle(here).or(() -> obstacle(below));
    if (obstacle.filter(it -> outweighs(it, own)).isPresent()) return nothing(obstacle.get());
    if (!own.isEmpty()) return decided(own);
    return Remote.shownIn(chosen).<Detection>map(Remote::nothing).orElseGet(this::nothing);
  }

  /** Those here, unless only those below have a name that speaks for MCP. */
  private static List<Finding.Candidate> named(List<Finding> here, List<Finding> below) {
    var own = candidates(here);
    var others = candidates(below).stream().filter(Detectors::isNamed).toList();
    return own.stream().anyMatch(Detectors::isNamed) || others.isEmpty() ? own : others;
  }

  private static boolean isNamed(Finding finding) {
    return finding.kinship() != Finding.Kinship.NONE;
  }

  /** The file may lie in a folder with markers of its own, below the chosen one. */
  private Detection wished(String wish) {
    var file = chosen.inside(wish).filter(it -> it.startsWith(prefix(chosen)));
    if (file.isEmpty()) return AsTold.missing(wish);
    var met = new ArrayList<Finding>();
    for (var folder : towards(file.get())) {
      var rest = file.get().substring(prefix(folder).length());
      var found = findings(folder, wishes.startedBy(rest));
      if (!candidates(found).isEmpty()) return decided(candidates(found));
      met.addAll(found);
    }
    var obstacle = obstacle(met);
    if (obstacle.isPresent()) return nothing(obstacle.get());
    return chosen.has(wish) ? unexplained(wish) : AsTold.missing(wish);
  }

  /** The chosen folder, and those that lead from it to {@code file}, which counts from the root. */
  private List<Folder> towards(String file) {
    var all = new ArrayList<Folder>(List.of(chosen));
    int from = prefix(chosen).length();
    for (int at = file.indexOf('/', from); at >= 0; at = file.indexOf('/', at + 1)) {
      chosen.sub(file.substring(from, at)).ifPresent(all::add);
    }
    return all;
  }

  private List<Finding> findings(Folder folder, Wishes asked) {
    var site = new Detector.Site(folder, asked, tools);
    return ALL.stream().flatMap(it -> it.detect(site).stream()).toList();
  }

  /** Those of the folders below; what lies within a server's folder belongs to that server. */
  private List<Finding> below() {
    var all = new ArrayList<Finding>();
    var taken = new ArrayList<String>();
    for (var folder : SubFolders.below(chosen)) {
      if (taken.stream().anyMatch(folder.path()::startsWith)) continue;
      var found = findings(folder, wishes);
      if (!servers(found).isEmpty()) taken.add(prefix(folder));
      all.addAll(found);
    }
    return all;
  }

  private Detection decided(List<Finding.Candidate> candidates) {
    return new Decision(chosen).of(candidates);
  }

  private static List<Finding.Candidate> candidates(List<Finding> found) {
    return found.stream()
        .filter(Finding.Candidate.class::isInstance)
        .map(Finding.Candidate.class::cast)
        .toList();
  }

  private static List<Finding.Candidate> servers(List<Finding> found) {
    return candidates(found).stream()
        .filter(it -> it.kinship() == Finding.Kinship.DEPENDENCY)
        .toList();
  }

  private static Optional<Finding.Obstacle> obstacle(List<Finding> found) {
    return found.stream()
        .filter(Finding.Obstacle.class::isInstance)
        .map(Finding.Obstacle.class::cast)
        .max(Comparator.comparing(Finding.Obstacle::kinship));
  }

  private static boolean outweighs(Finding.Obstacle obstacle, List<Finding.Candidate> candidates) {
    return candidates.stream().allMatch(it -> it.kinship().compareTo(obstacle.kinship()) < 0);
  }

  private static String prefix(Folder folder) {
    return folder.isRoot() ? "" : folder.path() + "/";
  }

  private Detection nothing() {
    var place = chosen.isRoot() ? "the repository" : chosen.path();
    return nothing("No MCP server was found in " + place + ".",
        "Give subdir (--subdir) or server_file (--server-file) if it is elsewhere; its README says "
            + "how it is started.");
  }

  private Detection nothing(Finding.Obstacle obstacle) {
    return nothing(obstacle.reason(), obstacle.nextStep());
  }

  private Detection unexplained(String file) {
    return nothing("Nothing says how " + Plain.text(file) + " is built.",
        "Turn auto_detect off (--no-auto-detect) to start it as it is; requirements_file "
            + "(--requirements-file) names what it needs.");
  }

  private Detection nothing(String reason, String nextStep) {
    return new Detection.Nothing(reason,
        Words.of(ALL.stream().map(Detector::lookedFor).toList(), chosen.troubles()), nextStep);
  }

  private static Detection noFolder(Folder root, String subdir) {
    return new Detection.Nothing("There is no folder " + Plain.text(subdir) + " in the repository.",
        root.folders().stream().map(it -> "folder " + it.path()).toList(),
        "Give subdir (--subdir) relative to the repository's root, or leave it out.");
  }
}
