package dev.hotplug.installer;

import java.util.List;

/** Servers in Java and Kotlin that Gradle builds: what a build script says in so many words. */
final class GradleDetector implements Detector {

  @Override
  public String lookedFor() {
    return "Java or Kotlin: build.gradle or build.gradle.kts with shadow, spring boot, quarkus,"
        + " ktor, a Main-Class or the application plugin";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.JAVA.isOpen(site.wishes())) return List.of();
    return GradleProject.in(site.folder())
        .filter(it -> isMeant(it, site.wishes()))
        .filter(it -> it.isBundled() || it.isLaidOut())
        .map(it -> finding(it, site))
        .stream()
        .toList();
  }

  private static boolean isMeant(GradleProject project, Wishes wishes) {
    return wishes.serverFile()
        .filter(it -> !it.replaceFirst("^\\./", "").equals(project.file()))
        .isEmpty();
  }

  private static Finding finding(GradleProject server, Site site) {
    var kinship = McpNames.kinship(server.name(), server.dependencies());
    var build = new JavaBuild("gradlew",
        List.of("gradle/wrapper/gradle-wrapper.properties", "gradle/wrapper/gradle-wrapper.jar"),
        Program.GRADLE);
    var file = server.folder().inside(server.file()).orElseThrow();
    return Program
        .missing(build.needed(server.root()), site.tools(), kinship,
            "a Java server (" + Plain.text(file) + ")")
        .orElseGet(() -> candidate(server, build, kinship));
  }

  private static Finding candidate(GradleProject server, JavaBuild build, Finding.Kinship kinship) {
    var account = new Account();
    account.saw(server.folder(), server.file(), server.isBundled() ? "makes a jar that starts"
        : "makes a folder with a script that starts it");
    account.warn("Building with Gradle runs the build scripts of the repository.");
    var tool = Words.of(build.tool(server.root(), account), "--no-daemon", "--console=plain");
    var target = Words.here(server.folder().inside("build").orElseThrow());
    var recipe = new Recipe("java (gradle)", server.folder().path(),
        McpNames.telling(server.name(), server.rootName()), steps(server, tool, target),
        start(server, target), List.of(), List.of(), account.warnings(), account.evidence());
    return new Finding.Candidate(recipe, kinship, true, server.file());
  }

  private static List<Step> steps(GradleProject server, List<String> tool, String target) {
    var root = server.root().path();
    if (!server.isBundled()) {
      return List.of(new Step(Words.of(tool, server.task("installDist")), root, List.of()));
    }
    return List.of(new Step(Words.of(tool, server.task("assemble")), root, List.of()),
        new Step(JarChoice.step(target), server.folder().path(), List.of()));
  }

  private static List<String> start(GradleProject server, String target) {
    return server.isBundled() ? List.of("java", "-jar", JarChoice.chosen(target))
        : List.of(target + "/install/" + server.name() + "/bin/" + server.program());
  }
}
