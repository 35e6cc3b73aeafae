package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must never come of an installation, whoever tries it. */
@Tag("building")
class InstallSafetyIT {
  private static final String FILE = "{\n  \"mcpServers\": {}\n}\n";

  @TempDir
  private Path folder;

  private Path project;

  @BeforeEach
  void makeAProject() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(file(), FILE);
  }

  @Test
  void anotherValueIsAnotherPlan() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      var plan = Wish.of(repository).env(Map.of("NODE_OPTIONS", "--no-warnings")).plan(hotplug);
      var other = Wish.of(repository)
          .env(Map.of("NODE_OPTIONS", "--require /evil.js"))
          .with("confirm", plan.word("confirm"))
          .plan(hotplug);

      assertThat(plan.field("plan").path("warnings").toString()).contains("NODE_OPTIONS");
      assertThat(other.word("status")).isEqualTo("needs_confirmation");
      assertThat(Files.readString(file())).isEqualTo(FILE);
    }
  }

  @Test
  void otherArgumentsAreNoPartOfWhatIsBuiltAlready() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      Wish.of(repository).with("args", List.of("--one")).install(hotplug).assertSuccess();
      var listed = Files.readString(file());

      var again = Wish.of(repository).with("args", List.of("--one")).install(hotplug);
      var other = Wish.of(repository).with("args", List.of("--two")).plan(hotplug);

      assertThat(again.assertSuccess().field("warnings").toString()).contains("built already");
      assertThat(other.word("status")).isEqualTo("failed");
      assertThat(other.word("reason")).contains("--one", "another plan");
      assertThat(Files.readString(file())).isEqualTo(listed);
    }
  }

  @Test
  void aLinkThatLeadsOutOfTheRepositoryHarmsNobody() throws Exception {
    var victim = Files.createDirectory(folder.resolve("victim"));
    var important = Files.writeString(victim.resolve("important.txt"), "important");
    var repository = Repository.small(folder, "small");
    Files.createSymbolicLink(repository.folder().resolve("node_modules"), victim);
    repository.run("npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit")
        .commit();

    try (var hotplug = start()) {
      var plan = Wish.of(repository).plan(hotplug);
      Wish.of(repository).install(hotplug).assertSuccess();

      assertThat(plan.field("plan").path("warnings").toString()).contains("node_modules");
      assertThat(important).hasContent("important");
    }
  }

  @Test
  void whatIsWrongWithVariablesIsSaidBeforeAnythingIsFetched() throws Exception {
    var nowhere = Wish.of(folder.resolve("nowhere").toString());

    try (var hotplug = start()) {
      var nul = nowhere.env(Map.of("K", "canary-0123456789\0x")).plan(hotplug);
      assertThat(nul.word("step")).isEqualTo("request");
      assertThat(nul.word("reason")).contains("K", "NUL");
      assertThat(nul.raw().toString()).doesNotContain("canary");
      var unset = nowhere.env(Map.of("K", "${NOT_SET_ANYWHERE}")).plan(hotplug);
      assertThat(unset.word("reason")).contains("K", "not set");
    }
  }

  @Test
  void manyAtOnceLoseNoEntryAndLeaveNone() throws Exception {
    var names = List.of("one", "two", "three", "four");
    for (var name : names) Repository.small(folder, name);

    try (var hotplug = start(); var other = start(hotplug)) {
      var installs = new ArrayList<Asked>();
      for (var name : names) {
        var repository = new Repository(folder.resolve(name));
        var by = installs.size() % 2 == 0 ? hotplug : other;
        installs.add(Wish.of(repository).askInstall(by));
      }
      for (var install : installs) install.result().assertSuccess();
      assertThat(Files.readString(file())).contains("\"one\"", "\"two\"", "\"three\"", "\"four\"");

      var uninstalls = new ArrayList<Asked>();
      for (var name : names) {
        var by = uninstalls.size() % 2 == 0 ? hotplug : other;
        uninstalls.add(by.askTool("uninstall_mcp_server",
            "{\"server_name\":\"" + name + "\",\"delete_files\":true}"));
      }
      for (var uninstall : uninstalls) uninstall.result().assertSuccess();
      assertThat(Bytes.tree(Files.readString(file()))).isEqualTo(Bytes.tree(FILE));
    }
  }

  @Test
  void aServerThatIsUninstalledStaysDownWhoeverCallsIt() throws Exception {
    var repository = Repository.small(folder, "small");

    try (var hotplug = start()) {
      Wish.of(repository).installAndLoad(hotplug).assertSuccess();
      var calls = new ArrayList<Asked>();
      for (int i = 0; i < 50; i++) calls.add(hotplug.askCall("small", "version", "{}"));
      var gone = hotplug.askTool("uninstall_mcp_server",
          "{\"server_name\":\"small\",\"delete_files\":true,\"force\":true}");
      while (!gone.isAnswered()) hotplug.call("small", "version", "{}");
      gone.result().assertSuccess();

      var late = hotplug.call("small", "version", "{}");

      assertThat(late.isError()).isTrue();
      for (var call : calls) assertThat(call.result().raw().toString()).isNotEmpty();
      assertThat(hotplug.status("small").path("status").asText()).isEqualTo("stopped");
    }
  }

  @Test
  void whoLeavesWhileItBuildsLeavesNothing() throws Exception {
    var repository = Repository.in(folder, "slow").file("package.json", """
        {"name": "slow", "bin": "x.js", "scripts": {"build": "node wait.js"}}
        """).file("x.js", "").file("wait.js", """
        console.log('it waits');
        setInterval(() => {}, 1000);
        """).commit();

    try (var host = start()) {
      try (var leaving = start(host)) {
        Wish.of(repository).askInstall(leaving);
        leaving.awaitNotification(it -> it.tree().path("message").asText().contains("it waits"));
      }

      assertThat(files(host.homes().data())).isEmpty();
      assertThat(Files.readString(file())).isEqualTo(FILE);
    }
  }

  private Hotplug start() throws IOException, InterruptedException {
    return how().start();
  }

  private Hotplug start(Hotplug beside) throws IOException, InterruptedException {
    return how().beside(beside).start();
  }

  private Hotplug.Builder how() {
    return Hotplug.in(project).args("--allow-local").limit(Duration.ofMinutes(1));
  }

  private Path file() {
    return project.resolve(".mcp.json");
  }

  private static List<Path> files(Path root) {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/.locks/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
