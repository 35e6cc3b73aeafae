package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The source is saved, and the new code answers. */
class SaveIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void savedCodeAnswersAndTheFirstResultSaysSoOnce() throws Exception {
    var code = load("told");

    code.save("v2", "extra");
    var first = awaitVersion("told", "v2");

    var reloaded = first.path("_meta").path("dev.hotplug/reloaded");
    assertThat(reloaded.toString())
        .isEqualTo("{\"generation\":2,\"cause\":\"files\",\"files\":[\"server.py\"],"
            + "\"diff\":{\"added\":[\"extra\"],\"removed\":[],\"changed\":[]}}");
    assertThat(first.path("_meta")).isEqualTo(asInReadme());
    assertThat(call("told").has("_meta")).isFalse();
    var status = SHARED.hotplug().status("told");
    assertThat(status.path("last_reload").path("cause").asText()).isEqualTo("files");
    assertThat(status.path("last_reload").path("files").toString()).isEqualTo("[\"server.py\"]");
    assertThat(status.path("last_reload").path("diff").path("added").toString())
        .isEqualTo("[\"extra\"]");
    assertThat(status.path("watch").path("mode").asText()).isEqualTo("native");
    assertThat(status.path("watch").path("paths").toString()).contains(code.folder().toString());
    var life = SHARED.hotplug().history("told").path(1);
    assertThat(life.path("cause").asText()).isEqualTo("files");
    assertThat(life.path("files").toString()).isEqualTo("[\"server.py\"]");
    SHARED.hotplug().awaitMessage("\"told\" was reloaded, generation 2 serves; server.py changed.");
  }

  @Test
  void aResultIsOtherwiseTheServersToTheByte() throws Exception {
    var code = load("exact");
    var before = SHARED.hotplug().call("exact", "version", "{}").raw().toString();

    code.save("v2");
    var raw = new AtomicReference<String>();
    Await.until("v2 answers", () -> {
      raw.set(SHARED.hotplug().call("exact", "version", "{}").raw().toString());
      return raw.get().contains("v2");
    });

    assertThat(raw.get())
        .startsWith(before.replace("v1", "v2").substring(0, before.length() - 1) + ",\"_meta\":{");
  }

  @Test
  void codeThatDoesNotStartLeavesTheOldServingAndSavingItMendedIsEnough() throws Exception {
    var code = load("broken");

    code.saveBroken();
    SHARED.hotplug().awaitMessage("After server.py changed, \"broken\" did not start");
    var first = call("broken");

    assertThat(first.path("content").path(0).path("text").asText()).isEqualTo("v1");
    var failed = first.path("_meta").path("dev.hotplug/reloadFailed");
    assertThat(failed.path("cause").asText()).contains("exit code 1", "server.py:4: SyntaxError",
        "Generation 1 still serves", "Mend it and save");
    assertThat(failed.path("stillServing").asInt()).isEqualTo(1);
    assertThat(call("broken").has("_meta")).isFalse();
    var failure = SHARED.hotplug().status("broken").path("last_failure");
    assertThat(failure.path("cause")).isEqualTo(failed.path("cause"));
    assertThat(failure.path("still_serving").asInt()).isEqualTo(1);

    code.save("v2");
    var mended = awaitVersion("broken", "v2");

    assertThat(mended.path("_meta").path("dev.hotplug/reloaded").path("generation").asInt())
        .isEqualTo(3);
    assertThat(SHARED.hotplug().status("broken").has("last_failure")).isFalse();
  }

  @Test
  void aServerThatNeverStartedStartsWhenItIsMended() throws Exception {
    var code = Edited.in(SHARED.folder(), "stillborn");
    code.saveBroken();
    SHARED.server("stillborn", code.entry());
    SHARED.hotplug().load("stillborn").assertFailure("SyntaxError");

    code.save("v2");

    Await.until("it serves",
        () -> SHARED.hotplug().status("stillborn").path("status").asText().equals("ready"));
    assertThat(SHARED.hotplug().text("stillborn", "version", "{}")).isEqualTo("v2");
  }

  @Test
  void whatChangesNoSourceReloadsNothing() throws Exception {
    var code = load("calm");
    var ignored = Files.createDirectories(code.folder().resolve("node_modules/x"));
    Files.createDirectories(code.folder().resolve("__pycache__"));

    Files.setLastModifiedTime(code.file(), FileTime.fromMillis(System.currentTimeMillis() + 5_000));
    code.save("v1");
    Files.move(Files.writeString(code.folder().resolve("new"), Edited.source("v1")), code.file(),
        StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(ignored.resolve("index.py"), "x = 1");
    Files.writeString(code.folder().resolve("__pycache__/server.cpython-312.pyc"), "x");
    Files.writeString(code.folder().resolve("notes.log"), "called");
    awaitQuiet();
    code.save("v2");
    awaitVersion("calm", "v2");

    assertThat(SHARED.hotplug().history("calm")).hasSize(2);
  }

  @Test
  void whateverWayAnEditorSavesItIsOneReload() throws Exception {
    var code = load("editor");
    var draft = code.folder().resolve("server.py.tmp");

    code.save("v2");
    awaitVersion("editor", "v2");
    Files.move(Files.writeString(draft, Edited.source("v3")), code.file(),
        StandardCopyOption.ATOMIC_MOVE);
    awaitVersion("editor", "v3");
    Files.move(code.file(), code.folder().resolve("server.py~"));
    code.save("v4");
    awaitVersion("editor", "v4");
    Files.delete(code.file());
    code.save("v5");
    awaitVersion("editor", "v5");
    try (var out = Files.newBufferedWriter(code.file())) {
      for (var line : Edited.source("v6").lines().toList()) {
        out.write(line + "\n");
        out.flush();
      }
    }
    awaitVersion("editor", "v6");

    assertThat(SHARED.hotplug().history("editor")).hasSize(6);
  }

  @Test
  void manyFilesAtOnceAreOneReload() throws Exception {
    var code = load("many");

    for (int i = 0; i < 500; i++) {
      Files.writeString(code.folder().resolve("module" + i + ".py"), "x = " + i);
    }
    code.save("v2");
    awaitVersion("many", "v2");
    code.save("v3");
    awaitVersion("many", "v3");

    var history = SHARED.hotplug().history("many");
    assertThat(history).hasSize(3);
    assertThat(history.path(1).path("files")).hasSize(20);
  }

  @Test
  void noCallIsLostWhileCodeIsSavedAgainAndAgain() throws Exception {
    var code = load("busy");

    try (var callers = Callers.looping(8,
        _ -> assertThat(SHARED.hotplug().text("busy", "version", "{}")).startsWith("v"))) {
      for (int i = 2; i < 12; i++) {
        code.save("v" + i);
        awaitVersion("busy", "v" + i);
      }
      System.out.println(
          "P6: " + callers.stop(Duration.ofSeconds(20)) + " calls while code was saved 10 times");
    }
  }

  @Test
  void ofTwoLoadedServersOnlyTheEditedOneReloads() throws Exception {
    var one = load("one");
    load("two");

    one.save("v2");
    awaitVersion("one", "v2");

    assertThat(SHARED.hotplug().status("two").path("generation").asInt()).isEqualTo(1);
  }

  @Test
  void aModuleThatIsSavedTwiceInOneSecondIsServedAsItWasSavedLast() throws Exception {
    var code = load("quick-fingers");
    var module = code.folder().resolve("words.py");
    code.saveImporting(module, "a1");
    awaitVersion("quick-fingers", "a1");

    for (var version : new String[]{"a2", "a3", "a4", "a5"}) {
      Files.writeString(module, "VERSION = \"" + version + "\"\n");
      awaitVersion("quick-fingers", version);
    }
  }

  @Test
  void whatIsEditedDuringAPauseIsTakenUpAfterIt() throws Exception {
    var code = load("paused");
    assertThat(watch("paused", "false").at("/watch/mode").asText()).isEqualTo("paused");

    code.save("v2");
    awaitQuiet();
    assertThat(call("paused").at("/content/0/text").asText()).isEqualTo("v1");
    assertThat(watch("paused", "true").at("/watch/mode").asText()).isEqualTo("native");

    awaitVersion("paused", "v2");
  }

  @Test
  void whatIsEditedDuringAPauseIsTakenUpAlsoWhenOtherPathsAreWatchedAfterIt() throws Exception {
    var code = load("repathed");
    watch("repathed", "false");
    code.save("v2");
    awaitQuiet();

    var now = watch("repathed", "true, \"paths\": [\"*.py\", \"*.words\"]");
    awaitVersion("repathed", "v2");
    Files.writeString(code.folder().resolve("new.words"), "x");
    awaitGeneration("repathed", 3);

    assertThat(now.at("/watch/paths").toString()).contains("*.words");
  }

  @Test
  void onlyALoadedServerIsWatched() throws Exception {
    SHARED.hotplug()
        .callTool("watch_server", "{\"server_name\": \"nobody\", \"enabled\": true}")
        .assertFailure("No server named \"nobody\" is loaded");
  }

  @Test
  void codeAndEntryThatAreSavedTogetherAreOneStart() throws Exception {
    var code = load("both");

    code.save("v2");
    SHARED.server("both", code.entry().with("env", "{\"NEW\": \"1\"}"));
    awaitVersion("both", "v2");
    awaitQuiet();

    assertThat(SHARED.hotplug().history("both")).hasSize(2);
  }

  @Test
  void anUnloadedServerIsNotWatched() throws Exception {
    var code = load("gone");
    SHARED.hotplug().unload("gone").assertSuccess();

    code.save("v2");
    awaitQuiet();

    assertThat(SHARED.hotplug().status("gone").path("status").asText()).isEqualTo("stopped");
    assertThat(SHARED.hotplug().status("gone").has("watch")).isFalse();
  }

  @Test
  void aReloadThatIsAskedForTakesUpTheEditAndNoSecondFollows() throws Exception {
    var code = load("asked");

    code.save("v2");
    SHARED.hotplug().reload("asked").assertSuccess();
    assertThat(SHARED.hotplug().text("asked", "version", "{}")).isEqualTo("v2");
    awaitQuiet();
    code.save("v3");
    awaitVersion("asked", "v3");

    assertThat(SHARED.hotplug().history("asked")).hasSizeLessThanOrEqualTo(3);
  }

  private static Edited load(String name) throws IOException, InterruptedException {
    var code = Edited.in(SHARED.folder(), name);
    SHARED.server(name, code.entry());
    SHARED.hotplug().load(name).assertSuccess();
    return code;
  }

  /** What the README shows of a {@code _meta}. */
  private static JsonNode asInReadme() throws IOException {
    var readme = Files.readString(Launcher.path().resolveSibling("README.md"));
    int begin = readme.indexOf("{\"dev.hotplug/reloaded\"");
    return Bytes.tree(readme.substring(begin, readme.indexOf('`', begin)));
  }

  private static JsonNode watch(String server, String enabled) throws InterruptedException {
    return SHARED.hotplug()
        .callTool("watch_server",
            "{\"server_name\": \"" + server + "\", \"enabled\": " + enabled + "}")
        .assertSuccess()
        .structured();
  }

  private static void awaitGeneration(String server, int generation) throws Exception {
    Await.until(server + " is in generation " + generation,
        () -> SHARED.hotplug().status(server).path("generation").asInt() == generation);
  }

  private static JsonNode call(String server) throws InterruptedException {
    return SHARED.hotplug().call(server, "version", "{}").tree();
  }

  /** Waits for the answer of a version; returns the first. */
  private static JsonNode awaitVersion(String server, String version) throws Exception {
    return SHARED.hotplug().awaitText(server, "version", "{}", version);
  }

  /** Passes the time in which a change is taken up: another server is edited, and answers. */
  private static void awaitQuiet() throws Exception {
    var witness = load("witness");
    witness.save("v2");
    awaitVersion("witness", "v2");
  }
}
