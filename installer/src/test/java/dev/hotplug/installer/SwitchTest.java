package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of entries that people have changed, and of a disk that fails us. */
class SwitchTest {
  private static final Listing.Written OWN = new Listing.Written("own", List.of("node", "--own"));
  private static final Handover REFUSED = () -> Optional
      .of(new Handover.Refusal("it did not start.", List.of()));

  @TempDir
  private Path folder;

  private Workshop shop;
  private String first;

  @BeforeEach
  void install() throws Exception {
    shop = new Workshop(folder);
    first = shop.publish("main", "one");
    shop.install(Optional.empty());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whatSomebodyWroteIsThereAgainAfterARefusal() throws Exception {
    entries().put("notes", OWN);
    shop.publish("main", "two", "main.js");
    var seen = new ArrayList<List<String>>();

    var outcome = shop.update(Optional.empty(), _ -> Consent.Verdict.GRANTED, () -> {
      seen.add(start());
      return REFUSED.take();
    });

    assertThat(outcome).isInstanceOf(UpdateOutcome.Failed.class);
    assertThat(seen).containsExactly(shop.start("main.js"));
    assertThat(entries()).containsEntry("notes", OWN);
    assertThat(shop.listed()).isEqualTo(first);
  }

  @Test
  void wordsThatGoWithTheVersionBeforeAreSaid() throws Exception {
    entries().put("notes", OWN);
    var second = shop.publish("main", "two", "main.js");

    assertThat(shop.update()).isInstanceOfSatisfying(UpdateOutcome.Done.class,
        done -> assertThat(done.remarks()).singleElement()
            .asString()
            .contains("had a command or arguments of its own", "those of commit " + second,
                Surroundings.FILE + ".bak"));
    assertThat(start()).isEqualTo(shop.start("main.js"));
  }

  @Test
  void wordsThatStayAreNotSpokenOf() throws Exception {
    entries().put("notes", OWN);
    shop.publish("main", "two");

    assertThat(shop.update()).isInstanceOfSatisfying(UpdateOutcome.Done.class,
        done -> assertThat(done.remarks()).isEmpty());
    assertThat(entries()).containsEntry("notes", OWN);
  }

  @Test
  void anEntryThatNobodyChangedIsNotSpokenOf() throws Exception {
    shop.publish("main", "two", "main.js");

    assertThat(shop.update()).isInstanceOfSatisfying(UpdateOutcome.Done.class,
        done -> assertThat(done.remarks()).isEmpty());
  }

  @Test
  void aDiskThatFailsBeforeTheHandoverLeavesTheVersionThatWas() throws Exception {
    shop.publish("main", "two");
    shop.update();
    var second = shop.record().commit();
    // Nothing can be linked there.
    Files.createDirectories(shop.home().next().resolve("x"));

    var outcome = shop.installer.rollback("notes", () -> {
      throw new AssertionError("nobody is to take it up");
    });

    assertThat(outcome).isInstanceOfSatisfying(UpdateOutcome.Failed.class,
        failed -> assertThat(failed.why().reason()).startsWith("A file could not be written: ")
            .endsWith(" Commit " + second + " stays installed."));
    check(second, State.INSTALLED);
    assertThat(shop.installer.rollback("notes", Workshop.TAKEN))
        .isInstanceOf(UpdateOutcome.Done.class);
    check(first, State.INSTALLED);
  }

  @Test
  void aDiskThatFailsAfterTheHandoverDoesNotUndoIt() throws Exception {
    var second = shop.publish("main", "two");
    var unfinished = AtomicFile
        .unfinished(new Ledger(shop.around.folders().ledger()).file("notes"));

    var outcome = shop.update(Optional.empty(), _ -> Consent.Verdict.GRANTED, () -> {
      // Nothing can be written there.
      create(unfinished.resolve("x"));
      return Optional.empty();
    });

    assertThat(outcome).isInstanceOfSatisfying(UpdateOutcome.Done.class,
        done -> assertThat(done.remarks()).singleElement()
            .asString()
            .contains("could not be cleared away", "tried again at the next start"));
    check(second, State.SWITCHING);

    FileTree.delete(unfinished);
    assertThat(shop.installer.rollback("notes", Workshop.TAKEN))
        .isInstanceOf(UpdateOutcome.Done.class);
    check(first, State.INSTALLED);
  }

  private Map<String, Listing.Written> entries() {
    return shop.around.written.computeIfAbsent(Surroundings.FILE, _ -> new TreeMap<>());
  }

  /** What the entry starts. */
  private List<String> start() {
    return Optional.ofNullable(entries().get("notes")).map(Listing.Written::start).orElseThrow();
  }

  private void check(String commit, State state) throws IOException {
    assertThat(shop.record().state()).isEqualTo(state);
    assertThat(shop.record().commit()).isEqualTo(commit);
    assertThat(shop.listed()).isEqualTo(commit);
    assertThat(shop.home().leadsTo(commit)).isTrue();
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
