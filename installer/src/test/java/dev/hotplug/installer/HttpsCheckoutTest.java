package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsCheckoutTest {
  private static final SSLSocketFactory USUAL = HttpsURLConnection.getDefaultSSLSocketFactory();

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
    HttpsURLConnection.setDefaultSSLSocketFactory(server.sockets());
  }

  @AfterAll
  static void stopTheServer() {
    HttpsURLConnection.setDefaultSSLSocketFactory(USUAL);
    server.close();
  }

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
  void aRefIsFetchedWithoutTheHistoryAndWithoutTheOthers() throws IOException {
    var first = repo.commit("main", repo.file("v", "1"));
    repo.tag("v1", first);
    var second = repo.commit("main", repo.file("v", "2"));
    server.serve("/open", repo, "");

    assertThat(fetch("/open", "v1", temp.resolve("a")).commit()).isEqualTo(first.name());
    assertThat(fetch("/open", null, temp.resolve("b")).commit()).isEqualTo(second.name());
    assertThat(fetch("/open", second.name(), temp.resolve("c")).commit()).isEqualTo(second.name());
    assertThat(fetch("/open", first.name(), temp.resolve("d")).commit()).isEqualTo(first.name());
    assertThat(temp.resolve("b/.git/shallow")).hasContent(second.name());
    assertThat(temp.resolve("b/.git/refs/tags/v1")).doesNotExist();
  }

  @Test
  void submodulesThatAreAskedForAreFetched() throws IOException {
    var inner = new Repo(temp.resolve("inner.git"));
    var commit = inner.commit("main", inner.file("x", "inner"));
    server.serve("/group/inner", inner, "");
    repo.commit("main",
        repo.file(".gitmodules", "[submodule \"m\"]\n\tpath = lib/m\n\turl = ../inner\n"),
        repo.folder("lib", Repo.module("m", commit)));
    server.serve("/group/outer", repo, "");

    var answer = run(order("/group/outer", null, true, 1_000_000, into));
    inner.close();

    assertThat(answer.warnings()).isEmpty();
    assertThat(into.resolve("lib/m/x")).hasContent("inner");
  }

  @Test
  void aTokenIsNotSentToTheHostOfASubmodule() throws IOException {
    var told = new CopyOnWriteArrayList<String>();
    var inner = new Repo(temp.resolve("inner.git"));
    var commit = inner.commit("main", inner.file("x", "inner"));
    server.serve("/other/inner", inner, "", told);
    var url = server.url("", "/other/inner").replace("localhost", "127.0.0.1");
    repo.commit("main",
        repo.file(".gitmodules", "[submodule \"m\"]\n\tpath = m\n\turl = " + url + "\n"),
        Repo.module("m", commit));
    server.serve("/mine/outer", repo, "Basic dXNlcjpzM2NyM3Q=", told);

    run(new FetchOrder(GitUrl.Way.HTTPS, server.url("", "/mine/outer"), "user", "s3cr3t", null,
        true, into.toString(), 1_000_000, 100, null, FetchOrder.Aim.FILES));
    inner.close();

    assertThat(into.resolve("m/x")).hasContent("inner");
    assertThat(told).contains("/mine/outer Basic dXNlcjpzM2NyM3Q=", "/other/inner null")
        .doesNotContain("/other/inner Basic dXNlcjpzM2NyM3Q=");
  }

  @Test
  void aRedirectToAFileOrToPlainTextIsNotFollowed() throws IOException {
    repo.commit("main", repo.file("README", "text"));
    server.on("/to-file", to(repo.url() + "/info/refs?service=git-upload-pack"));
    server.on("/to-http", to("http://localhost:1/info/refs?service=git-upload-pack"));

    for (var path : List.of("/to-file", "/to-http")) {
      assertThatExceptionOfType(Unfetchable.class).isThrownBy(() -> fetch(path, null, into));
      assertThat(into.resolve("README")).doesNotExist();
    }
  }

  @Test
  void aTokenIsNotSentToAnotherHost() {
    var asked = new CountDownLatch(1);
    server.on("/moved", exchange -> asked.countDown());
    server.on("/from", to(server.url("", "/moved/info/refs?service=git-upload-pack")
        .replace("localhost", "127.0.0.1")));
    var order = new FetchOrder(GitUrl.Way.HTTPS, server.url("", "/from"), "user", "s3cr3t", null,
        false, into.toString(), 1_000_000, 100, null, FetchOrder.Aim.FILES);

    assertThatExceptionOfType(Unfetchable.class).isThrownBy(() -> run(order))
        .withMessageContaining("sent us on to another address, 127.0.0.1");
    assertThat(asked.getCount()).isOne();
  }

  @Test
  void anEndlessObjectEndsAtTheLimit() throws Exception {
    server.serveWithoutEnd("/endless", Constants.OBJ_BLOB, 1L << 30);

    long most = 0;
    try (var runner = Executors.newVirtualThreadPerTaskExecutor()) {
      var fetch = runner.submit(() -> assertThatExceptionOfType(Unfetchable.class)
          .isThrownBy(() -> run(order("/endless", null, false, 20_000_000, into)))
          .withMessageContaining("larger than 20 MB"));
      while (!fetch.isDone()) {
        most = Math.max(most, FolderSize.of(into));
      }
      fetch.get();
    }

    assertThat(most).isBetween(10_000_000L, 22_000_000L);
  }

  private static HttpHandler to(String location) {
    return exchange -> {
      exchange.getResponseHeaders().add("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  private static FetchAnswer fetch(String path, @Nullable String ref, Path folder)
      throws Unfetchable {
    return run(order(path, ref, false, 1_000_000, folder));
  }

  private static FetchOrder order(String path, @Nullable String ref, boolean submodules, long bytes,
      Path folder) {
    return new FetchOrder(GitUrl.Way.HTTPS, server.url("", path), null, null, ref, submodules,
        folder.toString(), bytes, 100, null, FetchOrder.Aim.FILES);
  }

  private static FetchAnswer run(FetchOrder order) throws Unfetchable {
    return new GitCheckout(order, line -> {}).run();
  }
}
