package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists a server whose folder somebody works in. The folder is read and nothing else: nothing of it
 * is run, built or changed, and it is no copy that is started.
 */
record Link(Installer.Parts parts, LinkRequest request) {
  private static final String NOTHING = " Nothing was listed.";

  LinkOutcome run() throws IOException {
    var fault = request.name().flatMap(ServerName::fault);
    if (fault.isPresent()) {
      return failed("The server cannot be called that: " + fault.get() + ".",
          "Choose another server_name (--name).");
    }
    if (!Files.isDirectory(request.folder())) {
      return failed("There is no folder " + request.folder() + ".",
          "Give the path of the folder that holds the server.");
    }
    return detect(request.folder().toRealPath());
  }

  private LinkOutcome detect(Path folder) throws IOException {
    // Whoever works on it builds it, with whatever that takes.
    return switch (Detectors.detect(Folder.root(folder), request.wishes(), _ -> true)) {
      case Detection.Nothing(var reason, var lookedFor, var nextStep) -> new LinkOutcome.Failed(
          reason + NOTHING, lookedFor, nextStep + " A sub-folder is linked by its own path.");
      case Detection.Ambiguous(var choices) -> new LinkOutcome.NeedsChoice(folder, choices);
      case Detection.Found(var recipe) -> claimed(folder, recipe);
    };
  }

  private LinkOutcome claimed(Path folder, Recipe recipe) throws IOException {
    var name = request.name().orElseGet(() -> ServerName.of(recipe.name()));
    try (var claim = Claims.on(parts.folders().servers(), name).orElse(null)) {
      if (claim == null) {
        return failed("\"" + name + "\" is being installed or uninstalled right now.",
            "Wait for its end, or choose another server_name (--name).");
      }
      var hindrance = hindrance(name, folder);
      return hindrance.isEmpty() ? list(name, folder, recipe)
          : failed(hindrance.get(), "Mend that, or choose another server_name (--name).");
    }
  }

  /** Only what was linked from this very folder may be linked again. */
  private Optional<String> hindrance(String name, Path folder) throws IOException {
    var origin = Listing.Origin.link(folder);
    var known = ledger().record(name);
    if (known.filter(record -> !record.origin().equals(origin)).isPresent()) {
      return known.map(record -> "\"" + name + "\" is "
          + (record.state() == State.LINKED ? "linked to " : "installed from ") + record.url()
          + " already.");
    }
    if (known.isEmpty() && parts.listing().lists(name, origin)) {
      return Optional.of("An entry \"" + name + "\" for " + folder + " stands in "
          + parts.listing().place() + " already, which was not made by a link.");
    }
    return parts.listing().hindrance(name, origin);
  }

  private LinkOutcome list(String name, Path folder, Recipe recipe) throws IOException {
    var start = Planner.at(folder, recipe.start());
    var before = ledger().record(name);
    var record = new InstallRecord(name, State.LINKED, folder.toString(), Optional.empty(),
        new Version("", Optional.empty(), "", start, List.of(), Optional.empty()), Optional.empty(),
        Making.usual(Optional.empty()), Map.of(),
        before.map(InstallRecord::files).orElse(List.of()), false)
        .alsoListedBy(parts.configuration());
    ledger().put(record);
    var fault = parts.put(new Listing.Item(name, start, Map.of(), record.origin(),
        Listing.Exposure.HOTPLUG, List.of()));
    if (fault.isPresent()) {
      if (before.isPresent()) ledger().put(before.get());
      else ledger().remove(name);
      return failed(fault.get(), "Mend " + parts.listing().place() + " and link it again.");
    }
    return new LinkOutcome.Done(
        Installer.installed(record, Home.of(parts.folders().servers(), name)),
        missing(folder, start),
        recipe.steps().stream().map(step -> Planner.order(step, folder)).toList(), remarks(recipe));
  }

  /** An installation would ask for variables and try arguments out. */
  private static List<String> remarks(Recipe recipe) {
    var remarks = new ArrayList<>(recipe.warnings());
    if (!recipe.env().isEmpty()) {
      remarks.add("By its own account it wants the variables " + String.join(", ", recipe.env())
          + ": give them in \"env\" of its entry.");
    }
    if (!recipe.arguments().isEmpty()) {
      remarks.add("Should it not answer, it may want arguments (\"args\" of its entry), such as "
          + recipe.arguments().getFirst() + ".");
    }
    return remarks;
  }

  private static List<Path> missing(Path folder, List<String> start) {
    return start.stream()
        .flatMap(word -> below(folder, word).stream())
        .filter(Files::notExists)
        .toList();
  }

  private static Optional<Path> below(Path folder, String word) {
    try {
      return Optional.of(Path.of(word)).filter(path -> path.startsWith(folder));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static LinkOutcome.Failed failed(String reason, String nextStep) {
    return new LinkOutcome.Failed(reason + NOTHING, List.of(), nextStep);
  }

  private Ledger ledger() {
    return new Ledger(parts.folders().ledger());
  }
}
