package dev.hotplug.app.watch;

import dev.hotplug.spec.Dev;
import dev.hotplug.spec.GlobText;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Concludes what a server is made of: from its globs, or else from its command line. */
final class WatchRules {
  /** What JavaScript that a compiler or bundler wrote consists of. */
  private static final List<String> MADE_OF_NODE = List.of("*.js", "*.mjs", "*.cjs", "package.json",
      "*.wasm", "*.node", "*.html", "*.css");
  private static final List<String> EVERYTHING = List.of("*");
  private static final String TOO_WIDE = "which is too wide to be one project";

  private final Path folder;
  private final Path home;
  private final boolean builds;
  private final PathMatcher ignored;

  private WatchRules(Path folder, Path home, boolean builds, PathMatcher ignored) {
    this.folder = folder;
    this.home = home;
    this.builds = builds;
    this.ignored = ignored;
  }

  /** The same for the user who runs this. */
  static Sources of(ServerSpec.Stdio spec, Path folder, Dev dev, boolean builds) {
    return of(spec, folder, Never.home(), dev, builds);
  }

  /**
   * What is watched of a server, and why.
   *
   * @param folder absolute; where the server runs
   * @param home of the user; neither it nor what is above it is ever watched with what is below
   * @param builds whether something is built before a start, so that its sources are what counts
   * @throws IllegalArgumentException if a glob of {@code dev} is none, or there is no glob
   */
  static Sources of(ServerSpec.Stdio spec, Path folder, Path home, Dev dev, boolean builds) {
    var here = folder.normalize();
    var rules = new WatchRules(here, home, builds, Barred.ignored(here, dev.ignore()));
    return switch (dev.watch()) {
      case Watch.Off _ -> new Sources(List.of(), "Nothing is watched: its entry turns that off.");
      case Watch.Globs(var from, var globs) ->
        rules.globs(from == null ? here : from.normalize(), globs, started(spec, here));
      case Watch.Inferred _ -> rules.inferred(started(spec, here));
    };
  }

  /** What the command line of {@code spec} starts in {@code folder}. */
  static Started started(ServerSpec.Stdio spec, Path folder) {
    var words = new ArrayList<String>();
    words.add(spec.command());
    words.addAll(spec.args());
    return CommandLine.read(words, folder);
  }

  private Sources globs(Path from, List<String> globs, Started started) {
    if (globs.isEmpty()) throw new IllegalArgumentException("no path was given to be watched");
    var made = builds ? outputs(started, from) : ignored;
    var roots = GlobRoots.of(from, globs, made, this::tooWide);
    var shown = globs.stream()
        .map(it -> GlobText.isPattern(it) ? it : GlobText.plain(it))
        .collect(Collectors.joining(", "));
    return roots.isEmpty()
        ? new Sources(roots,
            "Nothing is watched: what was asked for only leaves out, " + shown + ".")
        : new Sources(roots, "Watched below " + from + " is what was asked for: " + shown + "."
            + missing(roots) + narrowed(roots));
  }

  private static String missing(List<Root> roots) {
    var missing = roots.stream()
        .map(Root::folder)
        .filter(it -> !Files.isDirectory(it))
        .distinct()
        .map(Path::toString)
        .toList();
    return missing.isEmpty() ? ""
        : " Part of it is " + String.join(" and ", missing) + ", which does not exist yet.";
  }

  private String narrowed(List<Root> roots) {
    return roots.stream()
        .filter(root -> root.patterns().stream().anyMatch(it -> it.contains("**")))
        .map(Root::folder)
        .filter(this::tooWide)
        .findFirst()
        .map(it -> " Of " + it + ", " + TOO_WIDE + ", only the files in it itself are: name one"
            + " of its folders in hotplug.dev.watch.")
        .orElse("");
  }

  private Sources inferred(Started started) {
    return switch (started) {
      case Started.Script script -> script(script);
      case Started.Project(var language, var at) ->
        builds ? sources(language, project(language, at).orElse(at), Optional.empty())
            : runs(language, at);
      case Started.Artefact artefact -> builds ? sourcesOf(artefact) : artefact(artefact);
      case Started.Foreign(var because) -> builds ? unknown() : nothing(because);
    };
  }

  private static Sources nothing(String because) {
    return new Sources(List.of(), "Nothing is watched: " + because
        + ", so none of its sources are known. Name them in hotplug.dev.watch.");
  }

  private Sources script(Started.Script script) {
    var language = script.language();
    if (language == Language.SHELL) return alone(script);
    var beside = Names.parent(script.file());
    var project = project(language, beside);
    // A build puts what is started where no source of it is.
    var top = project.orElse(builds && beside.startsWith(folder) ? folder : beside);
    if (builds) {
      var made = made(script, top);
      var sources = sources(language, top, made);
      return made.isPresent() ? sources : with(script.file(), sources);
    }
    var outputs = outputs(language, top, Optional.empty());
    // Whoever writes a server into a folder named "build" means what is in it.
    var around = below(language, top, language.files(),
        path -> outputs.matches(path) && !script.file().startsWith(path),
        Names.name(script.file()) + " is run as it is written");
    return with(script.file(), around);
  }

