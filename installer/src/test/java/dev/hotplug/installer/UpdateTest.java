package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {
  @TempDir
  private Path folder;

  private Workshop shop;

  @BeforeEach
  void open() throws IOException {
    shop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whatIsNewIsShownBeforeAnythingIsRun() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    shop.publish("main", "two");
    var third = shop.publish("main", "three", "main.js");
    var before = List.copyOf(shop.ran);

    var plan = Workshop.plan(shop.plan(Optional.empty()));

    var change = plan.change().orElseThrow();
    assertThat(plan.commit()).isEqualTo(third);
    assertThat(change.from()).isEqualTo(first);
    assertThat(change.between())
        .contains(new Between(Between.Kind.AHEAD, List.of("Say three", "Say two"), 0));
    assertThat(change.differences().orElseThrow())
        .contains("- start: node " + shop.home().current().resolve("index.js"))
        .contains("+ start: node " + shop.home().current().resolve("main.js"))
        .noneMatch(line -> line.contains("step:") || line.contains("written:"));
    assertThat(shop.ran).isEqualTo(before);
    assertThat(shop.record().state()).isEqualTo(State.INSTALLED);
    assertThat(shop.record().commit()).isEqualTo(first);
  }

  @Test
  void aServerThatIsBuiltAsBeforeHasNoDifference() throws Exception {
    shop.publish("main", "one");
    shop.install(Optional.empty());
    shop.publish("main", "two");

    assertThat(Workshop.plan(shop.plan(Optional.empty())).change().orElseThrow().differences())
        .contains(List.of());
  }

  @Test
  void whatWasAgreedToIsBuiltBesideAndTakesOver() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var second = shop.publish("main", "two");
    shop.tools = Optional.of("b");
    var seen = new ArrayList<String>();

    var outcome = shop.update(Optional.empty(), _ -> Consent.Verdict.GRANTED, () -> {
      seen.add(shop.contents("index.js"));
      return Optional.empty();
    });

    assertThat(outcome).isInstanceOfSatisfying(UpdateOutcome.Done.class, done -> {
      assertThat(done.from()).isEqualTo(first);
      assertThat(done.server().commit()).isEqualTo(second);
      assertThat(done.toolsBefore().orElseThrow().tools()).containsOnlyKeys("a");
      assertThat(done.tools().orElseThrow().tools()).containsOnlyKeys("b");
    });
    assertThat(seen).containsExactly("two");
    assertThat(shop.listed()).isEqualTo(second);
    assertThat(shop.tree(first)).isNotEmpty();
    assertThat(shop.record().state()).isEqualTo(State.INSTALLED);
    assertThat(shop.home().next()).doesNotExist();
  }

  @Test
  void theNewestIsLeftAsItIs() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());

    assertThat(shop.update()).isInstanceOfSatisfying(UpdateOutcome.Newest.class,
        newest -> assertThat(newest.why()).contains(first, "is installed already")
            .endsWith(" Nothing was changed."));
  }

  @Test
  void aBranchThatMovedAfterThePlanIsNotBuilt() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    shop.publish("main", "two");
    var agreed = Workshop.plan(shop.plan(Optional.empty())).hash();
    shop.publish("main", "three");
    var before = List.copyOf(shop.ran);

    var outcome = shop.update(Optional.empty(),
        plan -> plan.hash().equals(agreed) ? Consent.Verdict.GRANTED : Consent.Verdict.OPEN,
        Workshop.TAKEN);

    assertThat(outcome).isInstanceOf(UpdateOutcome.NeedsConfirmation.class);
    assertThat(shop.ran).isEqualTo(before);
    assertThat(shop.record().commit()).isEqualTo(first);
  }

  @Test
  void rewrittenHistoryIsSaid() throws Exception {
    shop.publish("main", "one");
    shop.install(Optional.empty());
    shop.publish("aside", "another begin");
    shop.repo.point("refs/heads/main", ObjectId.fromString(shop.publish("aside", "its next")));

    assertThat(Workshop.plan(shop.plan(Optional.empty())).change().orElseThrow().between())
        .contains(new Between(Between.Kind.ASIDE, List.of(), 0));
  }

  @Test
  void aTagThatMovedIsSaid() throws Exception {
    shop.repo.tag("v1", ObjectId.fromString(shop.publish("main", "one")));
    shop.install(Optional.of("v1"));
    var second = shop.publish("main", "two");
    shop.repo.tag("v2", ObjectId.fromString(second));

    assertThat(shop.plan(Optional.empty())).isInstanceOf(UpdateOutcome.Newest.class);
    var other = Workshop.plan(shop.plan(Optional.of("v2"))).change().orElseThrow();
    shop.repo.tag("v1", ObjectId.fromString(second));
    var moved = Workshop.plan(shop.plan(Optional.empty())).change().orElseThrow();

    assertThat(other.isTagMoved()).isFalse();
    assertThat(moved.isTagMoved()).isTrue();
  }

  @Test
  void aVersionThatDoesNotAnswerLeavesTheOldOne() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var tree = shop.tree(first);
    var second = shop.publish("main", "two");
    shop.tools = Optional.empty();

    assertThat(shop.update()).isInstanceOfSatisfying(UpdateOutcome.Failed.class, failed -> {
      assertThat(failed.why().step()).isEqualTo("probe");
      assertThat(failed.why().reason()).contains("Commit " + first + " stays installed.");
    });
    checkOnly(first, second);
    assertThat(shop.tree(first)).isEqualTo(tree);
  }

  @Test
  void aVersionThatIsNotTakenUpIsGoneBackFrom() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var second = shop.publish("main", "two");

    var outcome = shop.update(Optional.empty(), _ -> Consent.Verdict.GRANTED,
        () -> Optional.of(new Handover.Refusal("it did not start.", List.of("no key"))));

    assertThat(outcome).isInstanceOfSatisfying(UpdateOutcome.Failed.class, failed -> {
      assertThat(failed.why().reason()).isEqualTo("Commit " + second
          + " was not taken up: it did not start. Commit " + first + " stays installed.");
      assertThat(failed.why().tail()).containsExactly("no key");
    });
    checkOnly(first, second);
  }

  @Test
  void whatHasTheClaimIsNotDisturbed() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    shop.publish("main", "two");
    try (var claim = Claims.on(shop.around.folders().servers(), "notes").orElseThrow()) {
      assertThat(claim).isNotNull();

      for (var outcome : List.of(shop.update(), shop.installer.rollback("notes", Workshop.TAKEN))) {
        assertThat(outcome).isInstanceOfSatisfying(UpdateOutcome.Failed.class,
            failed -> assertThat(failed.why().reason()).contains("by somebody else right now"));
      }
    }
    assertThat(shop.record().commit()).isEqualTo(first);
  }

  /** Only {@code there} is installed; nothing is left of {@code gone}. */
  private void checkOnly(String there, String gone) throws IOException {
    assertThat(shop.record().state()).isEqualTo(State.INSTALLED);
    assertThat(shop.record().commit()).isEqualTo(there);
    assertThat(shop.listed()).isEqualTo(there);
    assertThat(shop.contents("index.js")).isEqualTo("one");
    assertThat(shop.home().versions()).containsExactly(shop.home().version(there));
    assertThat(shop.home().isWhole(gone)).isFalse();
    assertThat(shop.home().next()).doesNotExist();
    assertThat(Staging.parent(shop.around.folders().servers())).isEmptyDirectory();
  }
}
