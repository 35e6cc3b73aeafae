package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for git. */
class GitLockTest {
  @TempDir
  private Path folder;

  @Test
  void whereThereIsNoRepositoryNobodyIsWaitedFor() throws IOException {
    var lock = around(Files.createDirectories(folder.resolve("src")));

    assertThat(lock.isHeld(0)).isFalse();
  }

  @Test
  void whileGitWritesTheTreeAroundItIsLookedAgain() throws IOException {
    var index = Files.createDirectories(folder.resolve(".git")).resolve("index.lock");
    var lock = around(Files.createDirectories(folder.resolve("a/b")));
    assertThat(lock.isHeld(0)).isFalse();

    Files.createFile(index);
    assertThat(lock.isHeld(seconds(1))).isTrue();
    Files.delete(index);

    assertThat(lock.isHeld(seconds(2))).isFalse();
  }

  @Test
  void aLockThatAKilledGitLeftIsNotWaitedForForEver() throws IOException {
    Files.createFile(Files.createDirectories(folder.resolve(".git")).resolve("index.lock"));
    var lock = around(folder);

    assertThat(lock.isHeld(seconds(5))).isTrue();
    assertThat(lock.isHeld(seconds(14))).isTrue();
    assertThat(lock.warning()).isEmpty();
    assertThat(lock.isHeld(seconds(15))).isFalse();
    assertThat(lock.isHeld(seconds(100))).isFalse();
    assertThat(lock.warning().orElseThrow()).contains("index.lock", "followed all the same");
    Files.delete(folder.resolve(".git/index.lock"));
    assertThat(lock.isHeld(seconds(101))).isFalse();
    assertThat(lock.warning()).isEmpty();
  }

  @Test
  void aRepositoryThatCameLaterCounts() throws IOException {
    var lock = around(folder);
    assertThat(lock.isHeld(0)).isFalse();

    Files.createFile(Files.createDirectories(folder.resolve(".git")).resolve("index.lock"));

    assertThat(lock.isHeld(seconds(1))).isTrue();
  }

  @Test
  void aWorktreeHasItsLockElsewhere() throws IOException {
    var git = Files.createDirectories(folder.resolve("main/.git/worktrees/w"));
    var tree = Files.createDirectories(folder.resolve("w"));
    Files.writeString(tree.resolve(".git"), "gitdir: ../main/.git/worktrees/w\n");
    var lock = around(tree);

    Files.createFile(git.resolve("index.lock"));

    assertThat(lock.isHeld(0)).isTrue();
  }

  private static GitLock around(Path folder) {
    var root = new Root(folder, new Root.Selection() {
      @Override
      public boolean enters(Path below) {
        return true;
      }

      @Override
      public boolean takes(Path file) {
        return true;
      }
    }, List.of("**"));
    return new GitLock(new Sources(List.of(root), "all of it"));
  }

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }
}
