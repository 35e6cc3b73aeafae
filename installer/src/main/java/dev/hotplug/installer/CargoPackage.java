package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the {@code Cargo.toml} of a folder says of its package.
 *
 * @param toml of that file, with a table {@code package}
 */
record CargoPackage(Folder folder, JsonNode toml) {
  /** What Cargo calls it in every folder. */
  static final String FILE = "Cargo.toml";

  /** What pins its crates, beside it or beside its workspace. */
  static final String LOCK = "Cargo.lock";
  private static final String MAIN = "src/main.rs";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
  private static final List<String> DEPENDENCIES = List.of("dependencies", "dev-dependencies");

  /**
   * A program that the package makes.
   *
   * @param path of its main file, relative to the package
   * @param features without which it is left out
   */
  record Bin(String name, String path, List<String> features) {
    Bin {
      features = List.copyOf(features);
    }
  }

  /** The one in {@code folder}; empty for a workspace without a package of its own. */
  static Optional<CargoPackage> in(Folder folder) {
    var toml = Documents.toml(folder, FILE);
    return toml.path("package").isObject() ? Optional.of(new CargoPackage(folder, toml))
        : Optional.empty();
  }

  String name() {
    return Documents.string(toml.at("/package/name"));
  }

  /** What {@code cargo run} starts; empty if it is not said. */
  String defaultRun() {
    return Documents.string(toml.at("/package/default-run"));
  }

  /** The crates that it asks for, by the names under which the registry has them. */
  List<String> dependencies() {
    var all = new ArrayList<String>();
    for (var kind : DEPENDENCIES) {
      toml.path(kind).properties().forEach(it -> {
        var renamed = Documents.string(it.getValue().path("package"));
        all.add(renamed.isEmpty() ? it.getKey() : renamed);
      });
    }
    return all;
  }

  /** Its programs: those that it lists, then those that lie where Cargo looks for them. */
  List<Bin> bins() {
    var all = new ArrayList<Bin>();
    toml.path("bin").forEach(it -> add(listed(it), all));
    if (!toml.at("/package/autobins").asBoolean(true)) return all;
    if (folder.has(MAIN)) add(new Bin(name(), MAIN, List.of()), all);
    var others = folder.sub("src/bin");
    others.map(Folder::files).orElse(List.of()).forEach(file -> {
      if (file.endsWith(".rs")) {
        add(new Bin(file.substring(0, file.length() - 3), "src/bin/" + file, List.of()), all);
      }
    });
    others.map(Folder::folders).orElse(List.of()).forEach(it -> {
      if (it.has("main.rs")) {
        add(new Bin(it.name(), "src/bin/" + it.name() + "/main.rs", List.of()), all);
      }
    });
    return all;
  }

  private Bin listed(JsonNode bin) {
    var name = Documents.string(bin.path("name"));
    var path = Documents.string(bin.path("path")).replaceFirst("^\\./", "");
    return new Bin(name, path.isEmpty() ? usual(name) : path, features(bin));
  }

  /** Where Cargo looks for the main file of a program that is listed without one. */
  private String usual(String name) {
    var file = "src/bin/" + name + ".rs";
    return Stream.of(file, "src/bin/" + name + "/main.rs", MAIN)
        .filter(it -> !it.equals(MAIN) || name.equals(name()))
        .filter(folder::has)
        .findFirst()
        .orElse(file);
  }

  private static List<String> features(JsonNode bin) {
    var all = new ArrayList<String>();
    bin.path("required-features").forEach(it -> all.add(Documents.string(it)));
    all.removeIf(it -> !NAME.matcher(it).matches());
    return all;
  }

  /** A name becomes a file, and a word of a command; a listed file has the listed name only. */
  private static void add(Bin bin, List<Bin> bins) {
    var isNew = bins.stream()
        .noneMatch(it -> it.name().equals(bin.name()) || it.path().equals(bin.path()));
    if (isNew && NAME.matcher(bin.name()).matches()) bins.add(bin);
  }

  /** The folder with its lock file, its own or that of its workspace; empty if there is none. */
  Optional<Folder> locked() {
    return home().filter(it -> it.has(LOCK));
  }

  private Optional<Folder> home() {
    return folder.upwards()
        .stream()
        .filter(it -> Documents.toml(it, FILE).path("workspace").isObject())
        .findFirst()
        .or(() -> Optional.of(folder));
  }
}
