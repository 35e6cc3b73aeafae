package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a plan of what was asked for and what was found. Pure: the same question has the same plan,
 * and so the same hash.
 *
 * @param home where the server will live
 * @param files what will be written outside of it
 */
record Planner(InstallRequest request, Source source, Home home, List<String> files) {
  /** What servers want to hear before they speak MCP on stdio, when their files do not say. */
  private static final List<List<String>> CUSTOMARY = List.of(List.of("stdio"), List.of("--stdio"),
      List.of("--transport", "stdio"), List.of("serve"), List.of("start"), List.of("mcp"));

  /** Variables by which programs are told to load something else. */
  private static final Pattern LOADING = Pattern.compile("PATH|(LD|DYLD)_.*|NODE_(OPTIONS|PATH)"
      + "|PYTHON(PATH|HOME|STARTUP)|BASH_ENV|ENV|PERL5?(OPT|LIB)|RUBY(OPT|LIB)|(JAVA|JDK)_.*OPTIONS"
      + "|CLASSPATH|DOTNET_STARTUP_HOOKS");

  Planner {
    files = List.copyOf(files);
  }

  Plan plan(String name, String commit, Recipe recipe) {
    var version = home.version(commit);
    var steps = recipe.steps().stream().map(step -> order(step, version)).toList();
    var starts = starts(at(home.current(), recipe.start()), recipe.arguments());
    var env = new TreeSet<>(recipe.env());
    env.addAll(request.env().keySet());
    return new Plan(name, source.url().shown(), request.wishes().subdir(), commit,
        recipe.ecosystem(), steps, starts.getFirst(), starts.subList(1, starts.size()),
        List.copyOf(env), request.env().keySet().stream().sorted().toList(), files,
        request.wishes().allowScripts(), request.exposure(), PlanHash.of(request), warnings(recipe),
        recipe.evidence(), Optional.empty());
  }

  private List<String> warnings(Recipe recipe) {
    var given = request.env().keySet().stream().filter(name -> LOADING.matcher(name).matches());
    return Stream
        .concat(recipe.warnings().stream(),
            given.map(name -> name
                + " is given: it can have other programs or libraries loaded than the plan says."))
        .toList();
  }

  /** {@code step} as it is run in the checkout at {@code version}. */
  static Plan.Order order(Step step, Path version) {
    return new Plan.Order(at(version, step.line()), version.resolve(step.folder()).toString(),
        at(version, step.retry()));
  }

  /** {@code line} for the checkout at {@code root}. */
  static List<String> at(Path root, List<String> line) {
    return line.stream().map(word -> word.replace(Recipe.HERE, root.toString())).toList();
  }

  private List<List<String>> starts(List<String> bare, List<List<String>> said) {
    var wanted = request.wishes().args();
    if (!wanted.isEmpty()) {
      return Stream.of(bare, unlinked(bare))
          .filter(line -> !line.isEmpty())
          .map(line -> followed(line, wanted))
          .toList();
    }
    var starts = new LinkedHashSet<List<String>>();
    starts.add(bare);
    if (!unlinked(bare).isEmpty()) starts.add(unlinked(bare));
    said.forEach(arguments -> starts.add(followed(bare, at(home.current(), arguments))));
    CUSTOMARY.forEach(arguments -> starts.add(followed(bare, arguments)));
    return List.copyOf(starts);
  }

  private static List<String> followed(List<String> line, List<String> arguments) {
    return Stream.concat(line.stream(), arguments.stream()).toList();
  }

  /**
   * Many a Node server only starts where its file is the one that Node was given, and Node compares
   * after it has followed our link. Empty for what is no script of Node's.
   */
  private static List<String> unlinked(List<String> line) {
    if (line.size() < 2 || !line.getFirst().equals("node") || line.get(1).startsWith("-")) {
      return List.of();
    }
    var unlinked = new ArrayList<>(line);
    unlinked.add(1, "--preserve-symlinks-main");
    return unlinked;
  }
}
