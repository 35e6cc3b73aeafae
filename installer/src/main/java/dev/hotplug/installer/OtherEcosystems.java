package dev.hotplug.installer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Knows the markers of the ecosystems that cannot be built yet, to say so. */
final class OtherEcosystems implements Detector {
  private static final List<Marker> MARKERS = List.of(new Marker("Go", "go.mod"::equals),
      new Marker("Rust", "Cargo.toml"::equals),
      new Marker("Java", List.of("pom.xml", "build.gradle", "build.gradle.kts")::contains),
      new Marker(".NET", it -> it.endsWith(".csproj") || it.endsWith(".fsproj")),
      new Marker("Deno", List.of("deno.json", "deno.jsonc")::contains));

  /** The files that mark {@code ecosystem}, by name. */
  private record Marker(String ecosystem, Predicate<String> file) {}

  @Override
  public String lookedFor() {
    return "Not yet built: Go, Rust, Java, .NET and Deno";
  }

  @Override
  public List<Finding> detect(Site site) {
    var files = site.folder().files();
    return MARKERS.stream().flatMap(it -> obstacle(it, files, site.folder()).stream()).toList();
  }

  private static Optional<Finding> obstacle(Marker marker, List<String> files, Folder folder) {
    return files.stream().filter(marker.file()).findFirst().map(it -> {
      var text = folder.text(it).orElse("").toLowerCase(Locale.ROOT);
      var kinship = text.contains("mcp") || text.contains("modelcontextprotocol")
          ? Finding.Kinship.DEPENDENCY
          : Finding.Kinship.NONE;
      return new Finding.Obstacle(kinship,
          "It is a " + marker.ecosystem() + " server (" + Plain.text(folder.inside(it).orElse(it))
              + "); Hotplug installs Node and Python servers so far.",
          "Build it as its README says, and put the built program into \"hotplug.servers\" of"
              + " your .mcp.json.");
    });
  }
}
