package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing from git over MCP: what is asked, what is refused, and what is where afterwards. */
@Tag("building")
class InstallIT {
  private static final String FILE = "{\n  \"mcpServers\": {\n    \"other\": {\"command\": \"x\"}\n  }\n}\n";

  @TempDir
  private Path folder;

  private Path project;

  @BeforeEach
  void makeAProject() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(file(), FILE);
  }

  @Test
  void nothingIsRunAndNothingIsLeftBeforeSomebodyAgrees() throws Exception {
    var canary = folder.resolve("canary");
    var repository = Repository.in(folder, "greedy")
        .file("package.json", """
            {"name": "greedy", "bin": "server.js", "scripts": {"build": "touch %1$s",
             "preinstall": "touch %1$s", "postinstall": "touch %1$s", "prepare": "touch %1$s"}}
            """.formatted(canary))
        .file("server.js", Sample.NODE.source())
        .file("setup.py", "open(" + Bytes.quote(canary.toString()) + ", 'w')\n")
        .commit();

    try (var hotplug = start()) {
      var planned = Wish.of(repository).plan(hotplug);

      assertThat(planned.word("status")).isEqualTo("needs_confirmation");
      assertThat(planned.success()).isFalse();
      assertThat(planned.isError()).isFalse();
      assertThat(planned.field("plan").toString()).contains("npm", "run", "build",
          repository.head());
      assertThat(planned.word("next_step")).contains("confirm");
      assertThat(canary).doesNotExist();
      assertThat(Tree.files(hotplug.homes().data())).isEmpty();
      assertThat(Files.readString(file())).isEqualTo(FILE);
    }
  }

  @Test
  void aCommitThatMovedIsShownAnewBeforeItIsRun() throws Exception {
    var repository = Repository.small(folder, "moving");

    try (var hotplug = start()) {
      var first = Wish.of(repository).plan(hotplug);
      repository.file("server.js", Sample.NODE.source().replace("v0", "v1")).commit();
      var second = Wish.of(repository).with("confirm", first.word("confirm")).plan(hotplug);

      assertThat(second.word("status")).isEqualTo("needs_confirmation");
      assertThat(second.field("plan").path("commit").asText()).isEqualTo(repository.head());
      assertThat(second.word("confirm")).isNotEqualTo(first.word("confirm"));
      assertThat(second.word("reason")).contains("another plan");
      Wish.of(repository).with("confirm", second.word("confirm")).plan(hotplug).assertSuccess();
      assertThat(hotplug.text("moving", "version", "{}")).isEqualTo("v1");
    }
  }

  @Test
  void theEntryIsOneOfHotplugsOwnAndNothingElseIsTouched() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      Wish.of(repository).install(hotplug).assertSuccess();

      var entry = Bytes.tree(Files.readString(file())).at("/hotplug/servers/small");
      assertThat(entry.at("/hotplug/source/url").asText()).isEqualTo(repository.url());
      assertThat(entry.at("/hotplug/source/commit").asText()).isEqualTo(repository.head());
      assertThat(entry.path("args").toString()).contains("/small/current/server.js");
      assertThat(Files.readString(file())).startsWith(FILE.substring(0, FILE.length() - 4));
      assertThat(Files.readString(project.resolve(".mcp.json.bak"))).isEqualTo(FILE);

      var gone = uninstall(hotplug, "small", true).assertSuccess();

      assertThat(gone.field("files_deleted").asBoolean()).isTrue();
      assertThat(Files.readString(file())).isEqualTo(FILE);
      assertThat(Tree.files(hotplug.homes().data())).isEmpty();
    }
  }

  @Test
  void filesThatStayAreNamedAndServeTheNextInstallation() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      Wish.of(repository).install(hotplug).assertSuccess();
      var gone = uninstall(hotplug, "small", false).assertSuccess();

      assertThat(gone.field("files_deleted").asBoolean()).isFalse();
      assertThat(gone.word("message")).contains("stay in");
      assertThat(Files.readString(file())).isEqualTo(FILE);
      Wish.of(repository).install(hotplug).assertSuccess();
      assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v0");
    }
  }

  @Test
  void severalServersInOneRepositoryAreAChoice() throws Exception {
    var repository = Repository.in(folder, "many");
    for (var name : List.of("first", "second")) {
      repository.file("packages/" + name + "/package.json", """
          {"name": "%s", "bin": "server.js", "dependencies": {"@modelcontextprotocol/sdk": "*"}}
          """.formatted(name)).file("packages/" + name + "/server.js", Sample.NODE.source());
    }
    repository.commit();

    try (var hotplug = start()) {
      var asked = Wish.of(repository).plan(hotplug);

      assertThat(asked.word("status")).isEqualTo("needs_choice");
      assertThat(asked.isError()).isFalse();
      assertThat(asked.structured().toString()).contains("\"subdir\"", "packages/first",
          "packages/second");
      var planned = Wish.of(repository).with("subdir", "packages/second").plan(hotplug);
      assertThat(planned.field("plan").path("server_name").asText()).isEqualTo("second");
    }
  }

  @Test
  void anotherServerOfThatNameIsNotReplaced() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      var refused = Wish.of(repository).with("server_name", "other").plan(hotplug);

      assertThat(refused.word("status")).isEqualTo("failed");
      assertThat(refused.word("reason")).contains("other");
      assertThat(Files.readString(file())).isEqualTo(FILE);
    }
  }

  @Test
  void aBuildThatFailsLeavesNothingButItsLog() throws Exception {
    var repository = Repository.in(folder, "broken").file("package.json", """
        {"name": "broken", "bin": "dist/x.js", "scripts": {"build": "echo the-cause && exit 3"}}
        """).commit();

    try (var hotplug = start()) {
      var failed = Wish.of(repository).install(hotplug);

      assertThat(failed.isError()).isTrue();
      assertThat(failed.word("status")).isEqualTo("failed");
      assertThat(failed.word("step")).contains("npm run build");
      assertThat(failed.word("reason")).contains("exit code 3");
      assertThat(failed.field("log_tail").toString()).contains("the-cause");
      assertThat(failed.word("next_step")).isNotEmpty();
      checkNothingIsLeft(hotplug);
      assertThat(Path.of(failed.word("log"))).content().contains("the-cause");
    }
  }

  @Test
  void aMissingVariableIsNamedWithTheWayToGiveIt() throws Exception {
    var repository = Repository.in(folder, "needy")
        .file("package.json", "{\"name\": \"needy\", \"bin\": \"server.js\"}")
        .file("server.js", """
            if (!process.env.NEEDY_TOKEN) {
              console.error('NEEDY_TOKEN is required');
              process.exit(1);
            }
            """ + Sample.NODE.source())
        .commit();

    try (var hotplug = start()) {
      var failed = Wish.of(repository).install(hotplug);

      assertThat(failed.isError()).isTrue();
      assertThat(failed.word("status")).isEqualTo("failed");
      assertThat(failed.word("step")).isEqualTo("probe");
      assertThat(failed.word("reason")).contains("needs the variable NEEDY_TOKEN");
      assertThat(failed.word("next_step")).contains("env_vars", "NEEDY_TOKEN");
      checkNothingIsLeft(hotplug);
    }
  }

  @Test
  void aCancelledBuildIsGoneWithAllItStarted() throws Exception {
    var repository = Repository.in(folder, "slow").file("package.json", """
        {"name": "slow", "bin": "x.js", "scripts": {"build": "node wait.js"}}
        """).file("x.js", "").file("wait.js", """
        require('child_process').spawn('sleep', ['1000'], {detached: true});
        console.log('it waits');
        setInterval(() => {}, 1000);
        """).commit();

    try (var hotplug = start()) {
      var asked = Wish.of(repository).askInstall(hotplug);
      hotplug.awaitNotification(it -> it.tree().path("message").asText().contains("it waits"));
      asked.cancel("enough");

      Await.until("nothing is left", () -> Tree.isEmpty(hotplug.homes().data()));
      hotplug.rest();
      checkNothingIsLeft(hotplug);
    }
  }

  @Test
  void noSecretIsAnywhereButInItsFile() throws Exception {
    var secret = "canary-5ecret-0123456789";
    var repository = Repository.in(folder, "keeper")
        .file("package.json", """
            {"name": "keeper", "bin": "server.js", "scripts": {"build": "env; true"}}
            """)
        .file("server.js", "console.error('token ' + process.env.TOKEN);\n" + Sample.NODE.source())
        .commit();

    try (var hotplug = Hotplug.in(project)
        .args("--allow-local")
        .environment("OUTER_SECRET", secret + "-outer")
        .limit(Duration.ofMinutes(1))
        .start()) {
      var installed = Wish.of(repository)
          .env(Map.of("TOKEN", secret))
          .installAndLoad(hotplug)
          .assertSuccess();

      assertThat(installed.raw().toString()).doesNotContain(secret);
      assertThat(hotplug.log("keeper")).anyMatch(line -> line.startsWith("token "))
          .noneMatch(line -> line.contains(secret));
      assertThat(Files.readString(file())).contains("${TOKEN}");
      assertThat(Tree.holders(secret, project)).isEmpty();
      assertThat(Tree.holders(secret, hotplug.homes().folder())).singleElement()
          .satisfies(file -> assertThat(file).endsWith(Path.of("env/keeper")))
          .satisfies(file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
    }
  }

  @Test
  void aTeammateIsToldWhatToInstall() throws Exception {
    var repository = Repository.small(folder, "small");
    try (var hotplug = start()) {
      Wish.of(repository).install(hotplug).assertSuccess();
    }

    try (var teammate = start()) {
      var loaded = teammate.load("small");

      loaded.assertFailure("small");
      assertThat(loaded.word("status")).isEqualTo("not_installed");
      assertThat(loaded.word("next_step")).contains("install_mcp_server_from_git", repository.url(),
          repository.head());
      Wish.of(repository).with("ref", repository.head()).install(teammate).assertSuccess();
      assertThat(teammate.text("small", "version", "{}")).isEqualTo("v0");
    }
  }

  @Test
  void uninstallingAServerThatIsCalledWaitsForTheCallAndEndsIt() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      Wish.of(repository).installAndLoad(hotplug).assertSuccess();
      uninstall(hotplug, "small", true).assertSuccess();

      hotplug.rest();
      assertThat(hotplug.load("small").word("status")).isEqualTo("unknown_server");
    }
  }

  @Test
  void twoThatInstallTheSameGetOneInstallation() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var one = start();
        var other = Hotplug.in(project)
            .args("--allow-local")
            .beside(one)
            .limit(Duration.ofMinutes(1))
            .start()) {
      var plan = Wish.of(repository).plan(one);
      var first = Wish.of(repository).askInstall(one, plan);
      var second = Wish.of(repository).askInstall(other, plan);
      var results = List.of(first.result(), second.result());

      assertThat(results).anyMatch(ToolResult::success);
      for (var result : results) {
        if (!result.success()) assertThat(result.word("reason")).contains("right now");
      }
      Wish.of(repository).askInstall(other, plan).result().assertSuccess();
      assertThat(one.text("small", "version", "{}")).isEqualTo("v0");
      assertThat(other.text("small", "version", "{}")).isEqualTo("v0");
    }
  }

  private Hotplug start() throws IOException, InterruptedException {
    return Hotplug.in(project).args("--allow-local").limit(Duration.ofMinutes(1)).start();
  }

  private Path file() {
    return project.resolve(".mcp.json");
  }

  private void checkNothingIsLeft(Hotplug hotplug) throws IOException {
    assertThat(Tree.files(hotplug.homes().data())).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(FILE);
    assertThat(Tree.files(project)).containsExactly(file());
  }

  private static ToolResult uninstall(Hotplug hotplug, String server, boolean deleteFiles)
      throws InterruptedException {
    return hotplug.callTool("uninstall_mcp_server",
        "{\"server_name\":" + Bytes.quote(server) + ",\"delete_files\":" + deleteFiles + "}");
  }
}
