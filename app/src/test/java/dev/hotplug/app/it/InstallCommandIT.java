package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing from git by hand: what is shown, what is asked, and what is where afterwards. */
@Tag("building")
class InstallCommandIT {
  private static final String FILE = "{ \"mcpServers\" : {\t\"other\": {\"command\": \"x\"}}}\r\n";
  private static final String CTRL_C = "\u0003";
  private static final String SECRET = "canary-5ecret-0123456789";

  @TempDir
  private Path folder;

  private Path project;
  private Shell shell;

  @BeforeEach
  void makeAProject() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(file(), FILE);
    shell = Shell.in(project);
  }

  @AfterEach
  void leave() {
    shell.close();
  }

  @Test
  void untilSomebodyAgreesThePlanIsShownAndNothingIsDone() throws Exception {
    var canary = folder.resolve("canary");
    var repository = greedy(canary);

    var dry = install(repository, "--dry-run");
    var unasked = install(repository);

    assertThat(dry.exit()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("Install the MCP server \"greedy\"", repository.head(),
        "npm run build", "/greedy/current/server.js", "Nothing was done, as --dry-run wants it.");
    assertThat(unasked.exit()).isEqualTo(1);
    assertThat(unasked.out()).contains(repository.head(), "npm run build");
    assertThat(unasked.err()).contains("hotplug: nothing was done, for there is nobody to ask.",
        "run the same with --yes");
    assertThat(canary).doesNotExist();
    checkNothingIsLeft();
  }

  @Test
  void aPersonIsAskedAndAllButAYesInstallsNothing() throws Exception {
    var repository = Repository.small(folder, "small");

    var declined = shell.typing("n\n", words(repository));
    var left = shell.typing(CTRL_C, words(repository));

    assertThat(declined.exit()).isEqualTo(1);
    assertThat(declined.out()).containsSubsequence(repository.head(), "Install it? [y/N]",
        "nothing was done.");
    assertThat(left.exit()).isEqualTo(128 + 2);
    assertThat(left.out()).contains("the installation was cancelled");
    checkNothingIsLeft();

    var agreed = shell.typing("y\n", words(repository));
    assertThat(agreed.exit()).as(agreed.out()).isZero();
    assertThat(agreed.out()).contains("\"small\" is installed");
  }

  @Test
  void whatIsInstalledIsListedAndCalledAndGoesWithoutATrace() throws Exception {
    var repository = Repository.in(folder, "small").file("package.json", """
        {"name": "small", "bin": "server.js", "scripts": {"build": "echo built"}}
        """).file("server.js", Sample.NODE.source()).commit();

    var installed = install(repository, "--yes");
    assertThat(installed.exit()).as(installed.err()).isZero();
    assertThat(installed.out()).contains(repository.head(), "\"small\" is installed", "version",
        "Try it: hotplug call small");
    assertThat(installed.err()).containsSubsequence("fetch", "npm run build", "probe", "list");
    assertThat(Bytes.tree(Files.readString(file())).at("/hotplug/servers/small").isObject())
        .isTrue();

    var list = shell.hotplug("list");
    assertThat(list.out()).containsPattern(
        "small +hotplug.servers +" + repository.head().substring(0, 12) + " +" + repository.url());
    assertThat(shell.hotplug("call", "small", "version").out()).isEqualTo("v0\n");
    assertThat(shell.hotplug("logs", "small", "--install").out()).contains(repository.head(),
        "built", "installed");

    var kept = shell.hotplug("uninstall", "small");
    assertThat(kept.exit()).isEqualTo(1);
    assertThat(kept.err()).contains("nothing was done, for there is nobody to ask. Add --yes.");
    var gone = shell.hotplug("uninstall", "small", "--delete-files", "--yes");
    assertThat(gone.exit()).as(gone.err()).isZero();
    assertThat(gone.out()).contains("Server \"small\" is uninstalled", "taken out of " + file());
    assertThat(Files.readString(file())).isEqualTo(FILE);
    assertThat(Tree.files(shell.homes().data())).isEmpty();
  }

  @Test
  void aVariableOfTheEnvironmentIsKeptForTheUserAloneAndNeverShown() throws Exception {
    var repository = keeper();
    shell.set("KEEPER_TOKEN", SECRET);

    var installed = install(repository, "--env", "KEEPER_TOKEN", "--yes");
    shell.unset("KEEPER_TOKEN");
    var called = shell.hotplug("call", "keeper", "version");
    var shown = shell.hotplug("logs", "keeper");

    assertThat(installed.exit()).as(installed.err()).isZero();
    assertThat(called.out()).as(called.err()).isEqualTo("v0\n");
    assertThat(shown.out()).contains("token is ").doesNotContain(SECRET);
    assertThat(installed.out() + installed.err() + called.err()).doesNotContain(SECRET);
    assertThat(Files.readString(file())).contains("${KEEPER_TOKEN}");
    assertThat(Tree.holders(SECRET, project)).isEmpty();
    assertThat(Tree.holders(SECRET, shell.homes().folder())).singleElement()
        .satisfies(file -> assertThat(file).endsWith(Path.of("env/keeper")));
  }

  @Test
  void aMissingVariableIsNamedWithTheOptionThatSetsIt() throws Exception {
    var repository = keeper();

    var ran = install(repository, "--yes");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("it failed at probe", "needs the variable KEEPER_TOKEN",
        "It was not installed", "--env KEEPER_TOKEN", "Its log: ");
    checkNothingIsLeft();
    var unset = install(repository, "--yes", "--env", "KEEPER_TOKEN");
    assertThat(unset.exit()).isEqualTo(2);
    assertThat(unset.err()).contains("--env KEEPER_TOKEN: it is not set here");
  }

  @Test
  void severalServersAreAChoiceByOption() throws Exception {
    var repository = Repository.in(folder, "many");
    for (var name : List.of("first", "second")) {
      repository.file("packages/" + name + "/package.json", """
          {"name": "%s", "bin": "server.js", "dependencies": {"@modelcontextprotocol/sdk": "*"}}
          """.formatted(name)).file("packages/" + name + "/server.js", Sample.NODE.source());
    }
    repository.commit();

    var asked = install(repository, "--yes");
    var picked = install(repository, "--subdir", "packages/second", "--dry-run");

    assertThat(asked.exit()).isEqualTo(1);
    assertThat(asked.err()).contains("--subdir packages/first", "--subdir packages/second",
        "several servers", "nothing was done");
    assertThat(picked.out()).contains("Install the MCP server \"second\"");
    checkNothingIsLeft();
  }

  @Test
  void anInterruptedInstallationIsGoneWithAllItStarted() throws Exception {
    var begun = folder.resolve("begun");
    var repository = Repository.in(folder, "slow").file("package.json", """
        {"name": "slow", "bin": "x.js", "scripts": {"build": "node wait.js"}}
        """).file("x.js", "").file("wait.js", """
        require('child_process').spawn('sleep', ['1000'], {detached: true});
        require('fs').writeFileSync(%s, '');
        setInterval(() => {}, 1000);
        """.formatted(Bytes.quote(begun.toString()))).commit();

    var ran = shell.endedBy("INT", begun, words(repository, "--yes"));

    assertThat(ran.exit()).isEqualTo(128 + 2);
    assertThat(ran.err()).contains("the installation was cancelled", "nothing is left of it");
    checkNothingIsLeft();
    assertThat(shell.hotplug("logs", "slow", "--install").exit()).isZero();
  }

  /** One whose packages would leave a mark if a script of theirs ran. */
  private Repository greedy(Path canary) throws Exception {
    return Repository.in(folder, "greedy").file("package.json", """
        {"name": "greedy", "bin": "server.js", "scripts": {"build": "touch %1$s",
         "preinstall": "touch %1$s", "postinstall": "touch %1$s"}}
        """.formatted(canary)).file("server.js", Sample.NODE.source()).commit();
  }

  /** One that needs a variable, and says what it is. */
  private Repository keeper() throws Exception {
    return Repository.in(folder, "keeper").file("package.json", """
        {"name": "keeper", "bin": "server.js"}
        """).file("server.js", """
        if (!process.env.KEEPER_TOKEN) {
          console.error('Error: KEEPER_TOKEN environment variable is required');
          process.exit(1);
        }
        console.error('token is ' + process.env.KEEPER_TOKEN);
        """ + Sample.NODE.source()).commit();
  }

  private Ran install(Repository repository, String... more) throws Exception {
    return shell.hotplug(words(repository, more));
  }

  private static String[] words(Repository repository, String... more) {
    var words = new ArrayList<>(List.of("install", repository.url(), "--allow-local"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void checkNothingIsLeft() throws IOException {
    assertThat(Tree.files(shell.homes().data())).isEmpty();
    assertThat(Tree.files(project)).containsExactly(file());
    assertThat(Files.readString(file())).isEqualTo(FILE);
  }

  private Path file() {
    return project.resolve(".mcp.json");
  }
}
