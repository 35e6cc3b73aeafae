package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Freshness.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutdatedTest {
  @TempDir
  private Path folder;

  private Workshop shop;
  private String first;

  @BeforeEach
  void publish() throws IOException {
    shop = new Workshop(folder);
    first = shop.publish("main", "one");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void theDefaultBranchIsFollowed() throws Exception {
    shop.install(Optional.empty());

    assertThat(finding()).isEqualTo(new Finding.Newest());
    assertThat(shop.installer.outdated().getFirst().ref()).isEqualTo("default branch");
    var second = shop.publish("main", "two");
    assertThat(finding()).isEqualTo(new Finding.Behind(second));
    shop.update();
    assertThat(finding()).isEqualTo(new Finding.Newest());
  }

  @Test
  void aTagStaysWhereItIsThoughItHasAnObjectOfItsOwn() throws Exception {
    shop.repo.tag("v1", ObjectId.fromString(first));
    shop.install(Optional.of("v1"));
    shop.publish("main", "two");

    assertThat(finding()).isEqualTo(new Finding.Newest());
  }

  @Test
  void aCommitHasNoSuccessor() throws Exception {
    shop.install(Optional.of(first));
    shop.publish("main", "two");

    assertThat(finding()).isEqualTo(new Finding.Pinned());
  }

  @Test
  void aRemoteThatDoesNotAnswerIsSaidToBeSilent() throws Exception {
    shop.install(Optional.empty());
    FileTree.delete(shop.repo.folder);

    assertThat(finding()).isInstanceOfSatisfying(Finding.Untold.class,
        untold -> assertThat(untold.reason()).contains("does not exist"));
  }

  @Test
  void whereNothingIsInstalledNobodyIsAsked() throws Exception {
    assertThat(shop.installer.outdated()).isEmpty();
  }

  private Finding finding() throws InterruptedException {
    var all = shop.installer.outdated();
    assertThat(all).hasSize(1);
    return all.getFirst().finding();
  }
}
