package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers write when somebody has what they need, as their platforms write it. */
class ComplaintTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      3000  | Error: listen EADDRINUSE: address already in use :::3000
      3000  | Error: listen EADDRINUSE: address already in use 127.0.0.1:3000
      8000  | ERROR:    [Errno 98] error while attempting to bind on address ('127.0.0.1', 8000): address already in use
      8000  | OSError: [Errno 98] error while attempting to bind on address ('::1', 8000, 0, 0): [errno 98] address already in use
      5000  | Port 5000 is in use by another program. Either identify and stop that program, or start the server with a different port.
      8080  | Web server failed to start. Port 8080 was already in use.
      8080  | java.net.BindException: Address already in use: /0.0.0.0:8080
      8080  | 2024/01/02 15:04:05 listen tcp :8080: bind: address already in use
      8081  | panic: listen tcp4 127.0.0.1:8081: bind: address already in use
      3000  | Error: error binding to 0.0.0.0:3000: error creating server listener: Address already in use (os error 98)
      8080  | docker: Error response from daemon: driver failed programming external connectivity on endpoint web (1f2e): Bind for 0.0.0.0:8080 failed: port is already allocated.
      5000  | System.IO.IOException: Failed to bind to address http://127.0.0.1:5000: address already in use.
      8000  | [Tue Jan 2 15:04:05 2024] Failed to listen on localhost:8000 (reason: Address already in use)
      4567  | Address already in use - bind(2) for "127.0.0.1" port 4567 (Errno::EADDRINUSE)
      5173  | Error: Port 5173 is already in use
      9222  | Something is already running on port 9222.
      """)
  void aPortThatIsTakenIsReadFromTheMessage(int port, String line) {
    check(new Complaint.Port(port), line);
  }

  @Test
  void nodesPortIsFoundWhenTheMessageItselfIsNoLongerAmongTheLastLines() {
    check(new Complaint.Port(39471), "    at node:internal/main/eval_string:51:3",
        "Emitted 'error' event on Server instance at:",
        "    at process.processTicksAndRejections (node:internal/process/task_queues:82:21) {",
        "  code: 'EADDRINUSE',", "  errno: -98,", "  syscall: 'listen',", "  address: '::',",
        "  port: 39471", "}", "", "Node.js v20.20.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OSError: [Errno 98] Address already in use",
      "OSError: [Errno 48] Address already in use",
      "Exception in thread \"main\" java.net.BindException: Address already in use",
      "2026-01-02 15:04:05 could not serve: Address already in use",
      "Error: Os { code: 98, kind: AddrInUse, message: \"Address already in use\" }",
      "thread 'main' panicked at src/main.rs:12:34: bind failed (os error 98)"})
  void anAddressMayBeTakenWithoutBeingNamed(String line) {
    check(new Complaint.SomeAddress(), line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Error: listen EADDRINUSE: address already in use /run/notes.sock",
      "listen unix /run/notes.sock: bind: address already in use"})
  void aSocketInTheFileSystemMayBeTaken(String line) {
    check(new Complaint.Socket("/run/notes.sock"), line);
  }

  @Test
  void theNameOfAContainerMayBeTaken() {
    check(new Complaint.Container("notes"),
        "docker: Error response from daemon: Conflict. The container name \"/notes\" is already in "
            + "use by container \"4f5c\". You have to remove (or rename) that container to be able "
            + "to reuse that name.",
        "See 'docker run --help'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite3.OperationalError: database is locked",
      "SqliteError: database is locked", "Error: SQLITE_BUSY: database is locked",
      "BlockingIOError: [Errno 11] Resource temporarily unavailable",
      "Error: IO error: lock /data/LOCK: Resource temporarily unavailable",
      "resource temporarily unavailable", "Another instance is already running.",
      "notes: server already running (pid 123)",
      "IO Error: Could not set lock on file \"/data/x.duckdb\": Conflicting lock is held in PID 1",
      "unable to obtain lock on /data/.lock", "Database may be already in use: null.",
      "The lock file /data/node.lock is already held by process 7",
      "ERROR: Failed to create /profile/SingletonLock: File exists (17)"})
  void aLockMayBeTaken(String line) {
    check(new Complaint.Lock(), line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SyntaxError: Unexpected token", "Listening on port 3000",
      "Error: connect ECONNREFUSED 127.0.0.1:3000", "EACCES: permission denied, open '/x'",
      "Error: Cannot find module 'express'", "listening on 127.0.0.1:3000", "unlocked", ""})
  void nothingElseIsAComplaint(String line) {
    assertThat(Complaint.in(List.of(line))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SyntaxError: Unexpected token", "NameError: name 'x' is not defined",
      "java.lang.IllegalStateException: no", "Traceback (most recent call last):",
      "panic: runtime error", "thread 'main' panicked at src/main.rs:1:1", "error[E0425]: no x",
      "fatal: no x"})
  void whatItDidNotDieOfIsNoComplaint(String headline) {
    assertThat(Complaint
        .in(List.of("Port 3000 is in use", "indexer: already running", headline, "  at x.js:1")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Port 3000 is in use, trying another one...",
      "port 3000 is already in use; using another", "cache: already running, skipped",
      "database is locked, retrying", "address already in use, falling back to 3001"})
  void whoeverFindsAnotherWayDoesNotComplain(String line) {
    assertThat(Complaint.in(List.of(line))).isEmpty();
  }

  @Test
  void whatItDiesOfInTheEndIsAComplaintWhateverCameBefore() {
    check(new Complaint.Port(3000), "Error: no such file, going on",
        "Traceback (most recent call last):", "  File \"server.py\", line 1, in <module>",
        "OSError: [Errno 98] error while attempting to bind on address ('::', 3000): already in use");
  }

  @Test
  void aNumberThatCanBeNoPortIsNone() {
    check(new Complaint.SomeAddress(), "listen EADDRINUSE: address already in use :::99999");
  }

  @Test
  void aHostileLineIsReadInBearableTime() {
    var line = "bind to :1 bind to ".repeat(210);

    assertThat(Complaint.in(Collections.nCopies(20, line))).isEmpty();
  }

  private static void check(Complaint complaint, String... lines) {
    assertThat(Complaint.in(List.of(lines))).isEqualTo(Optional.of(complaint));
  }
}
