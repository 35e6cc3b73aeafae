package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that compilers make, from repositories in which the server is not where one would look
 * first: from the plan to the answer of a tool, and away again.
 */
@Tag("building")
class CompiledInstallIT {
  @TempDir
  private Path folder;

  @Test
  void aGoModuleWhoseRootIsALibrary() throws Exception {
    var repository = Repository.in(folder, "go")
        .files(TestServers.sources("go"), "go.mod", "version.go", "cmd/admin/main.go",
            "cmd/notes-mcp/main.go")
        .commit();

    installs(repository, "notes-mcp", "\"go\",\"build\"", "\"./cmd/notes-mcp\"]");
  }

  @Test
  void aRustWorkspaceWithoutAPackageOfItsOwn() throws Exception {
    var repository = Repository.in(folder, "rust")
        .files(TestServers.sources("rust"), "Cargo.toml", "Cargo.lock", "crates/words/Cargo.toml",
            "crates/words/src/lib.rs", "crates/words-mcp/Cargo.toml",
            "crates/words-mcp/src/main.rs")
        .commit();

    installs(repository, "words-mcp", "\"cargo\",\"install\"", "\"--locked\"]");
  }

  @Test
  void aMavenProjectOfModulesWhoseServerIsShaded() throws Exception {
    var repository = Repository.in(folder, "maven")
        .files(TestServers.sources("maven"), "pom.xml", "texts/pom.xml",
            "texts/src/main/java/Texts.java", "server/pom.xml", "server/src/main/java/Server.java")
        .commit();

    installs(repository, "texts-mcp", "\"-pl\",\"server\",\"-am\",\"package\"]", "\"pick-jar\"");
  }

  private void installs(Repository repository, String name, String... steps) throws Exception {
    try (var hotplug = start()) {
      var plan = Wish.of(repository).plan(hotplug);

      assertThat(plan.field("plan").path("steps").toString()).contains(steps);

      var installed = Wish.of(repository).install(hotplug).assertSuccess();

      assertThat(installed.word("server_name")).isEqualTo(name);
      assertThat(installed.word("commit")).isEqualTo(repository.head());
      assertThat(installed.field("warnings")).as("nothing was tried twice").isEmpty();
      assertThat(hotplug.text(name, "version", "{}")).isEqualTo("v0");

      hotplug
          .callTool("uninstall_mcp_server",
              "{\"server_name\":" + Bytes.quote(name) + ",\"delete_files\":true}")
          .assertSuccess();
      assertThat(Tree.files(hotplug.homes().data())).isEmpty();
    }
  }

  private Hotplug start() throws IOException, InterruptedException {
    var project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(project.resolve(".mcp.json"), "{}\n");
    return Hotplug.in(project).args("--allow-local").limit(Duration.ofMinutes(4)).start();
  }
}
