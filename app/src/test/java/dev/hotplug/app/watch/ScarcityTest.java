package dev.hotplug.app.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import dev.hotplug.app.it.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching when the system or the rights do not suffice; a {@link Watchman} does it. */
class ScarcityTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  /** In a user namespace the limits of inotify are its own, and no other program's. */
  private static final List<String> OWN_LIMITS = List.of("unshare", "-Ur");
  private static final String WELL = "how well";

  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  @TempDir
  private Path folder;
  private Path server;
  private @Nullable Process watchman;

  @BeforeEach
  void makeAProject() throws IOException {
    server = Files.writeString(Files.createDirectory(folder.resolve("src")).resolve("server.py"),
        "1");
  }

  @AfterEach
  void endTheWatchman() throws Exception {
    if (watchman == null) return;
    watchman.getOutputStream().close();
    assertThat(watchman.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(watchman.exitValue()).isZero();
  }

  @Test
  void withoutAnEarItLooksAndSaysSoUntilThereIsOne() throws Exception {
    start(OWN_LIMITS);
    order("limit max_inotify_instances 0");
    order("watch");
    assertThat(how()).singleElement()
        .asString()
        .startsWith("how The system does not tell of changes below " + folder)
        .contains("instances");

    Files.writeString(server, "22");
    until("changed " + server);
    var added = Files.createFile(folder.resolve("src/added.py"));
    until("changed " + added);
    Files.delete(added);
    until("changed " + added);

    order("limit max_inotify_instances 10");
    untilWell();
    Files.writeString(server, "333");
    until("changed " + server);
  }

  @Test
  void oneEarSufficesForAllWhoWatchAFolder() throws Exception {
    start(OWN_LIMITS);
    order("limit max_inotify_instances 1");

    order("watch");
    order("watch");

    assertThat(how()).containsExactly(WELL, WELL);
    Files.writeString(server, "22");
    until("changed " + server);
  }

  @Test
  void aTreeWithTooManyFoldersIsLookedThrough() throws Exception {
    start(OWN_LIMITS);
    order("limit max_inotify_watches 1");
    order("watch");
    assertThat(how()).singleElement().asString().contains("watches");

    Files.writeString(server, "22");

    until("changed " + server);
  }

  @Test
  void aTreeThatGrowsTooLargeIsLookedThroughFromThenOn() throws Exception {
    start(OWN_LIMITS);
    order("limit max_inotify_watches 2");
    order("watch");
    assertThat(how()).containsExactly(WELL);

    var added = Files.createFile(Files.createDirectory(folder.resolve("new")).resolve("x.py"));
    until("uncertain");
    untilHow("watches");
    Files.writeString(added, "22");

    until("changed " + added);
  }

  @Test
  void aFolderThatMayNotBeReadIsLeftOutUntilItMay() throws Exception {
    var secret = Files.createDirectory(folder.resolve("src/secret"));
    permit(secret, "---------");
    start(unprivileged());
    order("watch");
    assertThat(how()).containsExactly(WELL);

    Files.writeString(server, "22");
    until("changed " + server);
    permit(secret, "rwx------");
    until("uncertain");
    var file = Files.createFile(secret.resolve("x.py"));

    until("changed " + file);
  }

  @Test
  void aRootThatMayNotBeReadIsTriedAgain() throws Exception {
    permit(folder, "---------");
    start(unprivileged());
    order("watch");
    assertThat(how()).containsExactly(
        "how The folder %s may not be read. It is tried again every second or so. Let this user read it."
            .formatted(folder));

    permit(folder, "rwx------");
    untilWell();
    Files.writeString(server, "22");

    until("changed " + server);
  }

  private void start(List<String> prefix) throws Exception {
    assumeTrue(runs(prefix), () -> "skipped: this system does not run " + prefix);
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(Path.of(property("java.home"), "bin", "java").toString(), "-Xmx64m",
        "-XX:TieredStopAtLevel=1", "-cp", property("java.class.path"), Watchman.class.getName(),
        folder.toString()));
    var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    watchman = process;
    Thread.ofPlatform().daemon().name("watchman-stdout").start(() -> listen(process));
  }

  private static boolean runs(List<String> prefix) throws Exception {
    var command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** Root that may not do more than its files' owner; others need nothing. */
  private static List<String> unprivileged() {
    return new UnixSystem().getUid() == 0
        ? List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all")
        : List.of("env");
  }

  private void listen(Process process) {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      lines.lines().forEach(said::add);
    } catch (IOException e) {
      said.add(e.toString());
    }
  }

  private void order(String order) throws Exception {
    say(order);
    until("done");
  }

  private List<String> how() throws Exception {
    say("how");
    var how = new ArrayList<String>();
    for (var line = next(); !line.equals("done"); line = next()) {
      if (line.startsWith("how ")) how.add(line);
    }
    return how;
  }

  private void untilWell() throws Exception {
    untilHow(WELL);
  }

  private void untilHow(String words) throws Exception {
    Await.until(words, () -> how().stream().allMatch(how -> how.contains(words)));
  }

  private void say(String order) throws IOException {
    var stdin = requireNonNull(watchman).getOutputStream();
    stdin.write((order + "\n").getBytes(UTF_8));
    stdin.flush();
  }

  private void until(String line) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!next().equals(line)) {
      assertThat(System.nanoTime() - end).as("ns too late for '%s'", line).isNegative();
    }
  }

  private String next() throws InterruptedException {
    var line = said.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(line).as("a line within %s", LIMIT).isNotNull();
    return requireNonNull(line);
  }

  private static void permit(Path folder, String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  private static String property(String name) {
    return requireNonNull(System.getProperty(name), name);
  }
}
