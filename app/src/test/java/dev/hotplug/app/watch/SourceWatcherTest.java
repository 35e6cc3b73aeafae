package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.it.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while the system tells; real files, real ears. */
class SourceWatcherTest {
  private final SourceWatcher watcher = new SourceWatcher();
  private final Told told = new Told();
  @TempDir
  private Path temporary;
  private Path folder;
  private Path server;

  @BeforeEach
  void makeAProject() throws IOException {
    folder = Files.createDirectory(temporary.resolve("project"));
    Files.createDirectory(folder.resolve("src"));
    server = Files.writeString(folder.resolve("src/server.py"), "1");
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  @Test
  void everyWayOfSavingIsTold() throws Exception {
    var observation = watcher.watch(Roots.python(folder), told);
    assertThat(observation.degraded()).isEmpty();

    Files.writeString(server, "2");
    told.until(server);

    told.forget();
    var aside = Files.writeString(folder.resolve("src/.server.py.tmp"), "3");
    Files.move(aside, server, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    told.until(server);

    told.forget();
    Files.delete(server);
    told.until(server);

    told.forget();
    Files.createFile(server);
    told.until(server);
  }

  @Test
  void whatTheRootDoesNotTakeIsNotTold() throws Exception {
    var modules = Files.createDirectories(folder.resolve("node_modules"));
    watcher.watch(Roots.python(folder), told);

    Files.writeString(folder.resolve("readme.txt"), "1");
    Files.writeString(modules.resolve("x.py"), "1");
    Files.writeString(Files.createDirectories(folder.resolve("src/node_modules")).resolve("x.py"),
        "1");
    Files.writeString(server, "2");

    assertThat(told.until(server)).isEmpty();
  }

  @Test
  void filesInFoldersThatAreJustBeingMadeAreTold() throws Exception {
    watcher.watch(Roots.python(folder), told);

    for (int round = 0; round < 200; round++) {
      var deep = Files.createDirectories(folder.resolve("new" + round + "/a/b"));
      var file = Files.createFile(deep.resolve("x.py"));
      told.until(file);
      told.forget();
      Files.writeString(file, "2");
      told.until(file);
    }
  }

  @Test
  void aFolderThatIsMovedInAndOutIsNoticed() throws Exception {
    var elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve("x.py"));
    watcher.watch(Roots.python(folder), told);

    var inside = Files.move(elsewhere, folder.resolve("inside"));
    told.until(inside.resolve("x.py"));
    Files.move(inside, elsewhere);
    told.until(Told.ANYTHING);
  }

  @Test
  void aRootThatEntersNoFolderListensToItselfOnly() throws Exception {
    var config = folder.resolve(".mcp.json");
    watcher.watch(Roots.one(folder, ".mcp.json"), told);

    assertThat(Ears.folders()).isOne();
    Files.writeString(Files.createDirectories(folder.resolve("src/new")).resolve(".mcp.json"),
        "{}");
    Files.writeString(folder.resolve("other.json"), "{}");
    Files.writeString(config, "{}");

    assertThat(told.until(config)).isEmpty();
    assertThat(Ears.folders()).isOne();
  }

  @Test
  void loopsOfLinksAndPipesWithoutAReaderStopNothing() throws Exception {
    Files.createSymbolicLink(folder.resolve("src/again"), folder);
    Files.createSymbolicLink(folder.resolve("src/me.py"), folder.resolve("src/me.py"));
    Ran.in(folder, "mkfifo", "pipe.py");
    watcher.watch(Roots.python(folder), told);

    Ran.in(folder, "mkfifo", "src/another.py");
    Files.writeString(server, "2");

    told.until(server);
    assertThat(Ears.folders()).isEqualTo(2);
  }

  @Test
  void whatALinkLeadsToIsWatched() throws Exception {
    var shared = Files.writeString(temporary.resolve("shared.txt"), "1");
    var before = Files.createSymbolicLink(folder.resolve("before.py"), shared);
    watcher.watch(Roots.python(folder), told);

    Files.writeString(shared, "22");
    told.until(before);

    var later = Files.createSymbolicLink(folder.resolve("src/later.py"), shared);
    told.until(later);
    told.until(later);
    told.forget();
    Files.writeString(shared, "333");
    told.until(later);
  }

  @Test
  void aRootThatIsALinkIsWatchedWhereverItLeads() throws Exception {
    var current = Files.createSymbolicLink(temporary.resolve("current"), folder);
    var link = Files.createSymbolicLink(temporary.resolve("new"),
        Files.createDirectory(temporary.resolve("version 2")));
    watcher.watch(Roots.python(current), told);

    Files.writeString(server, "2");
    told.until(current.resolve("src/server.py"));

    Files.move(link, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    told.until(Told.ANYTHING);
    Files.createFile(temporary.resolve("version 2/x.py"));
    told.until(current.resolve("x.py"));
  }

  @Test
  void aRootMayComeGoAndComeBack() throws Exception {
    var late = temporary.resolve("not/yet/there");
    var observation = watcher.watch(Roots.python(late), told);
    assertThat(observation.degraded())
        .hasValueSatisfying(why -> assertThat(why).contains("There is no folder " + late));

    for (int round = 0; round < 2; round++) {
      Files.createDirectories(late);
      told.until(Told.ANYTHING);
      assertThat(observation.degraded()).isEmpty();
      var file = Files.createFile(late.resolve("x.py"));
      told.until(file);

      Files.delete(file);
      Files.delete(late);
      told.until(Told.ANYTHING);
      Await.until("it is missed", () -> observation.degraded().isPresent());
      told.forget();
    }
  }

  @Test
  void anotherFolderInPlaceOfTheRootIsNoticed() throws Exception {
    watcher.watch(Roots.python(folder), told);

    Files.move(folder, temporary.resolve("old"));
    Files.createDirectory(folder);
    told.until(Told.ANYTHING);
    var file = Files.createFile(folder.resolve("x.py"));

    told.until(file);
  }

  @Test
  void aRootDeletedAndMadeAnewAtOnceIsNoticed() throws Exception {
    watcher.watch(Roots.python(folder), told);

    for (int round = 0; round < 3; round++) {
      told.forget();
      Ran.in(temporary, "sh", "-c", "rm -r project; mkdir project");
      // Either the one of before is missed, or the new one is listened to.
      told.until(Told.ANYTHING);
      var file = folder.resolve("x.py");
      Await.until("a change in it is told", () -> {
        Files.writeString(file, "1");
        return told.wasTold(file);
      });
    }
  }

  @Test
  void whoWatchesTheSameFolderSharesAnEar() throws Exception {
    var config = folder.resolve(".mcp.json");
    var text = new Told();
    var alone = new Told();
    int before = Ears.open();
    watcher.watch(Roots.one(folder, ".mcp.json"), alone);
    var python = watcher.watch(Roots.python(folder), told);
    watcher.watch(Roots.of(folder, ".txt"), text);
    told.forget();
    text.forget();
    Await.until("one ear is left", () -> Ears.open() == before + 1);

    Files.writeString(server, "2");
    var note = Files.createFile(folder.resolve("src/x.txt"));
    Files.createFile(config);

    assertThat(told.until(server)).isEmpty();
    assertThat(text.until(note)).isEmpty();
    assertThat(alone.until(config)).containsOnly(Told.ANYTHING);
    python.close();
    told.forget();
    Files.writeString(server, "3");
    Files.writeString(note, "2");
    text.until(note);
    assertThat(told.wasTold(server)).isFalse();
  }

  @Test
  void nothingIsLeftWhenNothingIsWatched() throws Exception {
    Await.until("tests before this have ended", () -> Ears.threads().isEmpty());
    int before = Ears.open();
    var one = watcher.watch(Roots.python(folder), told);
    var other = watcher.watch(Roots.python(folder.resolve("src")), told);
    var missing = watcher.watch(Roots.python(folder.resolve("nowhere")), told);
    assertThat(Ears.open()).isEqualTo(before + 2);
    assertThat(Ears.threads()).contains("watch", "watch-project", "watch-src");

    one.close();
    one.close();
    other.close();
    missing.close();

    Await.until("no ear is left", () -> Ears.open() == before);
    Await.until("no thread is left", () -> Ears.threads().isEmpty());
    watcher.watch(Roots.python(folder), told);
    Files.writeString(server, "2");
    told.until(server);
    watcher.close();
    Await.until("no ear is left", () -> Ears.open() == before);
    Await.until("no thread is left", () -> Ears.threads().isEmpty());
  }

  @Test
  void aStormIsNoticedAndNothingIsDeafAfterIt() throws Exception {
    watcher.watch(Roots.python(folder), told);

    for (int i = 0; i < 3_000; i++) {
      Files.createFile(folder.resolve("src/" + i + ".py"));
      if (i % 100 == 0) Files.createDirectory(folder.resolve("src/folder" + i));
    }

    told.hint(folder.resolve("src/2999.py"));
    for (int i = 0; i < 3_000; i += 100) {
      var file = folder.resolve("src/folder" + i + "/x.py");
      Await.until(file + " is told", () -> {
        Files.writeString(file, "1");
        return told.wasTold(file);
      });
    }
  }
}
