package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.GitUrl.Allow;
import dev.hotplug.installer.GitUrl.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitUrlTest {

  @ParameterizedTest
  @CsvSource({ //
      "https://github.com/acme/notes, https://github.com/acme/notes, github.com/acme, notes",
      "https://github.com/acme/notes.git, https://github.com/acme/notes.git, github.com/acme, notes",
      "https://GitHub.com/acme/notes/, https://github.com/acme/notes, github.com/acme, notes",
      "https://github.com:443/acme/notes, https://github.com/acme/notes, github.com/acme, notes",
      "https://gitlab.com/a/b/c/notes, https://gitlab.com/a/b/c/notes, gitlab.com/a/b/c, notes",
      "https://git.example:8443/acme/n, https://git.example:8443/acme/n, git.example:8443/acme, n",
      "https://git.sr.ht/~me/notes, https://git.sr.ht/~me/notes, git.sr.ht/~me, notes",
      "https://git.example/@scope/notes, https://git.example/@scope/notes, git.example/@scope, notes",
      "https://git.example/a%20b/notes, https://git.example/a%20b/notes, git.example/a b, notes",
      "https://git.example/notes, https://git.example/notes, '', notes",
      "https://evil.example/github.com/acme/n, https://evil.example/github.com/acme/n, evil.example/github.com/acme, n",
      "https://github.com@evil.example/acme/n, https://evil.example/acme/n, evil.example/acme, n",
      "ssh://git@github.com/acme/notes.git, ssh://git@github.com/acme/notes.git, github.com/acme, notes",
      "ssh://git@git.example:2222/acme/n, ssh://git@git.example:2222/acme/n, git.example:2222/acme, n",
      "git@github.com:acme/notes.git, git@github.com:acme/notes.git, github.com/acme, notes",
      "git.example:acme/notes, git.example:acme/notes, git.example/acme, notes"})
  void anAddressIsTakenApart(String text, String shown, String owner, String name) {
    var url = url(text, Allow.REMOTE);

    assertThat(url.shown()).isEqualTo(shown);
    assertThat(url.owner()).isEqualTo(owner);
    assertThat(url.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({ //
      "'', is empty", "'  ', is empty", "-uhttps://github.com/acme/notes, dash",
      "--upload-pack=touch x, dash", "http://github.com/acme/notes, Use https://",
      "git://github.com/acme/notes, neither encrypted", "git+https://github.com/acme/notes@v1, pip",
      "ext::sh -c touch% x, helper program", "fd::17/foo, helper program",
      "ftp://github.com/acme/notes, ftp://", "https:///acme/notes, no host",
      "https://-oProxyCommand=x/acme/notes, no host", "https://github.com, no repository",
      "https://github.com/acme/../notes, no repository",
      "https://github.com/acme/%2e%2e/notes, no repository",
      "https://github.com/acme%2fnotes, no repository",
      "https://github.com/acme//notes, no repository",
      "https://github.com\\@evil.example/a/b, well-formed",
      "https://github.com/a b/notes, well-formed", "https://github.com/acme/notes#main, as ref",
      "https://github.com/acme/notes?ref=main, as ref",
      "ssh://-oProxyCommand=touch%20x/notes, no host",
      "ssh://git:pw@github.com/acme/notes, password",
      "ssh://-oProxyCommand=x@github.com/acme/notes, user name",
      "-oProxyCommand=x@github.com:acme/notes, dash",
      "git@-oProxyCommand=x:acme/notes, could not take",
      "git@github.com:-acme/notes, could not take", "git@github.com:../notes, could not take",
      "git@github.com:acme/notes@v1, ref: \"v1\"", "github.com/acme/notes, Put https://",
      "acme/notes, https://github.com/acme/notes", "notes, neither a URL nor a path",
      "file://host/srv/notes, host in it", "file:///srv/notes, --allow-local",
      "/srv/notes, --allow-local", "./notes, --allow-local", ".., --allow-local"})
  void whatIsNotFetchedFromIsRefusedWithAWayOut(String text, String said) {
    var reason = refusal(text);

    assertThat(reason).contains(said).contains("Nothing was fetched.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://github.com/acme/notes\n", "https://github.com/\u0000acme/notes",
      "\thttps://github.com/acme/notes", "https://github.com/acme/notes\u0085"})
  void controlCharactersAreRefused(String text) {
    assertThat(refusal(text)).contains("control character");
  }

  @ParameterizedTest
  @CsvSource({ //
      "https://github.com/acme/notes@v1.0, v1.0", "https://github.com/acme/notes.git@main, main",
      "https://github.com/acme/notes@feature/x, feature/x", "https://gitlab.com/a/b/c/notes@v2, v2",
      "https://gitlab.com/a/b/c/notes.git@feature/x, feature/x"})
  void aUrlIsNeverSplitAtAnAt(String text, String ref) {
    assertThat(refusal(text)).contains("ref: \"" + ref + "\"");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
      "https://github.com/acme/notes/tree/main/a/b | git_url: \"https://github.com/acme/notes\", ref: \"main\", subdir: \"a/b\".",
      "https://github.com/acme/notes/tree/v1 | git_url: \"https://github.com/acme/notes\", ref: \"v1\".",
      "https://github.com/acme/notes/blob/main/a/x.py | ref: \"main\", subdir: \"a\".",
      "https://github.com/acme/notes/blob/main/x.py | ref: \"main\".",
      "https://github.com/acme/notes/tree/x@1.0 | git_url: \"https://github.com/acme/notes\", ref: \"x@1.0\".",
      "https://github.com/acme/notes/commit/0123abc | ref: \"0123abc\".",
      "https://github.com/acme/notes/releases/tag/v1 | ref: \"v1\".",
      "https://github.com/acme/notes/issues | git_url: \"https://github.com/acme/notes\".",
      "https://gitlab.com/a/b/notes/-/tree/main/x | git_url: \"https://gitlab.com/a/b/notes\", ref: \"main\", subdir: \"x\".",
      "https://gitlab.com/a/notes/-/blob/main | git_url: \"https://gitlab.com/a/notes\", ref: \"main\".",
      "https://bitbucket.org/acme/notes/src/main/x | ref: \"main\", subdir: \"x\".",
      "https://codeberg.org/acme/notes/src/branch/main/x | ref: \"main\", subdir: \"x\".",
      "https://git.example/acme/notes/tree/main/x | ref: \"main\", subdir: \"x\"."})
  void theAddressOfAPageIsAnsweredWithTheArguments(String text, String arguments) {
    assertThat(refusal(text)).endsWith(arguments);
  }

  @ParameterizedTest
  @CsvSource({ //
      "https://user:s3cret@github.com/acme/notes, user, s3cret",
      "https://s3cret@github.com/acme/notes, s3cret, ''",
      "https://user:s3%2Fcret:x@github.com/acme/notes, user, s3/cret:x"})
  void credentialsAreKeptOutOfEveryText(String text, String user, String password) {
    var url = url(text, Allow.REMOTE);

    assertThat(url.credentials()).contains(new GitUrl.Credentials(user, password));
    assertThat(url.shown() + url + url.credentials() + new Reading.Url(url) + url.owner())
        .doesNotContain("s3");
    assertThat(url.shown()).isEqualTo("https://github.com/acme/notes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://user:s3cret@", "https://user:s3/cret@github.com/acme/notes",
      "https://user:s3cret@github.com/acme/notes/tree/main", "ssh://user:s3cret@github.com/a/b",
      "https://user:s3cret@github.com/acme/notes@v1", "https://user:s3cret@github.com/a#b",
      "http://user:s3cret@github.com/acme/notes", "https://user:s3 cret@github.com/a/b"})
  void aRefusalHasNoCredentials(String text) {
    assertThat(refusal(text)).doesNotContain("s3");
  }

  @Test
  void aLocalRepositoryIsTakenWhereItIsAllowed() {
    var here = Path.of("").toAbsolutePath();

    assertThat(url("/srv/notes.git", Allow.LOCAL).shown()).isEqualTo("/srv/notes.git");
    assertThat(url("/srv/notes.git", Allow.LOCAL).name()).isEqualTo("notes");
    assertThat(url("/srv/notes/.git", Allow.LOCAL).name()).isEqualTo("notes");
    assertThat(url("file:///srv/my%20notes", Allow.LOCAL).shown()).isEqualTo("/srv/my notes");
    assertThat(url("./x", Allow.LOCAL).shown()).isEqualTo(here.resolve("x").toString());
    assertThat(url("/srv/notes", Allow.LOCAL).host()).isEmpty();
    assertThat(url("/srv/notes", Allow.LOCAL).owner()).isEmpty();
  }

  @Test
  void encodedControlCharactersOfAFileUrlAreRefused() {
    assertThat(GitUrl.read("file:///srv/notes%1B%5B31m", Allow.LOCAL)).isInstanceOfSatisfying(
        Reading.Refused.class, it -> assertThat(it.reason()).contains("control character"));
  }

  private static GitUrl url(String text, Allow allow) {
    assertThat(GitUrl.read(text, allow)).isInstanceOf(Reading.Url.class);
    return ((Reading.Url) GitUrl.read(text, allow)).url();
  }

  private static String refusal(String text) {
    assertThat(GitUrl.read(text, Allow.REMOTE)).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused) GitUrl.read(text, Allow.REMOTE)).reason();
  }
}