  /** The script that is started, if a build makes it, as one makes JavaScript of TypeScript. */
  private static Optional<Path> made(Started.Script script, Path top) {
    return Optional.of(script.file()).filter(file -> Outputs.isMade(script.language(), top, file));
  }

  /** The same with the file that is started, whatever it is called and wherever it lies. */
  private Sources with(Path script, Sources around) {
    if (around.takes(script) || ignored.matches(script) || Files.isDirectory(script)) return around;
    var roots = Stream.concat(around.roots().stream(), Stream.of(Tree.only(script))).toList();
    return new Sources(roots, around.why());
  }

  /** A shell script is mostly about other programs; what lies around it is not its source. */
  private Sources alone(Started.Script script) {
    return new Sources(List.of(Tree.only(script.file())),
        "Watched is " + script.file() + ", the script that is started.");
  }

  private Optional<Path> project(Language language, Path at) {
    return Projects.of(language, at).filter(it -> !tooWide(it));
  }

  private Sources runs(Language language, Path at) {
    var top = project(language, at).orElse(at);
    return below(language, top, language.files(), outputs(language, top, Optional.empty()),
        "its command runs the sources of that folder");
  }

  private Sources sourcesOf(Started.Artefact artefact) {
    var language = artefact.language();
    var beside = Names.parent(artefact.first());
    return sources(language, project(language, beside).orElse(folder),
        Optional.of(artefact.first()));
  }

  private Sources sources(Language language, Path top, Optional<Path> made) {
    return below(language, top, language.files(), outputs(language, top, made),
        "they are built before a start; what the build makes is left out");
  }

  /** A build of something that says nothing about its language. */
  private Sources unknown() {
    var names = Arrays.stream(Language.values())
        .flatMap(language -> language.files().stream())
        .distinct()
        .toList();
    var root = tree(folder, names, outputs(Language.NATIVE, folder, Optional.empty()));
    return new Sources(List.of(root),
        "Watched are the sources below " + folder + ", since they are built before a start.");
  }

  private PathMatcher outputs(Started started, Path top) {
    return switch (started) {
      case Started.Script script -> outputs(script.language(), top, made(script, top));
      case Started.Project(var language, _) -> outputs(language, top, Optional.empty());
      case Started.Artefact artefact ->
        outputs(artefact.language(), top, Optional.of(artefact.first()));
      case Started.Foreign _ -> outputs(Language.NATIVE, top, Optional.empty());
    };
  }

  private PathMatcher outputs(Language language, Path top, Optional<Path> made) {
    var outputs = Outputs.of(language, top, made);
    return path -> ignored.matches(path) || outputs.matches(path);
  }

  private Sources below(Language language, Path top, List<String> names, PathMatcher barred,
      String because) {
    var where = tooWide(top) ? "in " + top + " itself, " + TOO_WIDE : "below " + top;
    return new Sources(List.of(tree(top, names, barred)),
        "Watched are the files of " + language.title() + " ("
            + String.join(", ", language.sources()) + ", …) " + where + ": " + because + ".");
  }

  private boolean tooWide(Path top) {
    return Never.tooWide(top, home);
  }

  private int depth(Path top) {
    return tooWide(top) ? 0 : Tree.ALL;
  }

  private Root tree(Path top, List<String> names, PathMatcher barred) {
    var environments = Barred.environments(top);
    return Tree.named(top, depth(top), names,
        path -> barred.matches(path) || environments.matches(path));
  }

  private Sources artefact(Started.Artefact artefact) {
    var compiled = artefact.language() == Language.NODE ? Outputs.ofScript(artefact.first())
        : Optional.<Path>empty();
    var roots = compiled.map(it -> List.of(Tree.named(it, depth(it), MADE_OF_NODE, ignored)))
        .orElseGet(() -> artefact.parts().stream().map(this::part).toList());
    var shown = roots.stream().map(this::shown).collect(Collectors.joining(", "));
    return new Sources(roots, "Watched is " + shown + ", which a compiler made and the command"
        + " starts; its sources are not, as nothing is built before a start.");
  }

  private String shown(Root root) {
    return root.patterns().size() == 1 && !root.patterns().equals(EVERYTHING)
        ? root.folder().resolve(root.patterns().getFirst()).toString()
        : root.folder() + (tooWide(root.folder()) ? "/*" : "/**");
  }

  /** A file by itself, a folder with all that is in it, or all jars of one. */
  private Root part(Path part) {
    var name = Names.name(part);
    if (name.equals("*")) return Tree.named(Names.parent(part), 0, List.of("*.jar"), ignored);
    boolean isFolder = Files.isDirectory(part) || (!Files.exists(part) && name.equals("classes"));
    return isFolder ? Tree.named(part, depth(part), EVERYTHING, ignored) : Tree.only(part);
  }
}
