package dev.hotplug.app.tools;

import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Plan;
import java.util.List;
import java.util.Optional;

/** Plans, for tests. */
public final class Plans {
  /** The whole name of a commit. */
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private Plans() {}

  /** One of a server from {@code url}. */
  public static Plan from(String url) {
    return of("notes", url, List.of("npm", "ci", "--ignore-scripts"));
  }

  /** One that runs {@code command}. */
  public static Plan running(List<String> command) {
    return of("notes", "https://git.example.org/acme/notes", command);
  }

  static InstallOutcome done(String name, List<String> tools) {
    return new InstallOutcome.Done(ScriptedInstallations.server(name),
        from("https://git.example.org/acme/notes"), tools, List.of("Step 1 was tried twice."));
  }

  private static Plan of(String name, String url, List<String> command) {
    return new Plan(name, url, Optional.of("packages/notes"), COMMIT, "node (npm)",
        List.of(new Plan.Order(command, "/data/notes", List.of("npm", "install"))),
        List.of("node", "/data/notes/dist/index.js"),
        List.of(List.of("node", "/data/notes/dist/index.js", "--stdio")), List.of("NOTES_TOKEN"),
        List.of(), List.of("/p/.mcp.json"), false, Listing.Exposure.HOTPLUG, "",
        List.of("It wants a token."), List.of("package.json: bin \"notes\""), Optional.empty());
  }
}
