package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who sees to our servers after us hears of each as long as we live. */
@Timeout(60)
class TestamentTest {
  private static final int SIGSTOP = 19;

  @RegisterExtension
  final Decoys decoys = new Decoys();

  @TempDir
  private Path folder;

  private final List<String> reports = new CopyOnWriteArrayList<>();

  @Test
  void theInstanceFileNamesUsAndWhoIsAlive() throws Exception {
    var instance = instance(folder, Instance.Guard.NOBODY);
    var testament = begun(instance);
    var child = child();
    var stray = Identity.now(decoys.start("sleep", "600").pid());

    testament.born(child);
    testament.strayed(stray);

    Await.until("the file names both", () -> read(instance).strays().equals(List.of(stray)));
    assertThat(read(instance)).isEqualTo(new InstanceFile(instance.id(), Identity.ours(),
        Machine.here(), "/project", List.of(child), List.of(stray)));
    testament.gone(child);
    Await.until("the file forgets it", () -> read(instance).children().isEmpty());
    testament.end();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWatchdogThatIsKilledIsStartedAnew() throws Exception {
    var testament = begun(instance(folder, Instance.Guard.WATCHDOG));
    var first = watchdog();

    Posix.signal(first, Posix.SIGKILL);

    Await.until("there is another", () -> watchdogs().stream().anyMatch(pid -> pid != first));
    testament.end();
    assertThat(watchdogs()).isEmpty();
    assertThat(reports).isEmpty();
  }

  /** A shell that notes down what it knows, and what it is told, stands for the watchdog's. */
  @Test
  void aSuccessorKnowsAllFromItsStartAndIsToldWhatDidNotFit() throws Exception {
    var shell = Files.writeString(folder.resolve("sh"), """
        #!/bin/sh
        cd "${0%/*}" || exit
        printf '%s' "$HOTPLUG_WATCHDOG_KNOWN" > "known.$$"
        while read -r line && [ "$line" != bye ]; do echo "$line" >> "told.$$"; done
        """);
    assertThat(shell.toFile().setExecutable(true)).isTrue();
    var environment = Map.of("PATH", folder + ":" + System.getenv("PATH"));
    var testament = begun(Instance.unrecorded(folder, Instance.Guard.WATCHDOG), environment);
    var stray = Identity.ours();
    var child = new InstanceFile.Child(stray, true, "echo 'é'");
    var who = stray.pid() + ":" + stray.start();
    var first = watchdog();
    testament.born(child);
    testament.strayed(stray);
    Await.until("it was told", () -> noted("told.", first).endsWith("stray " + who + "\n"));
    assertThat(noted("known.", first)).isEmpty();

    Posix.signal(first, Posix.SIGKILL);

    Await.until("there is another", () -> watchdogs().stream().anyMatch(pid -> pid != first));
    var second = watchdog();
    Await.until("it was told", () -> noted("told.", second).equals("last " + who + " echo 'é'\n"));
    assertThat(noted("known.", second))
        .isEqualTo("stray " + who + "\nborn " + who + "\nspare " + who);
    testament.end();
  }

  private String noted(String what, long watchdog) {
    try {
      return Files.readString(folder.resolve(what + watchdog));
    } catch (IOException _) {
      return "";
    }
  }

  @Test
  void oneThatEndsAgainAndAgainIsGivenUpAndSaid() throws Exception {
    var testament = begun(instance(folder, Instance.Guard.WATCHDOG));

    while (reports.isEmpty()) {
      watchdogs().forEach(pid -> Posix.signal(pid, Posix.SIGKILL));
    }

    assertThat(reports).singleElement().asString().contains("is not started again");
    testament.end();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidOnceAndCostsNothingElse() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    var testament = begun(instance(file, Instance.Guard.NOBODY));

    testament.born(child());
    testament.end();

    assertThat(reports).singleElement().asString().contains("no instance file could be written");
  }

  @Test
  void aFileThatCouldNotBeWrittenIsWrittenWithTheNextNews() throws Exception {
    var place = Files.createFile(folder.resolve("file"));
    var instance = instance(place, Instance.Guard.NOBODY);
    var testament = begun(instance);
    var child = child();
    Files.delete(place);

    testament.born(child);

    Await.until("it is written", () -> InstanceFile.read(place, instance.id()).isPresent());
    Await.until("as it is now", () -> fileIn(place, instance).children().equals(List.of(child)));
    try (var file = Files.newDirectoryStream(place)) {
      for (var each : file) Files.delete(each);
    }
    Files.delete(place);
    Files.createFile(place);
    testament.gone(child);
    testament.end();
    assertThat(reports).hasSize(2).allMatch(said -> said.contains("no instance file could be"));
  }

  @Test
  void aWatchdogThatDoesNotReadIsReplacedAndHoldsUpNobody() throws Exception {
    var testament = begun(Instance.unrecorded(Path.of("/project"), Instance.Guard.WATCHDOG));
    var first = watchdog();
    var child = new InstanceFile.Child(Identity.ours(), false, ": " + "much ".repeat(200));

    Posix.signal(first, SIGSTOP);
    for (int i = 0; i < 2000; i++) testament.born(child);

    Await.until("there is another", () -> watchdogs().stream().anyMatch(pid -> pid != first));
    testament.gone(child);
    testament.end();
    assertThat(reports).isEmpty();
  }

  /** A report that does not return stands for a disk that does not answer. */
  @Test
  void aBeginningThatTakesTooLongIsSaidAndHoldsUpNobody() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    var answer = new CompletableFuture<Boolean>();
    var testament = new Testament(instance(file, Instance.Guard.NOBODY), System.getenv(), said -> {
      reports.add(said);
      if (said.contains("no instance file")) answer.join();
    });

    testament.begin();

    assertThat(reports).last().asString().contains("has not begun");
    answer.complete(true);
    testament.end();
  }

  private Instance instance(Path where, Instance.Guard guard) {
    return new Instance(Instance.newId(), Path.of("/project"), Optional.of(where), guard);
  }

  private Testament begun(Instance instance) {
    return begun(instance, System.getenv());
  }

  private Testament begun(Instance instance, Map<String, String> environment) {
    var testament = new Testament(instance, environment, reports::add);
    testament.begin();
    return testament;
  }

  private InstanceFile.Child child() throws Exception {
    return new InstanceFile.Child(Identity.now(decoys.session().pid()), true, "echo 'it'");
  }

  private InstanceFile read(Instance instance) {
    return fileIn(folder, instance);
  }

  private static InstanceFile fileIn(Path where, Instance instance) {
    return InstanceFile.read(where, instance.id()).orElseThrow();
  }

  private static long watchdog() {
    return watchdogs().getFirst();
  }

  /** Those that are ours. */
  private static List<Long> watchdogs() {
    return ProcessTable.read()
        .stream()
        .filter(row -> row.parent() == Identity.ours().pid() && Kin.isWatchdog(row))
        .map(ProcessTable.Row::pid)
        .toList();
  }
}
