package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds after somebody was killed, at each point where that can be. */
class RepairTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir
  private Path folder;

  private Surroundings around;
  private Installer installer;
  private Ledger ledger;
  private Home home;

  @BeforeEach
  void makeAnInstaller() {
    around = new Surroundings(folder);
    installer = new Installer(around.parts());
    ledger = new Ledger(around.folders().ledger());
    home = Home.of(around.folders().servers(), "notes");
  }

  @Test
  void anInstallationThatHadOnlyBegunIsForgotten() throws IOException {
    ledger.put(record(State.INSTALLING));

    assertThat(installer.repair()).isEmpty();

    checkNothingIsLeft();
  }

  @Test
  void halfABuildGoes() throws IOException {
    ledger.put(record(State.INSTALLING));
    build();

    assertThat(installer.repair()).isEmpty();

    checkNothingIsLeft();
  }

  @Test
  void whatWasBuiltAndProbedButNotListedGoesWithItsSecrets() throws IOException {
    ledger.put(record(State.INSTALLING));
    build();
    home.tryOut(COMMIT);
    settle();
    around.keep("notes", Map.of("TOKEN", "s3cret"));

    assertThat(installer.repair()).isEmpty();

    checkNothingIsLeft();
    assertThat(around.secrets).isEmpty();
  }

  @Test
  void whatIsListedAlreadyIsInstalled() throws IOException {
    ledger.put(record(State.INSTALLING));
    build();
    settle();
    list();

    assertThat(installer.repair()).isEmpty();

    assertThat(installer.installed()).extracting(Installed::name).containsExactly("notes");
    assertThat(home.current().resolve("index.js")).exists();
  }

  @Test
  void aDamagedListKeepsAllUntilItIsMended() throws IOException {
    for (var state : List.of(State.INSTALLING, State.DELETING)) {
      ledger.put(record(state));
      build();
      settle();
      list();
      around.damaged.add(Surroundings.FILE);

      assertThat(installer.repair()).singleElement()
          .asString()
          .startsWith("What was left of \"notes\" could not be taken away: " + Surroundings.FILE
              + ":1:1: damaged");
      assertThat(home.current().resolve("index.js")).exists();
      assertThat(ledger.record("notes").orElseThrow().state()).isEqualTo(state);

      around.damaged.clear();
      assertThat(installer.repair()).isEmpty();
    }
    checkNothingIsLeft();
  }

  @Test
  void aDamagedListIsNoReasonToDeleteWhatItLists() throws Exception {
    ledger.put(record(State.INSTALLED));
    build();
    settle();
    around.damaged.add(Surroundings.FILE);

    assertThat(installer.uninstall("notes", true, () -> {})).isInstanceOfSatisfying(
        UninstallOutcome.Refused.class, refused -> assertThat(refused.reason())
            .startsWith("\"notes\" could not be taken out: /project/.mcp.json:1:1: damaged. What"));
    assertThat(home.current().resolve("index.js")).exists();
  }

  @Test
  void aDamagedRecordIsSetAsideAndHarmsNoFile() throws IOException {
    ledger.put(record(State.DELETING));
    build();
    home.settle(COMMIT);
    list();
    var damage = "\u0000 no JSON";
    Files.writeString(ledger.file("notes"), damage);

    assertThat(installer.repair()).singleElement().asString().contains("makes no sense", ".bad-");

    assertThat(ledger.names()).isEmpty();
    assertThat(Path.of(ledger.file("notes") + ".bad-0")).hasContent(damage);
    assertThat(home.current().resolve("index.js")).exists();
    assertThat(around.lists.get(Surroundings.FILE)).containsKey("notes");
    assertThat(installer.repair()).isEmpty();
  }

  @Test
  void anUninstallationThatHadBegunIsCompleted() throws IOException {
    ledger.put(record(State.DELETING));
    build();
    settle();
    list();

    assertThat(installer.repair()).isEmpty();

    checkNothingIsLeft();
  }

  @Test
  void filesThatWereToStayDo() throws IOException {
    ledger.put(record(State.UNLISTING));
    build();
    settle();
    list();

    assertThat(installer.repair()).isEmpty();

    assertThat(around.lists.get(Surroundings.FILE)).isEmpty();
    assertThat(home.current().resolve("index.js")).exists();
    assertThat(installer.installed()).isEmpty();
  }

  @Test
  void whoeverIsAtWorkIsLeftAlone() throws IOException {
    ledger.put(record(State.INSTALLING));
    build();
    try (var claim = Claims.on(around.folders().servers(), "notes").orElseThrow()) {
      assertThat(claim).isNotNull();

      assertThat(installer.repair()).isEmpty();
    }

    assertThat(home.version(COMMIT)).isDirectory();
    assertThat(ledger.record("notes")).isPresent();
  }

  @Test
  void unfinishedFilesGo() throws IOException {
    ledger.put(record(State.INSTALLED));
    Files.writeString(AtomicFile.unfinished(ledger.file("notes")), "{");
    Files.writeString(AtomicFile.unfinished(ledger.file("other")), "{");

    assertThat(installer.repair()).isEmpty();

    assertThat(ledger.folder()).isDirectoryNotContaining("glob:**.tmp");
    assertThat(installer.installed()).hasSize(1);
  }

  private void build() throws IOException {
    Files.createDirectories(home.version(COMMIT));
    Files.writeString(home.version(COMMIT).resolve("index.js"), "");
  }

  private void settle() throws IOException {
    home.complete(COMMIT);
    home.settle(COMMIT);
  }

  private void list() {
    var record = record(State.INSTALLED);
    around.of(Surroundings.FILE)
        .put(new Listing.Item("notes", record.start(), Map.of(), record.origin(),
            Listing.Exposure.HOTPLUG, List.of()));
  }

  private void checkNothingIsLeft() throws IOException {
    assertThat(home.folder()).doesNotExist();
    assertThat(ledger.names()).isEmpty();
    assertThat(around.lists.getOrDefault(Surroundings.FILE, Map.of())).isEmpty();
    assertThat(Staging.parent(around.folders().servers())).isEmptyDirectory();
  }

  private static InstallRecord record(State state) {
    return new InstallRecord("notes", state, "https://example.org/notes", Optional.empty(),
        new Version(COMMIT, Optional.empty(), "hash", List.of("node", "index.js"), List.of(),
            Optional.empty()),
        Optional.empty(), Making.usual(Optional.empty()), Map.of("TOKEN", "${TOKEN}"),
        List.of(Surroundings.FILE), true);
  }
}
