package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** Servers in Rust: what a {@code Cargo.toml} says, in a workspace or by itself. */
final class RustDetector implements Detector {

  @Override
  public String lookedFor() {
    return "Rust: Cargo.toml with a package that makes a program";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.RUST.isOpen(site.wishes())) return List.of();
    return CargoPackage.in(site.folder()).flatMap(it -> detect(it, site)).stream().toList();
  }

  private static Optional<Finding> detect(CargoPackage crate, Site site) {
    var account = new Account();
    var wish = site.wishes().serverFile();
    var bin = wish.isPresent() ? wished(crate, wish.get()) : likeliest(crate, account);
    return bin.map(it -> {
      var kinship = McpNames.kinship(crate.name() + " " + it.name(), crate.dependencies());
      return missing(crate, site, kinship).orElseGet(() -> candidate(crate, it, kinship, account));
    });
  }

  private static Optional<Finding> missing(CargoPackage crate, Site site, Finding.Kinship kinship) {
    var file = crate.folder().inside(CargoPackage.FILE).orElseThrow();
    return Program.missing(List.of(Program.CARGO), site.tools(), kinship,
        "a Rust server (" + Plain.text(file) + ")");
  }

  private static Optional<CargoPackage.Bin> likeliest(CargoPackage crate, Account account) {
    var bins = crate.bins();
    if (bins.isEmpty()) return Optional.empty();
    var names = bins.stream().map(CargoPackage.Bin::name).toList();
    var name = names.contains(crate.defaultRun()) ? crate.defaultRun()
        : McpNames.likeliest(names, crate.name());
    var others = names.stream().filter(it -> !it.equals(name)).toList();
    if (!others.isEmpty()) {
      account.saw(crate.folder(), CargoPackage.FILE, "programs besides: " + Plain.quoted(others)
          + "; server_file (--server-file) picks one of them");
    }
    return bins.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** By its name, or by its main file. */
  private static Optional<CargoPackage.Bin> wished(CargoPackage crate, String wish) {
    var asked = wish.replaceFirst("^\\./", "");
    return crate.bins()
        .stream()
        .filter(it -> it.name().equals(asked) || it.path().equals(asked))
        .findFirst();
  }

  private static Finding candidate(CargoPackage crate, CargoPackage.Bin bin,
      Finding.Kinship kinship, Account account) {
    account.saw(crate.folder(), CargoPackage.FILE, "makes the program " + Plain.quoted(bin.name()));
    crate.locked()
        .ifPresent(it -> account.saw(it, CargoPackage.LOCK, "pins the crates that are built"));
    tellCode(crate, account);
    var recipe = new Recipe("rust (cargo)", crate.folder().path(),
        McpNames.telling(bin.name(), crate.name()), List.of(build(crate, bin)),
        List.of(Words.built(bin.name())), List.of(), List.of(), account.warnings(),
        account.evidence());
    return new Finding.Candidate(recipe, kinship, true, bin.name());
  }

  /** Wherever the settings of the repository have it built, the program ends up in one place. */
  private static Step build(CargoPackage crate, CargoPackage.Bin bin) {
    var line = Words.of(List.of("cargo", "install", "--path", ".", "--no-track", "--root",
        Words.here(".hotplug"), "--bin", bin.name()), features(bin));
    var path = crate.folder().path();
    if (crate.locked().isEmpty()) return new Step(line, path, List.of());
    return new Step(Words.of(line, "--locked"), path, line);
  }

  private static List<String> features(CargoPackage.Bin bin) {
    return bin.features().isEmpty() ? List.of()
        : List.of("--features", String.join(",", bin.features()));
  }

  /** No option turns it off. */
  private static void tellCode(CargoPackage crate, Account account) {
    account.warn("Building Rust runs code of the crates that it needs: their build scripts and"
        + " macros" + (crate.folder().has("build.rs") ? ", and its own build.rs." : "."));
    for (var folder : crate.folder().upwards()) {
      for (var name : List.of("rust-toolchain.toml", "rust-toolchain")) {
        if (!folder.has(name)) continue;
        account.warn(Plain.text(folder.inside(name).orElseThrow())
            + " chooses the compiler; rustup may fetch it.");
      }
      for (var name : List.of(".cargo/config.toml", ".cargo/config")) {
        if (!folder.has(name)) continue;
        account.warn(Plain.text(folder.inside(name).orElseThrow())
            + " tells cargo what to run and where to fetch crates.");
      }
    }
  }
}
