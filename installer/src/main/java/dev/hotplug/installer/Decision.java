package dev.hotplug.installer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes the one server that is likelier than the others, or tells them apart for the user. */
final class Decision {
  private static final int MOST_TROUBLES = 5;

  /** What depends on MCP first, then a start that somebody named before one that looks like it. */
  private static final Comparator<Finding.Candidate> LIKELIHOOD = Comparator
      .comparing(Finding.Candidate::kinship)
      .thenComparing(Finding.Candidate::declared);

  private final Folder chosen;

  /** Among the servers in and below {@code chosen}. */
  Decision(Folder chosen) {
    this.chosen = chosen;
  }

  /** @param candidates at least one */
  Detection of(List<Finding.Candidate> candidates) {
    var byFolder = candidates.stream()
        .collect(groupingBy(it -> it.recipe().folder(), TreeMap::new, toList()));
    byFolder.replaceAll((_, all) -> likeliest(all));
    withoutLibraries(byFolder);
    var first = List.copyOf(byFolder.values()).getFirst();
    if (byFolder.size() > 1) {
      return new Detection.Ambiguous(byFolder.values().stream().map(this::bySubdir).toList());
    }
    if (first.size() > 1) {
      return new Detection.Ambiguous(first.stream().map(this::byFile).toList());
    }
    return new Detection.Found(finished(first.getFirst()));
  }

  /** Beside a server that says how it is started, a package with a main file is its library. */
  private static void withoutLibraries(Map<String, List<Finding.Candidate>> byFolder) {
    if (byFolder.values().stream().noneMatch(it -> it.getFirst().declared())) return;
    byFolder.values().removeIf(it -> isMainOfNode(it.getFirst()));
  }

  private static boolean isMainOfNode(Finding.Candidate candidate) {
    return !candidate.declared() && candidate.recipe().ecosystem().startsWith("node");
  }

  private static List<Finding.Candidate> likeliest(List<Finding.Candidate> all) {
    var best = Collections.max(all, LIKELIHOOD);
    return all.stream().filter(it -> LIKELIHOOD.compare(it, best) == 0).toList();
  }

  private Choice bySubdir(List<Finding.Candidate> inFolder) {
    var recipe = inFolder.getFirst().recipe();
    return new Choice(what(recipe) + " in " + Plain.text(recipe.folder()), "subdir",
        recipe.folder());
  }

  private Choice byFile(Finding.Candidate candidate) {
    var recipe = candidate.recipe();
    var below = relative(recipe);
    var file = below.isEmpty() ? candidate.file() : below + "/" + candidate.file();
    return new Choice(what(recipe) + ", " + Plain.text(file), "server_file", file);
  }

  private static String what(Recipe recipe) {
    return recipe.ecosystem().replaceFirst(" .*", "") + " server " + Plain.quoted(recipe.name());
  }

  /** With what the repository says beside its markers, and all warnings. */
  private Recipe finished(Finding.Candidate candidate) {
    var folder = chosen.sub(relative(candidate.recipe())).orElse(chosen);
    var recipe = Hints.of(folder).addedTo(candidate.recipe());
    var account = new Account();
    recipe.warnings().forEach(account::warn);
    if (candidate.kinship() == Finding.Kinship.NONE) {
      account.warn("Nothing in it names MCP; whether it is a server shows when it is tried.");
    }
    Remote.listedIn(chosen)
        .ifPresent(it -> account.warn(
            it.source() + " lists it at " + it.url() + ", where nothing has to be installed."));
    chosen.troubles().stream().limit(MOST_TROUBLES).forEach(it -> account.warn(it + "."));
    return new Recipe(recipe.ecosystem(), recipe.folder(), recipe.name(), recipe.steps(),
        recipe.start(), recipe.arguments(), recipe.env(), account.warnings(), recipe.evidence());
  }

  private String relative(Recipe recipe) {
    return recipe.folder().substring(chosen.path().length()).replaceFirst("^/", "");
  }
}
