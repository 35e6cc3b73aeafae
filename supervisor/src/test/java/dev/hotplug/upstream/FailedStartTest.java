package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that does not come up says why, at once or at its deadline. */
@Timeout(60)
class FailedStartTest {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration LATER = Duration.ofSeconds(15);

  @RegisterExtension
  final Nursery nursery = new Nursery();

  @Test
  void anExitIsToldWithItsCodeAndTheLastWordsOnStderr() throws Exception {
    var upstream = nursery.torture("stderrOnStart=no config file", "exitOnStart=3");

    var cause = nursery.failing(upstream);

    assertThat(cause).isEqualTo(new Cause("ended before it answered initialize: exit code 3",
        new Exit(3), List.of("no config file"), null));
    assertThat(upstream.tools()).isEqualTo(ToolCatalog.EMPTY);
    assertThat(Await.result(upstream.ended()).exit()).isEqualTo(new Exit(3));
    assertThat(upstream.close().endedBy()).isEqualTo(Stopped.EndedBy.ITSELF);
  }

  @Test
  void theTailHasTheLastTwentyLines() {
    var cause = nursery.failing(nursery.script("seq 1 50 >&2; exit 1"));

    assertThat(cause.stderrTail()).hasSize(20).startsWith("31").endsWith("50");
  }

  @Test
  void anExitAmidTheListIsTold() {
    var cause = nursery.failing(nursery.script("""
        read -r line
        echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2024-11-05"}}'
        ulimit -c 0; read -r line; read -r line; kill -s SEGV $$
        """));

    assertThat(cause.what())
        .isEqualTo("ended before it answered tools/list: killed by SIGSEGV (exit code 139)");
  }

  @Test
  void aHangInInitializeEndsAtItsDeadlineAndNotBefore() throws Exception {
    var upstream = nursery.starting(SOON, LATER).torture("hangInitialize");

    assertFailsAtDeadline(upstream, "did not answer initialize within 300 ms");

    assertThat(upstream.ended()).isNotDone();
    assertThat(upstream.close().endedBy()).isEqualTo(Stopped.EndedBy.EOF);
  }

  @Test
  void aHangInTheListEndsAtItsDeadlineAndNotBefore() {
    assertFailsAtDeadline(nursery.starting(LATER, SOON).torture("hangList"),
        "did not answer tools/list within ");
  }

  @Test
  void nothingButJunkEndsAtTheDeadlineAndIsLogged() {
    assertFailsAtDeadline(
        nursery.starting(SOON, LATER)
            .script("echo Welcome; echo '{'; while read -r line; do :; done"),
        "did not answer initialize within 300 ms");

    assertThat(nursery.log()).containsExactly("[stdout] Welcome", "[stdout] {");
  }

  @Test
  void junkOnlyIsNoAnswer() {
    var cause = nursery.starting(SOON, LATER).failing(nursery.torture("junkOnly"));

    assertThat(cause.what()).isEqualTo("did not answer initialize within 300 ms");
    Await.until("its junk is logged",
        () -> nursery.log().contains("[stdout] Welcome to the torture server"));
  }

  private void assertFailsAtDeadline(Upstream upstream, String what) {
    long before = System.nanoTime();
    var cause = nursery.failing(upstream);
    var taken = Duration.ofNanos(System.nanoTime() - before);

    assertThat(cause.what()).startsWith(what);
    assertThat(taken).isBetween(SOON, LATER);
  }

  @Test
  void aForeignVersionIsNamed() {
    assertThat(nursery.failing(nursery.torture("wrongProtocol=1999-01-01")).what())
        .isEqualTo("speaks MCP version \"1999-01-01\", and Hotplug speaks "
            + "[2024-11-05, 2025-03-26, 2025-06-18, 2025-11-25]");
  }

  @Test
  void anErrorIsQuoted() {
    assertThat(nursery.failing(nursery.torture("initializeError")).what())
        .isEqualTo("refused initialize: initialize was refused (code -32603)");
  }

  @Test
  void aStartThatIsStoppedMeanwhileEnds() throws Exception {
    var upstream = nursery.stopping(SOON, LATER).script("echo begun >&2; exec sleep 600");

    var closing = Thread.ofVirtual().start(() -> {
      Await.until("it has begun", () -> nursery.log().contains("begun"));
      upstream.kill();
    });
    var cause = nursery.failing(upstream);

    assertThat(closing.join(Nursery.LIMIT)).isTrue();
    assertThat(cause.what())
        .isEqualTo("ended before it answered initialize: killed by SIGKILL (exit code 137)");
  }

  @Test
  void aCommandThatIsNowhereIsToldWithThePathSearched() {
    nursery.declaring(Map.of("PATH", "/nowhere:/usr/nowhere"));

    assertThat(nursery.failing(nursery.open(List.of("no-such-server"))).what()).isEqualTo(
        "cannot run: \"no-such-server\" was not found on the PATH searched: /nowhere:/usr/nowhere");
  }

  @Test
  void aFileThatIsNoProgramIsToldSo(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("server.sh"), "#!/bin/sh\n");
    nursery.in(folder);

    assertThat(nursery.failing(nursery.open(List.of("./server.sh"))).what())
        .isEqualTo("cannot run: " + folder.resolve("./server.sh") + " is not an executable file");
    assertThat(nursery.failing(nursery.open(List.of(file + "x"))).what())
        .isEqualTo("cannot run: there is no file " + file + "x");
  }

  @Test
  void aFolderThatIsMissingIsToldSo(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("gone");
    var upstream = nursery.in(missing).open(List.of("sh"));

    assertThat(nursery.failing(upstream).what())
        .isEqualTo("cannot run in " + missing + ", which is not a folder");
    assertThat(upstream.pid()).isZero();
    assertThat(upstream.ended()).isCompleted();
    assertThat(upstream.close().swept()).isEmpty();
  }

  @Test
  void aScriptWithoutItsInterpreterIsToldByTheSystem(@TempDir Path folder) throws Exception {
    var script = program(folder.resolve("server"), "#!/no/such/interpreter\n");

    var cause = nursery.failing(nursery.open(List.of(script.toString())));

    assertThat(cause.what()).isEqualTo("ended before it answered initialize: exit code 127");
    assertThat(cause.stderrTail()).singleElement()
        .asString()
        .contains(script.toString(), "No such file");
  }

  @Test
  void anArgumentThatNoProgramCanTakeIsToldSo() {
    var cause = nursery.failing(nursery.open(List.of("sh", "-c", "x".repeat(300_000))));

    assertThat(cause.what()).startsWith("cannot run: ").contains("Argument list too long");
  }

  @Test
  void aVariableThatIsWithheldAndMentionedIsHintedAt() {
    nursery.having("HOTPLUG_TEST_DATABASE", "here").having("HOTPLUG_TEST_OTHER", "here");

    var cause = nursery
        .failing(nursery.script("echo 'KeyError: HOTPLUG_TEST_DATABASE is not set' >&2; exit 1"));

    assertThat(cause.hint())
        .contains("HOTPLUG_TEST_DATABASE, which Hotplug has but does not hand on",
            "\"hotplug\": {\"inherit\": [\"HOTPLUG_TEST_DATABASE\"]}")
        .doesNotContain("OTHER");
  }

  private static Path program(Path file, String text) throws Exception {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
