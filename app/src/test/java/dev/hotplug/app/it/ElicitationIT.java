package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing with a client that can ask its user: the user decides, and one call suffices. */
@Tag("building")
class ElicitationIT {
  private static final String FILE = "{}\n";
  private static final String ASK = "elicitation/create";

  @TempDir
  private Path folder;

  private Path project;
  private Path canary;
  private Repository repository;

  @BeforeEach
  void publish() throws Exception {
    project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(file(), FILE);
    canary = folder.resolve("canary");
    repository = Repository.in(folder, "small").file("package.json", """
        {"name": "small", "bin": "server.js", "scripts": {"build": "touch %s"}}
        """.formatted(canary)).file("server.js", Sample.NODE.source()).commit();
  }

  @Test
  void oneCallInstallsWhatTheUserHasSeenAndAgreedTo() throws Exception {
    try (var hotplug = start()) {
      hotplug.answer(ASK, "{\"action\":\"accept\",\"content\":{\"decision\":\"install\"}}");

      var installed = Wish.of(repository).plan(hotplug).assertSuccess();

      assertThat(installed.word("status")).isEqualTo("installed");
      assertThat(hotplug.requests()).singleElement()
          .satisfies(asked -> assertThat(asked.method()).isEqualTo(ASK));
      var message = asked(hotplug).tree().path("message").asText();
      assertThat(message).contains("Install the MCP server \"small\"", repository.url(),
          repository.head(), "npm run build", "/small/current/server.js", file().toString());
      assertThat(asked(hotplug).tree().at("/requestedSchema/required/0").asText())
          .isEqualTo("decision");
      assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v0");
    }
  }

  @Test
  void whoeverDeclinesIsNotOverruledByTheModel() throws Exception {
    String hash;
    try (var mute = Hotplug.in(project).args("--allow-local").start()) {
      hash = Wish.of(repository).plan(mute).word("confirm");
    }
    try (var hotplug = start()) {
      hotplug.answer(ASK, "{\"action\":\"decline\"}");

      var declined = Wish.of(repository).with("confirm", hash).plan(hotplug);

      assertThat(hash).isNotEmpty();
      assertThat(declined.word("status")).isEqualTo("declined");
      assertThat(declined.success()).isFalse();
      assertThat(declined.isError()).isFalse();
      assertThat(hotplug.requests()).hasSize(1);
      checkNothingWasDone(hotplug);
    }
  }

  @Test
  void aQuestionThatIsNotAnsweredAsAgreedInstallsNothing() throws Exception {
    try (var hotplug = start()) {
      hotplug.answer(ASK, "{\"action\":\"accept\",\"content\":{}}");

      var open = Wish.of(repository).plan(hotplug);

      assertThat(open.word("status")).isEqualTo("needs_confirmation");
      assertThat(open.word("reason")).contains("The user could not be asked");
      assertThat(open.structured().has("confirm")).isFalse();
      assertThat(open.word("next_step")).contains("hotplug install " + repository.url());
      checkNothingWasDone(hotplug);
    }
  }

  @Test
  void aCallThatIsTakenBackTakesItsQuestionBack() throws Exception {
    try (var hotplug = start()) {
      hotplug.leaveOpen(ASK);

      var asked = Wish.of(repository).ask(hotplug);
      Await.until("the user is asked", () -> !hotplug.requests().isEmpty());
      asked.cancel("the user has gone");

      var taken = hotplug.awaitNotification("notifications/cancelled");
      assertThat(taken.tree().path("requestId"))
          .isEqualTo(hotplug.requests().getFirst().id().tree());
      Await.until("nothing is left", () -> Tree.isEmpty(hotplug.homes().data()));
      assertThat(asked.isAnswered()).isFalse();
      checkNothingWasDone(hotplug);
    }
  }

  private Hotplug start() throws IOException, InterruptedException {
    return Hotplug.in(project)
        .args("--allow-local")
        .capabilities("{\"elicitation\":{}}")
        .limit(Duration.ofMinutes(1))
        .start();
  }

  private static Bytes asked(Hotplug hotplug) {
    var params = hotplug.requests().getFirst().params();
    if (params == null) throw new AssertionError("asked without params");
    return params;
  }

  private void checkNothingWasDone(Hotplug hotplug) throws IOException {
    assertThat(canary).doesNotExist();
    assertThat(Tree.files(hotplug.homes().data())).isEmpty();
    assertThat(Files.readString(file())).isEqualTo(FILE);
  }

  private Path file() {
    return project.resolve(".mcp.json");
  }
}
