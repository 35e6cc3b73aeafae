package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions are kept, and how to go back to them. */
class VersionsTest {
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
  void goingBackGivesTheVeryFilesAndASecondTimeTheOthers() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var tree = shop.tree(first);
    var second = shop.publish("main", "two");
    shop.update();
    var before = List.copyOf(shop.ran);

    var back = shop.installer.rollback("notes", Workshop.TAKEN);

    assertThat(back).isInstanceOfSatisfying(UpdateOutcome.Done.class, done -> {
      assertThat(done.from()).isEqualTo(second);
      assertThat(done.server().commit()).isEqualTo(first);
    });
    assertThat(shop.contents("index.js")).isEqualTo("one");
    assertThat(shop.tree(first)).isEqualTo(tree);
    assertThat(shop.listed()).isEqualTo(first);
    assertThat(shop.ran).isEqualTo(before);

    assertThat(shop.installer.rollback("notes", Workshop.TAKEN))
        .isInstanceOf(UpdateOutcome.Done.class);
    assertThat(shop.contents("index.js")).isEqualTo("two");
  }

  @Test
  void whereNothingIsKeptThereIsNoGoingBack() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());

    assertThat(shop.installer.rollback("notes", Workshop.TAKEN))
        .isInstanceOfSatisfying(UpdateOutcome.Failed.class, failed -> {
          assertThat(failed.why().reason()).contains("was not updated since it was installed",
              "Commit " + first + " stays installed.");
          assertThat(failed.why().nextStep()).contains("update_mcp_server");
        });
    assertThat(shop.installer.rollback("others", Workshop.TAKEN))
        .isEqualTo(new UpdateOutcome.Unknown(List.of("notes")));
  }

  @Test
  void toolsAreApprovedForTheCommitThatHasThem() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var tools = ApprovedTools.of(Map.of("a", "{}"), List.of());
    var second = shop.publish("main", "two");
    shop.update();
    var before = shop.record();

    assertThat(shop.installer.approve("notes", new ApprovedVersion(first, tools)).orElseThrow())
        .contains("tools of commit " + first, "at " + second, "Nothing was approved.");
    assertThat(shop.record()).isEqualTo(before);

    assertThat(shop.installer.approve("notes", new ApprovedVersion(second, tools))).isEmpty();
    assertThat(shop.installer.approved("notes")).contains(new ApprovedVersion(second, tools));
  }

  @Test
  void aCommitThatOnlyBeginsLikeOneThatIsKeptIsAnother() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var second = shop.publish("main", "two");
    var alike = second.substring(0, 12) + "0".repeat(28);
    var record = shop.record();
    var now = record.now();
    var kept = new Version(alike, now.ref(), now.build(), now.start(), now.plan(), now.tools());
    new Ledger(shop.around.folders().ledger()).put(record.startedFrom(kept).startedFrom(now));
    Files.createDirectory(shop.home().version(alike));
    shop.home().complete(alike);

    assertThat(shop.update()).isInstanceOfSatisfying(UpdateOutcome.Failed.class,
        failed -> assertThat(failed.why().reason()).contains(second + " begins as " + alike,
            "Commit " + first + " stays installed."));
    assertThat(shop.home().isWhole(alike)).isTrue();
    assertThat(shop.home().isWhole(second)).isFalse();
  }

  @Test
  void theVersionThatIsKeptIsNotBuiltAgain() throws Exception {
    shop.publish("main", "one");
    shop.install(Optional.empty());
    var second = shop.publish("main", "two");
    shop.update();
    shop.installer.rollback("notes", Workshop.TAKEN);
    var before = List.copyOf(shop.ran);

    assertThat(Workshop.plan(shop.plan(Optional.empty())).steps()).isEmpty();
    assertThat(shop.update()).isInstanceOf(UpdateOutcome.Done.class);

    assertThat(shop.ran).isEqualTo(before);
    assertThat(shop.record().commit()).isEqualTo(second);
  }

  @Test
  void theVersionThatIsKeptIsFollowedAsItIsAskedForNow() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var second = shop.publish("main", "two");
    shop.update();

    var pinned = shop.update(Optional.of(first), _ -> Consent.Verdict.GRANTED, Workshop.TAKEN);
    assertThat(pinned).isInstanceOf(UpdateOutcome.Done.class);
    assertThat(shop.record().now().isPinned()).isTrue();
    assertThat(shop.update()).isInstanceOf(UpdateOutcome.Newest.class);

    var followed = shop.update(Optional.of("main"), _ -> Consent.Verdict.GRANTED, Workshop.TAKEN);
    assertThat(followed).isInstanceOf(UpdateOutcome.Done.class);
    assertThat(shop.record().commit()).isEqualTo(second);
    assertThat(shop.record().now().ref()).contains("main");
  }

  @Test
  void whatIsThereAlreadyIsFollowedAsItIsAskedForNow() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());

    var looked = shop.update(Optional.of(first), new Onlooker(), Workshop.TAKEN);
    assertThat(looked).isInstanceOfSatisfying(UpdateOutcome.Newest.class,
        newest -> assertThat(newest.why()).endsWith(" Nothing was changed."));
    assertThat(shop.record().now().ref()).isEmpty();

    assertThat(shop.plan(Optional.of(first))).isInstanceOfSatisfying(UpdateOutcome.Newest.class,
        newest -> assertThat(newest.why())
            .endsWith(" Updates keep to the commit that was asked for from now on. Nothing else "
                + "was changed."));
    shop.publish("main", "two");
    assertThat(shop.plan(Optional.empty())).isInstanceOf(UpdateOutcome.Newest.class);
    assertThat(shop.plan(Optional.of("main"))).isInstanceOf(UpdateOutcome.NeedsConfirmation.class);
  }

  /** Agrees to nothing, for it only looks. */
  private record Onlooker() implements Consent {
    @Override
    public Verdict on(Plan plan) {
      return Verdict.OPEN;
    }

    @Override
    public boolean isOnlyLooking() {
      return true;
    }
  }

  @Test
  void twoVersionsAreKeptAndThoseThatSomebodyRuns() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    var run = shop.home().version(first);
    shop.around.running.add(run);
    var second = shop.publish("main", "two");
    shop.update();
    var third = shop.publish("main", "three");
    shop.update();
    assertThat(shop.home().versions()).containsExactlyInAnyOrder(run, shop.home().version(second),
        shop.home().version(third));

    shop.around.running.clear();
    var fourth = shop.publish("main", "four");
    shop.update();

    assertThat(shop.home().versions()).containsExactlyInAnyOrder(shop.home().version(third),
        shop.home().version(fourth));
    try (var files = Files.list(shop.home().folder())) {
      // For each version its folder and a file, and the link.
      assertThat(files).hasSize(5);
    }
  }

  @Test
  void aVersionThatSomebodyRunsIsNotBuiltOver() throws Exception {
    var first = shop.publish("main", "one");
    shop.install(Optional.empty());
    shop.around.running.add(shop.home().version(first));
    for (var text : List.of("two", "three")) {
      shop.publish("main", text);
      shop.update();
    }

    var outcome = shop.update(Optional.of(first), _ -> Consent.Verdict.GRANTED, Workshop.TAKEN);

    assertThat(outcome).isInstanceOfSatisfying(UpdateOutcome.Failed.class,
        failed -> assertThat(failed.why().reason()).contains("Somebody still runs"));
    assertThat(shop.tree(first)).isNotEmpty();
  }
}
