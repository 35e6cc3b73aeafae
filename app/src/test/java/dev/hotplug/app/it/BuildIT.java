package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server with a build step: what is saved is built first. */
class BuildIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  /** Puts together what is started; fails at a line that says so, and takes as long as one says. */
  private static final String MAKE = """
      import sys, time, pathlib, re
      with open("builds.log", "a") as log: log.write("begun\\n")
      source = pathlib.Path("src/server.py").read_text()
      for number, line in enumerate(source.splitlines(), 1):
          if "BROKEN" in line: sys.exit(f"src/server.py:{number}:1: error: this line is broken")
          if "SLOW" in line: time.sleep(600)
      print("put together")
      pathlib.Path("out").mkdir(exist_ok=True)
      pathlib.Path("out/server.py").write_text(source)
      with open("builds.log", "a") as log: log.write("ended\\n")
      """;

  @Test
  void whatIsSavedIsBuiltAndThenAnswers() throws Exception {
    var project = load("built", "");

    save(project, Edited.source("v2"));
    awaitVersion("built", "v2");

    var build = SHARED.hotplug().status("built").path("watch").path("build");
    assertThat(build.path("command").toString()).isEqualTo("[\"python3\",\"make.py\"]");
    assertThat(build.path("last").path("ok").asBoolean()).isTrue();
    var history = SHARED.hotplug()
        .callTool("get_server_history", "{\"server_name\":\"built\"}")
        .assertSuccess();
    assertThat(history.field("generations")).hasSize(2);
    assertThat(history.field("generations").path(1).path("files").toString())
        .isEqualTo("[\"src/server.py\"]");
    assertThat(history.field("builds")).hasSize(1);
  }

  @Test
  void aBuildThatFailsIsToldWithFileAndLineAndTheOldServes() throws Exception {
    var project = load("failing", "");

    save(project, "# BROKEN\n" + Edited.source("v2"));
    SHARED.hotplug()
        .awaitMessage("After src/server.py changed, the build of \"failing\" failed: exit code 1");
    var first = call("failing");

    assertThat(first.at("/content/0/text").asText()).isEqualTo("v1");
    assertThat(first.at("/_meta").path("dev.hotplug/reloadFailed").path("cause").asText())
        .contains("src/server.py:1:1: error: this line is broken", "Generation 1 still serves");
    var status = SHARED.hotplug().status("failing");
    assertThat(status.path("last_failure").path("cause").asText()).contains("src/server.py:1:1");
    assertThat(status.at("/watch/build/last/errors").toString()).contains("this line is broken");

    save(project, Edited.source("v3"));
    awaitVersion("failing", "v3");
    assertThat(SHARED.hotplug().status("failing").has("last_failure")).isFalse();
    assertThat(SHARED.hotplug().status("failing").path("generation").asInt()).isEqualTo(2);
  }

  @Test
  void aNewerEditEndsTheBuildThatIsUnderWay() throws Exception {
    var project = load("newer", "");
    save(project, "# SLOW\n" + Edited.source("v2"));
    var log = project.resolve("builds.log");
    Await.until("the slow build runs",
        () -> Files.exists(log) && Files.readString(log).equals("begun\n"));
    assertThat(SHARED.hotplug().status("newer").at("/watch/build/running").asBoolean()).isTrue();

    save(project, Edited.source("v3"));
    awaitVersion("newer", "v3");

    assertThat(SHARED.hotplug().history("newer")).hasSize(2);
    assertThat(Files.readAllLines(log)).containsExactly("begun", "begun", "ended");
  }

  @Test
  void aBuildThatWritesTheSameIntoTheSourcesIsOneReload() throws Exception {
    var project = load("same", "pathlib.Path(\"src/made.py\").write_text(\"x = 1\")\n");

    save(project, Edited.source("v2"));
    awaitVersion("same", "v2");
    save(project, Edited.source("v3"));
    awaitVersion("same", "v3");

    assertThat(SHARED.hotplug().status("same").path("generation").asInt()).isLessThanOrEqualTo(4);
    assertThat(SHARED.hotplug().status("same").at("/watch/warnings").isMissingNode()).isTrue();
  }

  @Test
  void aBuildThatWritesAnewIntoTheSourcesEachTimeIsNotRunForEver() throws Exception {
    var project = load("loop",
        "pathlib.Path(\"src/made.py\").write_text(f\"x = {time.time_ns()}\")\n");

    save(project, Edited.source("v2"));
    awaitVersion("loop", "v2");
    SHARED.hotplug()
        .awaitMessage("\"loop\": Each time it is built or started, src/made.py changed");
    Await.until("it is calm", () -> SHARED.hotplug().status("loop").at("/watch/warnings").size() > 0
        && !SHARED.hotplug().status("loop").at("/watch/build/running").asBoolean());
    save(project, Edited.source("v3"));
    awaitVersion("loop", "v3");

    assertThat(SHARED.hotplug().status("loop").path("generation").asInt()).isLessThan(15);
  }

  /** A project whose server is built from {@code src/server.py}, built once and loaded. */
  private static Path load(String name, String more) throws IOException, InterruptedException {
    var project = SHARED.folder().resolve(name);
    Files.createDirectories(project.resolve("src"));
    Files.createDirectories(project.resolve("out"));
    Files.writeString(project.resolve("make.py"), MAKE.replace("print(", more + "print("));
    Files.writeString(project.resolve("src/server.py"), Edited.source("v1"));
    Files.writeString(project.resolve("out/server.py"), Edited.source("v1"));
    SHARED.server(name,
        Entry.of("python3", "out/server.py")
            .with("cwd", Bytes.quote(project.toString()))
            .with("hotplug", "{\"dev\": {\"watch\": \"src/**\", \"build\": \"python3 make.py\"}}"));
    SHARED.hotplug().load(name).assertSuccess();
    return project;
  }

  private static void save(Path project, String source) throws IOException {
    Files.writeString(project.resolve("src/server.py"), source);
  }

  private static JsonNode call(String server) throws InterruptedException {
    return SHARED.hotplug().call(server, "version", "{}").tree();
  }

  private static void awaitVersion(String server, String version) throws Exception {
    var _ = SHARED.hotplug().awaitText(server, "version", "{}", version);
  }
}
