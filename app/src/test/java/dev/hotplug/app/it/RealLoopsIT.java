package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers as people write them: what is saved, or built by them, answers. */
class RealLoopsIT {
  private static final String AUTO = "{\"dev\": {\"build\": \"auto\"}}";

  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void aFastMcpServerThatIsSavedAnswersAnewWithoutAnyConfiguration() throws Exception {
    var folder = Files.createDirectory(SHARED.folder().resolve("notes"));
    var script = Files.copy(TestServers.script("notes.py"), folder.resolve("notes.py"));
    load("notes", folder, Entry.of(TestServers.python(Path.of("notes.py"))));
    var greeting = "{\"name\": \"Ada\"}";
    assertThat(SHARED.hotplug().text("notes", "greet", greeting)).isEqualTo("Grüß Gott, Ada!");

    edit(script, "Grüß Gott", "Servus");
    var _ = SHARED.hotplug().awaitText("notes", "greet", greeting, "Servus, Ada!");

    assertFilesOfSecond("notes", "notes.py");
  }

  @Test
  void aTypeScriptServerIsBuiltWhenItIsSavedAndATypeErrorLeavesTheOldServing() throws Exception {
    var project = TypeScript.in(SHARED.folder(), "typed");
    load("typed", project.folder(), project.entry().with("hotplug", AUTO));

    edit(project.source(), "\"v1\"", "\"v2\"");
    var _ = SHARED.hotplug().awaitText("typed", "version", "{}", "v2");
    assertFilesOfSecond("typed", "src/index.ts");

    edit(project.source(), "\"v2\"", "3");
    SHARED.hotplug()
        .awaitMessage("After src/index.ts changed, the build of \"typed\" failed: exit code");
    var answer = SHARED.hotplug().call("typed", "version", "{}");
    assertThat(answer.text()).isEqualTo("v2");
    assertThat(answer.tree().path("_meta").path("dev.hotplug/reloadFailed").path("cause").asText())
        .containsPattern("src/index\\.ts[(:]5[,:]7")
        .contains("error TS2322", "Generation 2 still serves");

    edit(project.source(), "= 3", "= \"v3\"");
    var _ = SHARED.hotplug().awaitText("typed", "version", "{}", "v3");
    assertThat(SHARED.hotplug().status("typed").path("generation").asInt()).isEqualTo(3);
  }

  @Test
  void aTypeScriptServerThatItsDeveloperBuildsIsReloadedByTheBuildNotByItsSources()
      throws Exception {
    var project = TypeScript.in(SHARED.folder(), "compiled");
    load("compiled", project.folder(), project.entry());

    edit(project.source(), "\"v1\"", "\"v2\"");
    project.build();
    var _ = SHARED.hotplug().awaitText("compiled", "version", "{}", "v2");

    assertFilesOfSecond("compiled", "dist/index.js");
  }

  @Test
  void aJavaFileIsRunAnewWhenItIsSavedWhileTheOldFinishesItsCall() throws Exception {
    var project = Java.in(SHARED.folder(), "file");
    load("file", project.folder(), Entry.of(Java.PROGRAM, "Versioned.java"));

    assertTheOldFinishesWhileTheNewServes("file", () -> edit(project.source(), "v1", "v2"));

    assertFilesOfSecond("file", "Versioned.java");
  }

  @Test
  void aJarThatIsRewrittenInPlaceIsRunAnewWhileTheOldFinishesItsCall() throws Exception {
    var project = Java.in(SHARED.folder(), "jar");
    project.pack();
    load("jar", project.folder(), Entry.of(Java.PROGRAM, "-jar", "target/versioned.jar"));

    assertTheOldFinishesWhileTheNewServes("jar", () -> {
      edit(project.source(), "v1", "v2");
      project.pack();
    });

    assertFilesOfSecond("jar", "target/versioned.jar");
  }

  /** What a developer does in an editor or a shell. */
  private interface Save {
    void done() throws IOException;
  }

  private static void assertTheOldFinishesWhileTheNewServes(String server, Save save)
      throws Exception {
    var gate = SHARED.folder().resolve(server + ".gate");
    var late = SHARED.hotplug()
        .askCall(server, "late", "{\"gate\": " + Bytes.quote(gate.toString()) + "}");
    Await.until("it is called",
        () -> SHARED.hotplug().status(server).path("in_flight").asInt() == 1);

    save.done();
    SHARED.hotplug().awaitMessage("\"" + server + "\" was reloaded, generation 2 serves");

    assertThat(SHARED.hotplug().text(server, "version", "{}")).isEqualTo("v2");
    assertThat(late.isAnswered()).isFalse();
    Files.createFile(gate);
    assertThat(late.result().text()).isEqualTo("late v1");
  }

  /** There are two generations, and the second is there because of this file alone. */
  private static void assertFilesOfSecond(String server, String file) throws Exception {
    var history = SHARED.hotplug().history(server);
    assertThat(history).hasSize(2);
    assertThat(history.path(1).path("files").toString()).isEqualTo("[" + Bytes.quote(file) + "]");
  }

  private static void load(String name, Path folder, Entry entry) throws Exception {
    SHARED.server(name, entry.with("cwd", Bytes.quote(folder.toString())));
    SHARED.hotplug().load(name).assertSuccess();
  }

  private static void edit(Path file, String old, String now) throws IOException {
    Files.writeString(file, Files.readString(file).replace(old, now));
  }
}
