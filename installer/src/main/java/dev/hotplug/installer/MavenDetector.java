package dev.hotplug.installer;

import java.util.Comparator;
import java.util.List;

/** Servers in Java that Maven builds: what a {@code pom.xml} and those of its modules say. */
final class MavenDetector implements Detector {
  @Override
  public String lookedFor() {
    return "Java: pom.xml with a plugin that makes a jar to start (shade, spring-boot, quarkus,"
        + " assembly, or jar with a main class)";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.JAVA.isOpen(site.wishes())) return List.of();
    return MavenProject.in(site.folder()).map(it -> detect(it, site)).orElse(List.of());
  }

  private static List<Finding> detect(MavenProject project, Site site) {
    var wish = site.wishes().serverFile();
    if (wish.filter(it -> !it.replaceFirst("^\\./", "").equals(MavenProject.FILE)).isPresent()) {
      return List.of();
    }
    var home = MavenHome.of(project);
    var found = servers(project).stream().map(it -> finding(it, home, site)).toList();
    var best = found.stream().map(Finding::kinship).max(Comparator.naturalOrder());
    return found.stream().filter(it -> best.filter(it.kinship()::equals).isPresent()).toList();
  }

  private static List<MavenProject> servers(MavenProject project) {
    if (!project.isAggregator()) return List.of(project);
    return project.modules().stream().filter(it -> !it.isAggregator() && it.isRunnable()).toList();
  }

  private static Finding finding(MavenProject server, MavenHome home, Site site) {
    var kinship = home.kinship(server);
    var build = new JavaBuild("mvnw", List.of(".mvn/wrapper/maven-wrapper.properties"),
        Program.MAVEN);
    var file = server.folder().inside(MavenProject.FILE).orElseThrow();
    return Program
        .missing(build.needed(home.root().folder()), site.tools(), kinship,
            "a Java server (" + Plain.text(file) + ")")
        .orElseGet(() -> candidate(server, home.root(), build, kinship));
  }

  private static Finding candidate(MavenProject server, MavenProject root, JavaBuild build,
      Finding.Kinship kinship) {
    var account = new Account();
    boolean isRunnable = server.isRunnable();
    account.saw(server.folder(), MavenProject.FILE,
        isRunnable ? "makes a jar that starts" : "names no plugin that makes a jar that starts");
    account.warn("Building with Maven runs the plugins that the repository names, with what it"
        + " tells them.");
    var tool = build.tool(root.folder(), account);
    var folder = server.folder().path();
    var target = Words.here(folder.isEmpty() ? "target" : folder + "/target");
    var steps = List.of(new Step(line(tool, server, root), root.folder().path(), List.of()),
        new Step(JarChoice.step(target), folder, List.of()));
    var name = McpNames.telling(server.artifact(), root.artifact());
    var recipe = new Recipe("java (maven)", folder, name, steps,
        List.of("java", "-jar", JarChoice.chosen(target)), List.of(), List.of(), account.warnings(),
        account.evidence());
    return new Finding.Candidate(recipe, kinship, isRunnable, MavenProject.FILE);
  }

  /** With the modules that it needs, and without the others. */
  private static List<String> line(List<String> tool, MavenProject server, MavenProject root) {
    var line = Words.of(tool, "-B", "-ntp", "-DskipTests");
    if (server.folder().path().equals(root.folder().path())) return Words.of(line, "package");
    var module = server.folder()
        .path()
        .substring(root.folder().path().length())
        .replaceFirst("^/", "");
    return Words.of(line, "-pl", module, "-am", "package");
  }
}
