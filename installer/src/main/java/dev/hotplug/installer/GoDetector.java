package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** Servers in Go: what a {@code go.mod} says, and which of its packages make programs. */
final class GoDetector implements Detector {
  @Override
  public String lookedFor() {
    return "Go: go.mod with a main package, at its root or in cmd";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.GO.isOpen(site.wishes())) return List.of();
    return GoModule.in(site.folder()).flatMap(it -> detect(it, site)).stream().toList();
  }

  private static Optional<Finding> detect(GoModule module, Site site) {
    var account = new Account();
    var mains = new GoMains(module, account);
    var wish = site.wishes().serverFile();
    return wish.map(mains::wished).orElseGet(mains::likeliest).map(main -> {
      var kinship = McpNames.kinship(module.baseName() + " " + main.name(), module.dependencies());
      return missing(module, site, kinship)
          .orElseGet(() -> candidate(module, main, kinship, account));
    });
  }

  private static Optional<Finding> missing(GoModule module, Site site, Finding.Kinship kinship) {
    return Program.missing(List.of(Program.GO), site.tools(), kinship,
        "a Go server (" + Plain.text(module.folder().inside(GoModule.FILE).orElseThrow()) + ")");
  }

  private static Finding candidate(GoModule module, GoMain main, Finding.Kinship kinship,
      Account account) {
    account.saw(module.folder(), main.source(), "package main with its main function");
    if (!module.version().isEmpty()) {
      account.saw(module.folder(), GoModule.FILE,
          "go " + Plain.text(module.version()) + "; an older Go fetches that version, if it may");
    }
    var name = McpNames.telling(main.name(), module.baseName());
    var program = Words.built(Plain.fileName(name));
    var recipe = new Recipe("go", module.folder().path(), name,
        List.of(build(module, main, program)), List.of(program), List.of(), List.of(),
        account.warnings(), account.evidence());
    return new Finding.Candidate(recipe, kinship, true, main.source());
  }

  /** Its checksums in go.sum pin what is fetched; the retry may add to them. */
  private static Step build(GoModule module, GoMain main, String program) {
    var workspace = GoWork.over(module.folder());
    boolean isUsed = workspace.filter(it -> it.isUsing(module.folder())).isPresent();
    // Below a workspace that does not use it, a module is built only by itself.
    var tool = workspace.isPresent() && !isUsed ? List.of("env", "GOWORK=off", "go")
        : List.of("go");
    var line = Words.of(tool, "build", "-trimpath", "-buildvcs=false");
    var what = List.of("-o", program, main.pattern());
    // In a workspace Go refuses to change what is locked.
    var retry = isUsed ? List.<String>of() : Words.of(line, Words.of(List.of("-mod=mod"), what));
    return new Step(Words.of(line, what), module.folder().path(), retry);
  }
}
