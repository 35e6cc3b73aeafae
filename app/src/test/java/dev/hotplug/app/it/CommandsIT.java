package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that work with servers. Each leaves nothing alive, which {@link Ran} checks. */
class CommandsIT {
  @TempDir
  private Path folder;

  private Project project;

  @BeforeEach
  void configure() throws Exception {
    project = Project.in(folder.toRealPath()).server("torture", Entry.torture());
  }

  @Test
  void callLoadsTheServerAndPrintsWhatItsToolAnswers() throws Exception {
    var ran = Ran.hotplug(project.folder(), "call", "torture", "add", "{\"a\": 2, \"b\": 3}");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("5\n");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void callReadsTheArgumentsFromStdinAndPrintsTheWholeResult() throws Exception {
    var ran = piped("{\"a\": 20, \"b\": 3}", "call torture add - --json");

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Bytes.tree(ran.out()).at("/content/0/text").asText()).isEqualTo("23");
  }

  @Test
  void aCallThatFailsEndsWith1AndSaysWhatToDo() throws Exception {
    var unknown = Ran.hotplug(project.folder(), "call", "torture", "ad");
    var missing = Ran.hotplug(project.folder(), "call", "tortur", "add");

    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).startsWith("hotplug: ")
        .contains("Did you mean \"add\"?", "Call it like this: hotplug call torture add '{\"");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("No server named \"tortur\"", "Nothing was started",
        "hotplug list shows them");
    assertThat(missing.out()).isEmpty();
  }

  @Test
  void aCallIsNotWaitedForBeyondItsTime() throws Exception {
    var ran = Ran.hotplug(project.folder(), "call", "torture", "hang", "--timeout", "3");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("took longer than 3 s", "the server was stopped");
  }

  @Test
  void argumentsThatAreNoObjectStartNothing() throws Exception {
    var ran = Ran.hotplug(project.folder(), "call", "torture", "add", "[1]");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("the arguments must be a JSON object");
  }

  @Test
  void listShowsWhatIsConfiguredAndWhatIsWrong() throws Exception {
    project.server("broken", "{\"command\": 7}");

    var ran = Ran.hotplug(project.folder(), "list");
    var json = Ran.hotplug(project.folder(), "list", "--json");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).matches("(?s)NAME +LIST +COMMIT +FROM\n.*torture +hotplug.servers +-.*");
    assertThat(ran.err()).contains(".mcp.json:").contains("broken");
    assertThat(Bytes.tree(json.out()).at("/servers/0/name").asText()).isEqualTo("torture");
    assertThat(Bytes.tree(json.out()).path("problems")).hasSize(1);
  }

  @Test
  void logsShowsWhatAnyHotplugHeardOfAServer() throws Exception {
    try (var hotplug = Hotplug.on(project.folder())) {
      hotplug.call("torture", "stderr", "{\"text\": \"first words\"}");
      hotplug.call("torture", "stderr", "{\"text\": \"last words\"}");
      Await.until("it is kept", () -> logs(hotplug).out().contains("last words"));

      assertThat(logs(hotplug, "-n", "1").out()).matches("\\S+Z g1 last words\n");
      var unknown = logs(hotplug, "--project", "/");
      assertThat(unknown.exit()).isEqualTo(1);
      assertThat(unknown.err()).contains("nothing is kept of \"torture\"");
    }
  }

  @Test
  void logsGoesOnWithWhatIsWrittenUntilItIsEnded() throws Exception {
    try (var hotplug = Hotplug.on(project.folder())) {
      hotplug.call("torture", "stderr", "{\"text\": \"before\"}");
      Await.until("it is kept", () -> logs(hotplug).out().contains("before"));

      var ran = Ran.in(hotplug.homes(), project.folder(), Map.of(),
          Launcher.command("logs", "torture", "-n", "1", "-f"), (process, files) -> {
            Ran.awaitSaid("before", process, files);
            hotplug.call("torture", "stderr", "{\"text\": \"afterwards\"}");
            Ran.awaitSaid("afterwards", process, files);
            process.destroy();
          });

      assertThat(ran.exit()).isEqualTo(128 + 15);
      assertThat(ran.out()).matches("\\S+Z g1 before\n\\S+Z g1 afterwards\n");
    }
  }

  @Test
  void whatIsNotInstalledIsNotUninstalled() throws Exception {
    var ran = Ran.hotplug(project.folder(), "uninstall", "torture", "--yes");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("no server named \"torture\" is installed", "Nothing was done");
  }

  private Ran logs(Hotplug hotplug, String... more) throws Exception {
    var words = new ArrayList<>(List.of("logs", "torture"));
    words.addAll(List.of(more));
    return Ran.beside(hotplug, project.folder(), words.toArray(String[]::new));
  }

  private Ran piped(String input, String words) throws Exception {
    return Ran.in(project.folder(), Map.of(), List.of("sh", "-c",
        "printf %s \"$1\" | \"$0\" " + words, Launcher.path().toString(), input));
  }
}
