package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Fetching.Fetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildFetchingTest {
  private static final String TOKEN = "s3cr3t-t0k3n";

  @TempDir
  private static Path shared;
  private static GitServer server;

  @TempDir
  private Path temp;
  private Repo repo;
  private Path into;

  @BeforeAll
  static void startTheServer() throws Exception {
    server = new GitServer(shared);
  }

  @AfterAll
  static void stopTheServer() {
    server.close();
  }

  @BeforeEach
  void makeARepository() throws IOException {
    repo = new Repo(temp.resolve("notes.git"));
    into = temp.resolve("staging/new");
  }

  @AfterEach
  void closeIt() {
    repo.close();
  }

  @Test
  void aTokenIsSentAndKeptNowhere() throws Exception {
    var commit = repo.commit("main", repo.file("README", "text"));
    server.serve("/private", repo, basic("user:" + TOKEN));
    var fetcher = usual();

    var fetched = fetcher.fetch(server.url("user:" + TOKEN + "@", "/private"), "", into);

    assertThat(got(fetched).checkout().commit()).isEqualTo(commit.name());
    assertThat(fetched + String.join("\n", fetcher.heard)).doesNotContain(TOKEN);
    assertThat(filesWith(into, TOKEN)).isEmpty();
    assertThat(filesWith(into, basic("user:" + TOKEN).substring(6))).isEmpty();
  }

  @Test
  void aPrivateRepositoryFailsAtOnceAndWithoutAQuestion() throws Exception {
    repo.commit("main", repo.file("README", "text"));
    server.serve("/locked", repo, basic("user:" + TOKEN));

    var without = failed(usual().fetch(server.url("", "/locked"), "", into));
    var wrong = failed(usual().fetch(server.url("user:wr0ng@", "/locked"), "", into));

    assertThat(without.reason()).contains("not for everybody");
    assertThat(without.nextStep()).contains("token");
    assertThat(wrong.toString()).contains("not for everybody").doesNotContain("wr0ng");
  }

  @Test
  void anObjectThatNeedsMoreMemoryThanThereIsEndsTheChildAlone() throws Exception {
    server.serveWithoutEnd("/greedy", Constants.OBJ_TREE, 1L << 30);

    var failed = failed(usual().fetch(server.url("", "/greedy"), "", into));

    assertThat(failed.reason()).contains("memory");
  }

  @Test
  void aServerThatDawdlesIsLeftAfterTheTime() throws Exception {
    var end = new CountDownLatch(1);
    server.on("/slow", exchange -> {
      try {
        end.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });

    var failed = failed(
        fetcher(1_000_000, Duration.ofSeconds(4)).fetch(server.url("", "/slow"), "", into));
    end.countDown();

    assertThat(failed.reason()).contains("did not end within its limit");
  }

  @Test
  void aFilterOfTheUsersConfigurationIsNotRun() throws Exception {
    var canary = temp.resolve("canary");
    var home = Files.createDirectory(temp.resolve("home"));
    Files.writeString(home.resolve(".gitconfig"),
        "[filter \"evil\"]\n\tsmudge = touch " + canary + "\n\tprocess = touch " + canary + "\n");
    repo.commit("main", repo.file(".gitattributes", "* filter=evil\n"), repo.file("a", "text"));

    got(usual().with("HOME", home.toString())
        .with("XDG_CONFIG_HOME", home.toString())
        .fetch(repo.url(), "", into));

    assertThat(into.resolve("a")).hasContent("text");
    assertThat(canary).doesNotExist();
    assertThat(home).isDirectoryNotContaining(f -> !f.endsWith(".gitconfig"));
  }

  @Test
  void aRefThatIsAnOptionNeverReachesGit() throws Exception {
    var failed = failed(usual().fetch(repo.url(), "--upload-pack=touch x", into));

    assertThat(failed.reason()).contains("ref is no name");
  }

  @Test
  void whatSshReachesIsFetchedByTheGitProgram() throws Exception {
    var first = repo.commit("main", repo.file("v", "1"));
    repo.tag("v1", first);
    repo.commit("main", repo.file("v", "2"));

    var tagged = got(overSsh().fetch("ssh://git@git.example" + repo.folder, "v1", into));
    var failed = overSsh().fetch("git@git.example:" + repo.folder, "nope", temp.resolve("other"));

    assertThat(tagged.checkout().commit()).isEqualTo(first.name());
    assertThat(into.resolve("v")).hasContent("1");
    assertThat(into.resolve(".git/refs/tags/v1")).exists();
    assertThat(((Fetched.Failed) failed).nextStep()).contains("main");
  }

  @Test
  void whatLiesBetweenIsToldOverSshToo() throws Exception {
    var first = repo.saying("Begin").commit("main", repo.file("v", "1"));
    repo.saying("Go on").commit("main", repo.file("v", "2"));
    var url = Fetcher.url("ssh://git@git.example" + repo.folder);

    var got = got(overSsh()
        .fetch(new Source(url, Optional.of("main"), false, Optional.of(first.name())), into));

    assertThat(got.ref()).contains("refs/heads/main");
    assertThat(got.between()).contains(new Between(Between.Kind.AHEAD, List.of("Go on"), 0));
    assertThat(Ancestry.in(into)).doesNotExist();
  }

  @Test
  void whereATagLeadsIsAskedOverSshToo() throws Exception {
    var first = repo.commit("main", repo.file("v", "1"));
    repo.tag("v1", first);
    var second = repo.commit("main", repo.file("v", "2"));
    var url = "ssh://git@git.example" + repo.folder;

    assertThat(overSsh().tip(url, "v1", into)).isEqualTo(new Fetching.Tip.At(first.name()));
    assertThat(overSsh().tip(url, "", into)).isEqualTo(new Fetching.Tip.At(second.name()));
    assertThat(overSsh().tip(url, "nope", into))
        .isEqualTo(new Fetching.Tip.Untold("The repository has no branch or tag \"nope\"."));
  }

  @Test
  void aKeyThatSshRefusesIsSaidAtOnce() throws Exception {
    var fetcher = usual().with("GIT_SSH_COMMAND",
        "echo 'Permission denied (publickey).' >&2; exit 255;");

    var failed = failed(fetcher.fetch("git@git.example:acme/notes", "", into));

    assertThat(failed.reason()).contains("none of your ssh keys");
    assertThat(failed.tail()).contains("Permission denied (publickey).");
  }

  @Test
  void aMissingGitIsNamed() throws Exception {
    var fetcher = usual().with("PATH", temp.toString());

    var failed = failed(fetcher.fetch("git@git.example:acme/notes", "", into));

    assertThat(failed.reason()).contains("need the git program");
  }

  /** What stands for ssh runs the command on this machine. */
  private Fetcher overSsh() throws IOException {
    var ssh = Files.writeString(temp.resolve("ssh"),
        "#!/bin/sh\nfor last; do :; done\neval \"$last\"\n");
    return usual().with("GIT_SSH_COMMAND", "sh " + ssh);
  }

  private static Fetcher usual() {
    return new Fetcher(FetchLimits.USUAL, server.trust());
  }

  private static Fetcher fetcher(long bytes, Duration time) {
    return new Fetcher(new FetchLimits(bytes, 1000, time), server.trust());
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static Stream<Path> filesWith(Path folder, String text) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
          .filter(f -> contains(f, text))
          .toList()
          .stream();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fetched.Got got(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Got.class);
    return (Fetched.Got) fetched;
  }

  private Fetched.Failed failed(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Failed.class);
    assertThat(into).doesNotExist();
    return (Fetched.Failed) fetched;
  }
}
