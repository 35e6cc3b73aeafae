package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitCheckoutTest {
  private static final ObjectId A_COMMIT = ObjectId.fromString("1".repeat(40));

  @TempDir
  private Path temp;
  private Repo repo;
  private Path into;

  @BeforeEach
  void makeARepository() throws IOException {
    repo = new Repo(temp.resolve("notes.git"));
    into = temp.resolve("new");
  }

  @AfterEach
  void closeIt() {
    repo.close();
  }

  @Test
  void theDefaultBranchIsFetchedWithBitsLinksAndNames() throws IOException {
    var commit = repo.commit("main", repo.folder("dir", repo.file("a b.txt", "inner")),
        repo.link("link", "dir/a b.txt"), repo.program("run", "#!/bin/sh\n"),
        repo.file("über.txt", "text"));

    var answer = fetch("", into);

    assertThat(answer).isEqualTo(FetchAnswer.got(commit.name(), List.of()));
    assertThat(into.resolve("über.txt")).hasContent("text");
    assertThat(into.resolve("run")).isExecutable();
    assertThat(into.resolve("über.txt").toFile().canExecute()).isFalse();
    assertThat(into.resolve("link")).isSymbolicLink().hasContent("inner");
  }

  @Test
  void aBranchATagAndACommitAreFetchedWithoutTheirHistory() throws IOException {
    var first = repo.commit("main", repo.file("v", "1"));
    repo.tag("v1", first);
    var second = repo.commit("main", repo.file("v", "2"));
    var side = repo.commit("side/x", repo.file("v", "3"));

    assertThat(fetch("v1", temp.resolve("a")).commit()).isEqualTo(first.name());
    assertThat(fetch("side/x", temp.resolve("b")).commit()).isEqualTo(side.name());
    assertThat(fetch(second.name(), temp.resolve("c")).commit()).isEqualTo(second.name());
    assertThat(fetch("refs/heads/main", temp.resolve("d")).commit()).isEqualTo(second.name());
    assertThat(temp.resolve("a/v")).hasContent("1");
    assertThat(temp.resolve("a/.git/refs/tags/v1")).exists();
    assertThat(temp.resolve("d/.git/shallow")).hasContent(second.name());
    assertThat(temp.resolve("d/.git/refs/tags/v1")).doesNotExist();
  }

  @Test
  void aCommitThatNoRefNamesIsFoundInTheHistory() throws IOException {
    var first = repo.commit("main", repo.file("v", "1"));
    repo.commit("main", repo.file("v", "2"));

    assertThat(fetch(first.name(), into).commit()).isEqualTo(first.name());
    assertThat(into.resolve("v")).hasContent("1");
  }

  @Test
  void aRefThatIsNotThereNamesThoseThatAre() throws IOException {
    repo.tag("v1.2.0", repo.commit("main", repo.file("v", "1")));

    var refusal = refusal("v1.2", 1_000_000, 100);

    assertThat(refusal.reason()).contains("\"v1.2\"");
    assertThat(refusal.nextStep()).contains("v1.2.0, main");
  }

  @Test
  void aCommitThatIsNotThereIsSaidToBeMissing() throws IOException {
    repo.commit("main", repo.file("v", "1"));

    assertThat(refusal(A_COMMIT.name(), 1_000_000, 100).reason())
        .contains("No branch or tag of the repository leads to commit");
  }

  @Test
  void anEmptyRepositoryIsSaidToBeEmpty() {
    assertThat(refusal("", 1_000_000, 100).reason()).contains("is empty");
  }

  @Test
  void aFolderThatIsNoRepositoryIsSaidToBeNone() {
    var order = new FetchOrder(GitUrl.Way.LOCAL, temp.resolve("nothing").toString(), null, null,
        null, false, into.toString(), 1_000_000, 100, null, FetchOrder.Aim.FILES);

    assertThatExceptionOfType(Unfetchable.class).isThrownBy(() -> run(order))
        .withMessageContaining("does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ".git", ".GIT", "git~1", ".git\u200c", ".gi\u200dt", "a/b"})
  void aNameThatLeadsOutOrIntoGitsOwnFolderIsRefused(String name) throws IOException {
    repo.commit("main", repo.file("README", "fine"),
        repo.folder(name, repo.file("config", "[core]\n\tfsmonitor = touch canary\n")));

    refusal("", 1_000_000, 100);

    assertThat(into.resolve("README")).doesNotExist();
    assertThat(temp.resolve("config")).doesNotExist();
    assertThat(into.resolve(".git/config")).content().doesNotContain("canary");
  }

  @Test
  void aNameThatLeadsOutOfAFolderFurtherDownIsRefused() throws IOException {
    repo.commit("main",
        repo.folder("a", repo.folder("..", repo.folder("..", repo.file("canary", "")))));

    refusal("", 1_000_000, 100);

    assertThat(temp.resolve("canary")).doesNotExist();
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    var outside = Files.createDirectory(temp.resolve("outside"));
    repo.commit("main", repo.link("a", outside.toString()),
        repo.folder("a", repo.file("canary", "")));

    refusal("", 1_000_000, 100);

    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLinkThatLeadsOutIsLeftOutAndReported() throws IOException {
    var secret = Files.writeString(temp.resolve("secret"), "secret");
    repo.commit("main", repo.link("down", "nowhere"), repo.link("up", "../secret"),
        repo.link("whole", secret.toString()));

    var answer = fetch("", into);

    assertThat(answer.warnings()).singleElement()
        .asString()
        .contains("up, whole")
        .doesNotContain("down");
    assertThat(into.resolve("up")).doesNotExist();
    assertThat(into.resolve("down")).isSymbolicLink();
    assertThat(secret).hasContent("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext::sh -c touch% canary", "-utouch canary", "file:///etc", "/etc",
      "--upload-pack=touch canary", "http://git.example/x", "git@git.example:x", "../x"})
  void aSubmoduleThatIsNotReachedByHttpsIsRefused(String url) throws IOException {
    repo.commit("main",
        repo.file(".gitmodules", "[submodule \"m\"]\n\tpath = m\n\turl = " + url + "\n"),
        Repo.module("m", A_COMMIT));

    assertThatExceptionOfType(Unfetchable.class)
        .isThrownBy(() -> run(order("", true, 1_000_000, 100)))
        .withMessageContaining("submodule at m has no https address");
  }

  @Test
  void aSubmoduleWithoutAnAddressIsRefused() throws IOException {
    repo.commit("main", Repo.module("m", A_COMMIT));

    assertThatExceptionOfType(Unfetchable.class)
        .isThrownBy(() -> run(order("", true, 1_000_000, 100)))
        .withMessageContaining("submodule at m has no https address");
  }

  @Test
  void submodulesThatWereNotAskedForAreReported() throws IOException {
    repo.commit("main", repo.file(".gitmodules", ""), Repo.module("m", A_COMMIT));

    assertThat(fetch("", into).warnings()).singleElement().asString().contains("not fetched: m.");
  }

  @Test
  void aRepositoryThatWouldUnpackBeyondTheLimitIsRefusedBeforeAFileIsWritten() throws IOException {
    var zeros = repo.blob(new byte[10_000_000]);
    var mode = FileMode.REGULAR_FILE;
    repo.commit("main", new Repo.Entry("a", mode, zeros), new Repo.Entry("b", mode, zeros));

    assertThat(refusal("", 15_000_000, 100).reason()).contains("larger than 15 MB");
    assertThat(into).isDirectoryNotContaining("glob:**/[ab]");
    assertThat(FolderSize.of(into)).isLessThan(1_000_000);
  }

  @Test
  void aRepositoryThatIsJustSmallEnoughIsFetched() throws IOException {
    var zeros = repo.blob(new byte[7_000_000]);
    var mode = FileMode.REGULAR_FILE;
    repo.commit("main", new Repo.Entry("a", mode, zeros), new Repo.Entry("b", mode, zeros));

    run(order("", false, 15_000_000, 2));

    assertThat(FolderSize.of(into)).isBetween(14_000_000L, 16_500_000L);
  }

  @Test
  void foldersWithinFoldersWithoutEndAreRefused() throws IOException {
    var folder = repo.folder("a", repo.file("x", ""));
    for (int i = 0; i < 20; i++) {
      folder = new Repo.Entry("a", folder.mode(),
          repo.tree(folder, new Repo.Entry("b", folder.mode(), folder.id())));
    }
    repo.commit("main", folder);

    assertThat(refusal("", 1_000_000, 1_000).reason()).contains("more than 1000 files");
    assertThat(into.resolve("a")).doesNotExist();
  }

  @Test
  void withoutTheirFilesManyCommitsAreLookedThrough() throws Exception {
    var first = repo.commit("main", repo.file("v", "0"));
    repo.git.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
    repo.git.getConfig().save();
    grow(Ancestry.DEPTH_WITH_FILES + 1);

    var between = Objects.requireNonNull(since(first.name()).between());

    assertThat(between.kind()).isEqualTo(Between.Kind.AHEAD);
    assertThat(between.subjects()).hasSize(20);
    assertThat(between.more()).isEqualTo(Ancestry.DEPTH_WITH_FILES + 1 - 20);
    assertThat(Ancestry.in(into)).doesNotExist();
  }

  @Test
  void aServerThatSendsAllFilesIsAskedForFewCommits() throws Exception {
    var first = repo.commit("main", repo.file("v", "0"));
    grow(Ancestry.DEPTH_WITH_FILES + 1);

    assertThat(since(first.name()).between())
        .isEqualTo(new Between(Between.Kind.FAR, List.of(), 0));
  }

  @Test
  void withoutAQuestionNothingIsToldOfTheHistory() throws Exception {
    repo.commit("main", repo.file("v", "0"));

    assertThat(run(order("", false, 1_000_000, 100)).between()).isNull();
  }

  private void grow(int commits) throws IOException {
    for (int i = 0; i < commits; i++) repo.commit("main", repo.file("v", "v" + i));
  }

  private FetchAnswer since(String commit) throws Unfetchable {
    return run(new FetchOrder(GitUrl.Way.LOCAL, repo.folder.toString(), null, null, null, false,
        into.toString(), 1_000_000, 100, commit, FetchOrder.Aim.FILES));
  }

  private FetchAnswer fetch(String ref, Path folder) throws Unfetchable {
    return run(new FetchOrder(GitUrl.Way.LOCAL, repo.folder.toString(), null, null,
        ref.isEmpty() ? null : ref, false, folder.toString(), 1_000_000, 100, null,
        FetchOrder.Aim.FILES));
  }

  private FetchOrder order(String ref, boolean submodules, long bytes, int files) {
    return new FetchOrder(GitUrl.Way.LOCAL, repo.folder.toString(), null, null,
        ref.isEmpty() ? null : ref, submodules, into.toString(), bytes, files, null,
        FetchOrder.Aim.FILES);
  }

  private Unfetchable refusal(String ref, long bytes, int files) {
    var refusals = new ArrayList<Unfetchable>();
    assertThatExceptionOfType(Unfetchable.class)
        .isThrownBy(() -> run(order(ref, false, bytes, files)))
        .satisfies(refusals::add);
    return refusals.getFirst();
  }

  private static FetchAnswer run(FetchOrder order) throws Unfetchable {
    return new GitCheckout(order, line -> {}).run();
  }
}
