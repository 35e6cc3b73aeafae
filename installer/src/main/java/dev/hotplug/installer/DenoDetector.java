package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Servers for Deno: what a {@code deno.json} says, or a file that names Deno as its program. */
final class DenoDetector implements Detector {
  private static final String LOCK = "deno.lock";
  private static final Pattern PACKAGE = Pattern.compile("[\"']((?:npm|jsr):[^\"'\\s]++)[\"']");
  private static final Pattern VERSION = Pattern.compile("(?<=.)@[^/]*$");

  @Override
  public String lookedFor() {
    return "Deno: deno.json with a task or an export, or a main.ts for deno";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.DENO.isOpen(site.wishes())) return List.of();
    var account = new Account();
    var project = DenoProject.in(site.folder());
    var starts = new DenoStarts(project, account);
    var wish = site.wishes().serverFile();
    return wish.map(starts::wished)
        .orElseGet(starts::likeliest)
        .map(it -> finding(it, project, site, account))
        .stream()
        .toList();
  }

  private static Finding finding(DenoStart start, DenoProject project, Site site, Account account) {
    var kinship = McpNames.kinship(nameOf(project, start), dependencies(project, start));
    var file = project.folder().inside(start.file()).orElseThrow();
    return Program
        .missing(List.of(Program.DENO), site.tools(), kinship,
            "a Deno server (" + Plain.text(file) + ")")
        .orElseGet(() -> candidate(start, project, kinship, account));
  }

  private static List<String> dependencies(DenoProject project, DenoStart start) {
    var all = new ArrayList<>(project.imports());
    var script = project.folder().text(start.file()).orElse("");
    Matches.all(PACKAGE, script).map(it -> VERSION.matcher(it).replaceFirst("")).forEach(all::add);
    return all;
  }

  private static Finding candidate(DenoStart start, DenoProject project, Finding.Kinship kinship,
      Account account) {
    var folder = project.folder();
    var file = Words.here(folder.inside(start.file()).orElseThrow());
    // What is fetched has to live as long as the server, and where it will be looked for.
    var deno = List.of("env", "DENO_DIR=" + Words.here(".hotplug/deno"), "deno");
    var fetch = Words.of(deno, "cache", file);
    var step = folder.has(LOCK)
        ? new Step(Words.of(deno, "cache", "--frozen", file), folder.path(), fetch)
        : new Step(fetch, folder.path(), List.of());
    var line = Words.of(deno, Words.of(List.of("run", "--no-prompt"), start.permissions()),
        List.of(file));
    var arguments = start.arguments().isEmpty() || !Hints.isUsable(start.arguments())
        ? List.<List<String>>of()
        : List.of(start.arguments());
    var recipe = new Recipe("deno", folder.path(), nameOf(project, start), List.of(step), line,
        arguments, List.of(), account.warnings(), account.evidence());
    return new Finding.Candidate(recipe, kinship, start.declared(), start.file());
  }

  private static String nameOf(DenoProject project, DenoStart start) {
    return Optional.of(Plain.text(project.name()))
        .filter(it -> !it.isBlank())
        .or(() -> Optional.of(project.folder().name()).filter(it -> !it.isEmpty()))
        .orElseGet(() -> Plain.text(start.file()));
  }
}
