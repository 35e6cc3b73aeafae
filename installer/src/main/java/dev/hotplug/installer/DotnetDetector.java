package dev.hotplug.installer;

import java.util.List;

/** Servers for .NET: what the project files of a folder say. */
final class DotnetDetector implements Detector {

  @Override
  public String lookedFor() {
    return ".NET: a .csproj or .fsproj that makes a program";
  }

  @Override
  public List<Finding> detect(Site site) {
    if (!Ecosystem.DOTNET.isOpen(site.wishes())) return List.of();
    return DotnetProject.in(site.folder())
        .stream()
        .filter(it -> isMeant(it, site.wishes()) && it.isProgram())
        .map(it -> finding(it, site))
        .toList();
  }

  private static boolean isMeant(DotnetProject project, Wishes wishes) {
    return wishes.serverFile()
        .filter(it -> !it.replaceFirst("^\\./", "").equals(project.file()))
        .isEmpty();
  }

  private static Finding finding(DotnetProject server, Site site) {
    var kinship = McpNames.kinship(server.assembly(), server.packages());
    var file = server.folder().inside(server.file()).orElseThrow();
    return Program
        .missing(List.of(Program.DOTNET), site.tools(), kinship,
            "a .NET server (" + Plain.text(file) + ")")
        .orElseGet(() -> candidate(server, kinship));
  }

  private static Finding candidate(DotnetProject server, Finding.Kinship kinship) {
    var account = new Account();
    account.saw(server.folder(), server.file(), "makes a program");
    account.warn("Building with .NET runs what the project files and packages tell MSBuild.");
    for (var folder : server.folder().upwards()) {
      if (folder.has("global.json")) {
        account.saw(folder, "global.json", "may ask for a certain SDK of .NET");
      }
    }
    var published = Words.here(".hotplug/publish");
    var recipe = new Recipe("dotnet", server.folder().path(),
        McpNames.telling(server.assembly(), server.folder().name()),
        List.of(publish(server, published)),
        List.of("dotnet", published + "/" + server.assembly() + ".dll"), List.of(), List.of(),
        account.warnings(), account.evidence());
    return new Finding.Candidate(recipe, kinship, true, server.file());
  }

  /** Whatever kind of program its author publishes, here it is one that {@code dotnet} runs. */
  private static Step publish(DotnetProject server, String published) {
    var line = Words.of(
        List.of("dotnet", "publish", "./" + server.file(), "-c", "Release", "-o", published,
            "--no-self-contained", "-p:PublishSingleFile=false", "-p:PublishAot=false",
            "-p:PublishTrimmed=false"),
        server.framework().map(it -> List.of("-f", it)).orElse(List.of()));
    var path = server.folder().path();
    if (!server.folder().has("packages.lock.json")) return new Step(line, path, List.of());
    return new Step(Words.of(line, "-p:RestoreLockedMode=true"), path, line);
  }
}
