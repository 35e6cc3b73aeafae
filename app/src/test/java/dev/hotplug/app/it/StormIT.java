package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.torture.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promises P26 to P28: whatever is done to the sources, one reload is enough, and it comes. */
class StormIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  private static final int CHECKOUTS = Soak.rounds(10, 50);
  private static final int FILES = Soak.rounds(2_000, 10_000);
  private static final Duration SOON = Duration.ofSeconds(3);

  /** A burst that goes on is cut so often. */
  private static final Duration LONGEST_BURST = Duration.ofSeconds(2);

  @Test
  void theBranchThatIsCheckedOutAnswers() throws Exception {
    var code = Edited.in(SHARED.folder(), "branches");
    writeModules(code.folder(), 200, "main");
    git(code, "init", "-q", "-b", "v1");
    commit(code);
    git(code, "checkout", "-q", "-b", "v2");
    code.save("v2");
    writeModules(code.folder(), 200, "other");
    commit(code);
    load("branches", code);

    for (int i = 0; i < CHECKOUTS; i++) {
      var branch = i % 2 == 0 ? "v1" : "v2";
      git(code, "checkout", "-q", branch);
      awaitSoon("branches", branch, "P26", "the branch answers");
    }

    assertThat(generations("branches")).isEqualTo(1 + CHECKOUTS);
  }

  @Test
  void aStormOfFilesIsOneReload() throws Exception {
    var code = load("storm");

    long begun = System.nanoTime();
    writeModules(code.folder().resolve("lib"), FILES, "x");
    code.save("v2");
    var took = Figures.since(begun);
    awaitSoon("storm", "v2", "P26", "the code after " + FILES + " files answers");
    settle("storm", code, "v3");

    assertThat(generations("storm")).as("after a storm of " + took)
        .isBetween(3, 3 + (int) took.dividedBy(LONGEST_BURST));
  }

  @Test
  void anEditRightAfterTheStartIsNotMissedInALargeProject() throws Exception {
    var code = Edited.in(SHARED.folder(), "large");
    writeModules(code.folder().resolve("lib"), FILES, "x");
    load("large", code);

    code.save("v2");

    awaitSoon("large", "v2", "P26", "the code that was edited at once answers");
  }

  @Test
  void packagesThatAreInstalledReloadNothing() throws Exception {
    var code = load("installing");

    for (var folder : List.of("node_modules/a/lib", "node_modules/.cache", ".git/objects/aa",
        "__pycache__", ".venv/lib")) {
      writeModules(code.folder().resolve(folder), FILES / 5, "x");
    }
    settle("installing", code, "v2");

    assertThat(generations("installing")).isEqualTo(2);
  }

  @Test
  void whileGitIsAtWorkNothingIsReloaded() throws Exception {
    var code = Edited.in(SHARED.folder(), "rebasing");
    git(code, "init", "-q", "-b", "main");
    commit(code);
    load("rebasing", code);

    var lock = Files.createFile(code.folder().resolve(".git/index.lock"));
    code.save("v2");
    var witness = load("witness");
    settle("witness", witness, "v2");
    assertThat(Versions.now(SHARED.hotplug(), "rebasing")).isEqualTo("v1");
    code.save("v3");
    settle("witness", witness, "v3");
    assertThat(generations("rebasing")).isEqualTo(1);
    Files.delete(lock);
    awaitSoon("rebasing", "v3", "P26", "the code answers that git has finished");

    assertThat(generations("rebasing")).isEqualTo(2);
  }

  @Test
  void aFolderThatIsDeletedAndMadeAnewIsFollowed() throws Exception {
    var code = load("reborn");

    Homes.delete(code.folder());
    Edited.in(SHARED.folder(), "reborn").save("v2");
    awaitSoon("reborn", "v2", "P27", "the code in the new folder answers");
    code.save("v3");

    awaitSoon("reborn", "v3", "P27", "an edit in the new folder answers");
  }

  @Test
  void whatIsNoFileAndLinksInCirclesDoNotHinder() throws Exception {
    var code = Edited.in(SHARED.folder(), "odd");
    run(code.folder(), "mkfifo", "pipe.py");
    Files.createSymbolicLink(code.folder().resolve("here"), code.folder());
    Files.createSymbolicLink(code.folder().resolve("self.py"), Path.of("self.py"));
    load("odd", code);

    code.save("v2");
    awaitSoon("odd", "v2", "P27", "the code beside a FIFO answers");
    run(code.folder(), "mkfifo", "another.py");
    settle("odd", code, "v3");

    assertThat(generations("odd")).isEqualTo(3);
  }

  @Test
  void aServerThatWritesItsOwnSourceIsNotStartedForEver() throws Exception {
    var code = Edited.in(SHARED.folder(), "narcissus");
    Files.writeString(code.file(), selfWriting("v1"));
    load("narcissus", code);

    SHARED.hotplug()
        .awaitMessage("\"narcissus\": Each time it is built or started, server.py changed");
    assertThat(SHARED.hotplug().status("narcissus").at("/watch/warnings").toString())
        .contains("server.py changed, so this is taken for its own doing");
    assertThat(generations("narcissus")).as("starts").isLessThanOrEqualTo(6);
    Files.writeString(code.file(), selfWriting("v2"));

    awaitSoon("narcissus", "v2", "P28", "an edit answers after the loop was broken");
  }

  /** A source that changes each time it is started, as a stamp of the build would. */
  private static String selfWriting(String version) {
    return """
        import pathlib, re, time
        me = pathlib.Path(__file__)
        me.write_text(re.sub("(?m)^STAMP = .*$", f"STAMP = {time.time_ns()}", me.read_text()))
        STAMP = 0
        """ + Edited.source(version);
  }

  private static Edited load(String name) throws IOException, InterruptedException {
    var code = Edited.in(SHARED.folder(), name);
    load(name, code);
    return code;
  }

  private static void load(String name, Edited code) throws IOException, InterruptedException {
    SHARED.server(name, code.entry());
    SHARED.hotplug().load(name).assertSuccess();
  }

  private static void awaitSoon(String server, String version, String promise, String what)
      throws Exception {
    long begun = System.nanoTime();
    Versions.await(SHARED.hotplug(), server, version);
    Figures.atMost(SOON, promise, what, Figures.since(begun));
  }

  /** Edits once more: what was changed before is taken up by then, or never. */
  private static void settle(String server, Edited code, String version) throws Exception {
    code.save(version);
    Versions.await(SHARED.hotplug(), server, version);
  }

  private static int generations(String server) throws InterruptedException {
    return SHARED.hotplug().status(server).path("generation").asInt();
  }

  private static void writeModules(Path folder, int count, String text) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.writeString(folder.resolve("module" + i + ".py"), "x = \"" + text + i + "\"");
    }
  }

  private static void commit(Edited code) throws Exception {
    git(code, "add", ".");
    git(code, "-c", "user.name=it", "-c", "user.email=it@localhost", "commit", "-q", "-m", "x");
  }

  private static void git(Edited code, String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    run(code.folder(), command.toArray(String[]::new));
  }

  private static void run(Path folder, String... command) throws Exception {
    var ran = Ran.in(folder, Map.of(), List.of(command));
    assertThat(ran.exit()).as(ran.err()).isZero();
  }
}
