package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the {@code pom.xml} of a folder says.
 *
 * @param pom its root element
 */
record MavenProject(Folder folder, Markup pom) {
  /** What Maven calls it in every folder. */
  static final String FILE = "pom.xml";

  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern FILE_AT_END = Pattern.compile("/?pom\\.xml$");
  private static final int MOST_MODULES = 100;
  private static final int MOST_PARENTS = 10;

  /** Plugins that make a jar that starts by itself. */
  private static final Set<String> BUNDLERS = Set.of("maven-shade-plugin",
      "spring-boot-maven-plugin", "quarkus-maven-plugin", "micronaut-maven-plugin");

  /** Plugins that may make one, if they are told to. */
  private static final Set<String> PACKERS = Set.of("maven-assembly-plugin", "maven-jar-plugin");

  /** The one in {@code folder}; empty if there is none that can be read. */
  static Optional<MavenProject> in(Folder folder) {
    var pom = Markup.in(folder, FILE);
    return pom.name().equals("project") ? Optional.of(new MavenProject(folder, pom))
        : Optional.empty();
  }

  String artifact() {
    return pom.text("artifactId");
  }

  /** Whether it only holds others together. */
  boolean isAggregator() {
    return pom.text("packaging").equals("pom");
  }

  /** What it and its parents in the repository depend on, {@code group:artifact}. */
  List<String> dependencies() {
    return family().stream()
        .flatMap(it -> it.pom.all("dependencies", "dependency").stream())
        .map(it -> it.text("groupId") + ":" + it.text("artifactId"))
        .toList();
  }

  /** Whether a plugin of it, or of a parent in the repository, makes a jar that starts. */
  boolean isRunnable() {
    return family().stream()
        .flatMap(it -> it.pom.all("build", "plugins", "plugin").stream())
        .anyMatch(MavenProject::makesRunnable);
  }

  private static boolean makesRunnable(Markup plugin) {
    var name = plugin.text("artifactId");
    if (BUNDLERS.contains(name)) return true;
    return PACKERS.contains(name)
        && (!plugin.text("configuration", "archive", "manifest", "mainClass").isEmpty()
            || plugin.says("jar-with-dependencies"));
  }

  /** It, then its parents as far as the repository has them. */
  private List<MavenProject> family() {
    var all = new ArrayList<MavenProject>(List.of(this));
    for (var at = parent(); at.isPresent() && all.size() < MOST_PARENTS; at = at.get().parent()) {
      all.add(at.get());
    }
    return all;
  }

  /** Mostly it is not in the repository: then nobody has to be told that it lies outside. */
  private Optional<MavenProject> parent() {
    var parents = pom.all("parent");
    if (parents.isEmpty()) return Optional.empty();
    var said = parents.getFirst().all("relativePath");
    var path = said.isEmpty() ? "../" + FILE : said.getFirst().text();
    if (path.isEmpty()) return Optional.empty();
    return at(path).flatMap(MavenProject::in)
        .filter(it -> it.artifact().equals(parents.getFirst().text("artifactId")));
  }

  /** The folder that {@code path} leads to, by its name or that of its file. */
  private Optional<Folder> at(String path) {
    var at = Optional.of(folder);
    for (var part : SLASH.split(FILE_AT_END.matcher(path).replaceFirst(""), -1)) {
      at = part.equals("..") ? at.flatMap(Folder::parent) : at.flatMap(it -> it.sub(part));
    }
    return at;
  }

  /** The modules that it holds together, and theirs; itself not among them. */
  List<MavenProject> modules() {
    var all = new ArrayList<MavenProject>();
    addModules(all);
    return all;
  }

  private void addModules(List<MavenProject> all) {
    for (var name : moduleNames()) {
      var module = at(name).filter(this::isBelow).flatMap(MavenProject::in);
      if (module.isEmpty() || all.size() >= MOST_MODULES) continue;
      all.add(module.get());
      module.get().addModules(all);
    }
  }

  /** The project above that builds this one among its modules; this one where there is none. */
  MavenProject root() {
    var top = this;
    for (var above : folder.upwards()) {
      var project = above.path().equals(top.folder.path()) ? Optional.<MavenProject>empty()
          : in(above);
      if (project.isPresent() && project.get().holds(top)) top = project.get();
    }
    return top;
  }

  private boolean holds(MavenProject other) {
    return moduleNames().stream()
        .anyMatch(it -> at(it).map(Folder::path).filter(other.folder.path()::equals).isPresent());
  }

  private boolean isBelow(Folder other) {
    return folder.isRoot() ? !other.isRoot() : other.path().startsWith(folder.path() + "/");
  }

  private List<String> moduleNames() {
    return pom.all("modules", "module")
        .stream()
        .map(Markup::text)
        .filter(it -> !it.isEmpty())
        .toList();
  }
}
