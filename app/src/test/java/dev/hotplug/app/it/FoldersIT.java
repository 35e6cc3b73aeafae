package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where configuration is read, and where servers run. */
class FoldersIT {
  @TempDir
  private Path temp;

  private Path folder = Path.of("");

  @BeforeEach
  void withoutLinks() throws Exception {
    folder = temp.toRealPath();
  }

  @Test
  void theClientsWordForTheProjectCountsMoreThanOurFolder() throws Exception {
    var project = Files.createDirectory(folder.resolve("project"));
    var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Project.in(project).server("t", Entry.torture());

    try (var hotplug = Hotplug.in(elsewhere)
        .environment("CLAUDE_PROJECT_DIR", project.toString())
        .start()) {
      assertThat(hotplug.text("t", "cwd", "{}")).isEqualTo(project.toString());
      assertThat(hotplug.text("t", "env", "{\"name\": \"CLAUDE_PROJECT_DIR\"}"))
          .isEqualTo(project.toString());
    }
  }

  @Test
  void withoutThatWordOurFolderIsTheProjectAndTheNearestFileWins() throws Exception {
    var project = Files.createDirectories(folder.resolve("a/b"));
    Project.in(folder)
        .server("far", Entry.torture("version=far"))
        .server("both", Entry.torture("version=far"));
    Project.in(project).server("both", Entry.torture("version=near"));

    try (var hotplug = Hotplug.in(project).without("CLAUDE_PROJECT_DIR").start()) {
      assertThat(hotplug.text("both", "version", "{}")).isEqualTo("near");
      assertThat(hotplug.text("far", "version", "{}")).isEqualTo("far");
      assertThat(hotplug.text("far", "cwd", "{}")).isEqualTo(project.toString());
    }
  }

  @Test
  void aRelativeFolderCountsFromTheFileThatNamesIt() throws Exception {
    var project = Files.createDirectories(folder.resolve("a"));
    var server = Files.createDirectories(folder.resolve("servers/notes"));
    Project.in(folder)
        .server("notes", Entry.torture().with("cwd", "\"servers/notes\""))
        .server("absolute", Entry.torture().with("cwd", Bytes.quote(server.toString())));

    try (var hotplug = Hotplug.on(project)) {
      assertThat(hotplug.text("notes", "cwd", "{}")).isEqualTo(server.toString());
      assertThat(hotplug.text("absolute", "cwd", "{}")).isEqualTo(server.toString());
    }
  }

  @Test
  void aNamedFileIsReadInsteadOfTheProjects() throws Exception {
    var configuration = Files.createDirectories(folder.resolve("config"));
    var inner = Files.createDirectories(configuration.resolve("inner"));
    Project.in(folder).server("of-the-project", Entry.torture());
    Project.in(configuration)
        .server("t", Entry.torture())
        .server("deep", Entry.torture().with("cwd", "\"inner\""));
    Files.move(configuration.resolve(".mcp.json"), configuration.resolve("servers.json"));

    try (var hotplug = Hotplug.in(folder).args("--config", "config/servers.json").start()) {
      var list = hotplug.callTool("list_available_servers", "{}").assertSuccess();

      assertThat(list.field("servers").findValuesAsText("name")).containsExactlyInAnyOrder("t",
          "deep");
      assertThat(hotplug.text("t", "cwd", "{}")).isEqualTo(configuration.toString());
      assertThat(hotplug.text("deep", "cwd", "{}")).isEqualTo(inner.toString());
    }
  }

  @Test
  void aNamedFileThatIsMissingIsAProblemAndFoundOnceItIsThere() throws Exception {
    try (var hotplug = Hotplug.in(folder).args("--config=later.json").start()) {
      var before = hotplug.callTool("list_available_servers", "{}").assertSuccess();
      assertThat(before.field("problems").toString()).contains("there is no such file");

      Project.in(folder).server("t", Entry.torture("version=v1"));
      Files.move(folder.resolve(".mcp.json"), folder.resolve("later.json"));

      assertThat(hotplug.text("t", "version", "{}")).isEqualTo("v1");
    }
  }

  @Test
  void aServerSeesOnlyTheEnvironmentThatIsMeantForIt() throws Exception {
    Project.in(folder)
        .server("plain", Entry.torture().with("env", "{\"GIVEN\": \"<${SECRET}>\"}"))
        .server("heir", Entry.torture().with("hotplug", "{\"inherit\": [\"SECRET\"]}"))
        .server("all", Entry.torture().with("hotplug", "{\"inherit\": true}"));

    try (var hotplug = Hotplug.in(folder).environment("SECRET", "s").start()) {
      assertThat(hotplug.call("plain", "env", "{\"name\": \"SECRET\"}").isError()).isTrue();
      assertThat(hotplug.text("plain", "env", "{\"name\": \"GIVEN\"}")).isEqualTo("<s>");
      assertThat(hotplug.text("plain", "env", "{\"name\": \"PATH\"}")).isNotEmpty();
      assertThat(hotplug.text("heir", "env", "{\"name\": \"SECRET\"}")).isEqualTo("s");
      assertThat(hotplug.text("all", "env", "{\"name\": \"SECRET\"}")).isEqualTo("s");
    }
  }

  @Test
  void aServerThatMissesAVariableIsToldWhichWasWithheld() throws Exception {
    Project.in(folder)
        .server("needy", Entry.torture("stderrOnStart=KeyError: SECRET", "exitOnStart=1"));

    try (var hotplug = Hotplug.in(folder).environment("SECRET", "s").start()) {
      assertThat(hotplug.load("needy").assertFailure("exit code 1").word("next_step"))
          .contains("SECRET", "\"inherit\"");
    }
  }
}
