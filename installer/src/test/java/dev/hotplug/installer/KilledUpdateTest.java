package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds after somebody was killed over an update, at each point where that can be. */
class KilledUpdateTest {
  private static final String NEXT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir
  private Path folder;

  private Workshop shop;
  private Ledger ledger;
  private InstallRecord now;
  private String first;
  private String second;

  @BeforeEach
  void updateOnce() throws Exception {
    shop = new Workshop(folder);
    ledger = new Ledger(shop.around.folders().ledger());
    first = shop.publish("main", "one");
    shop.install(Optional.empty());
    second = shop.publish("main", "two");
    shop.update();
    now = shop.record();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void anUpdateThatHadOnlyBegunIsForgotten() throws IOException {
    ledger.put(now.in(State.UPDATING));

    check(second, first);
  }

  @Test
  void halfABuildGoes() throws IOException {
    ledger.put(now.in(State.UPDATING));
    build();
    shop.home().tryOut(NEXT);

    check(second, first);
  }

  @Test
  void whatWasBuiltButNotSwitchedToGoes() throws IOException {
    ledger.put(now.in(State.UPDATING));
    build();
    shop.home().tryOut(NEXT);
    shop.home().complete(NEXT);

    check(second, first);
  }

  @Test
  void aSwitchThatHadBegunIsCompleted() throws IOException {
    switching();

    check(NEXT, second);
  }

  @Test
  void aSwitchOfTheLinkIsCompleted() throws IOException {
    switching();
    shop.home().settle(NEXT);

    check(NEXT, second);
  }

  @Test
  void aListThatWasBroughtUpToDateStays() throws IOException {
    switching();
    shop.home().settle(NEXT);
    list(NEXT);

    check(NEXT, second);
  }

  @Test
  void whatWasBeingDeletedGoes() throws IOException {
    switching();
    shop.home().settle(NEXT);
    list(NEXT);
    try (var staging = Staging.in(Staging.parent(shop.around.folders().servers()))) {
      shop.home().delete(shop.home().version(first), staging);
    }

    check(NEXT, second);
  }

  @Test
  void goingBackIsCompletedLikewise() throws Exception {
    ledger.put(now.startedFrom(now.former().orElseThrow()).in(State.SWITCHING));

    check(first, second);
    shop.installer.rollback("notes", Workshop.TAKEN);
    assertThat(shop.record().commit()).isEqualTo(second);
  }

  private void switching() throws IOException {
    build();
    shop.home().complete(NEXT);
    var version = new Version(NEXT, Optional.empty(), "hash", now.start(), List.of(),
        Optional.empty());
    ledger.put(now.startedFrom(version).in(State.SWITCHING));
  }

  private void build() throws IOException {
    Files.createDirectories(shop.home().version(NEXT));
    Files.writeString(shop.home().version(NEXT).resolve("index.js"), "three");
  }

  private void list(String commit) {
    shop.around.of(Surroundings.FILE)
        .put(new Listing.Item("notes", now.start(), now.env(),
            new Listing.Origin(now.url(), commit, now.subdir()), Listing.Exposure.HOTPLUG,
            List.of()));
  }

  /** After a start, {@code current} is what is installed, and {@code former} is kept. */
  private void check(String current, String former) throws IOException {
    assertThat(shop.installer.installed()).hasSize(1);

    assertThat(shop.installer.repair()).isEmpty();

    var home = shop.home();
    assertThat(shop.record().state()).isEqualTo(State.INSTALLED);
    assertThat(shop.record().commit()).isEqualTo(current);
    assertThat(shop.record().former().map(Version::commit)).contains(former);
    assertThat(home.current().toRealPath()).isEqualTo(home.version(current).toRealPath());
    assertThat(shop.listed()).isEqualTo(current);
    assertThat(home.versions()).containsExactlyInAnyOrder(home.version(current),
        home.version(former));
    assertThat(home.isWhole(current) && home.isWhole(former)).isTrue();
    assertThat(home.next()).doesNotExist();
    assertThat(Staging.parent(shop.around.folders().servers())).isEmptyDirectory();
  }
}
