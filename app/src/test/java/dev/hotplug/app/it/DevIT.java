package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotplug dev}. It leaves nothing alive, which {@link Ran} checks. */
class DevIT {
  private static final String READY = "generation 1 serves";

  /**
   * Gives a command a terminal of 80 × 24, waits for each text and then types what follows it; at
   * the end says how the terminal was left.
   */
  private static final String TERMINAL = """
      import fcntl, os, pty, struct, subprocess, sys, termios
      ours, its = pty.openpty()
      fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
      before = termios.tcgetattr(its)
      count = int(sys.argv[1])
      steps = sys.argv[2:2 + count]
      def lead():
          os.setsid()
          fcntl.ioctl(0, termios.TIOCSCTTY, 0)
      child = subprocess.Popen(sys.argv[2 + count:], stdin=its, stdout=its, stderr=its, preexec_fn=lead)
      seen = ''
      for text, keys in zip(steps[::2], steps[1::2]):
          while text not in seen:
              sys.stdout.buffer.write(chunk := os.read(ours, 65536))
              sys.stdout.flush()
              seen += chunk.decode(errors='replace')
          seen = ''
          os.write(ours, keys.encode())
      os.set_blocking(ours, False)
      while True:
          try: sys.stdout.buffer.write(os.read(ours, 65536))
          except BlockingIOError: pass
          try: code = child.wait(0.05)
          except subprocess.TimeoutExpired: continue
          break
      try: sys.stdout.buffer.write(os.read(ours, 65536))
      except BlockingIOError: pass
      after = termios.tcgetattr(its)
      if after == before: print('LEFT AS IT WAS')
      for all in before, after: all[2:6] = [all[2] & ~termios.CBAUD, all[3], 0, 0]
      print('ITS SPEED APART AS IT WAS' if after == before else 'LEFT OTHERWISE')
      sys.exit(code if code >= 0 else 128 - code)
      """;

  @TempDir
  private Path folder;

  @BeforeEach
  void save() throws IOException {
    Sample.PYTHON.save(folder, "v0");
  }

  @Test
  void whatHappensIsSaidInLinesAndCommandsComeInLines() throws Exception {
    var ran = Ran.talkingTo(folder,
        dev("--plain", "--env", "API_TOKEN=a-long-secret", "--", "python3", "server.py"),
        (process, files) -> {
          Ran.awaitSaid(READY, process, files);
          Sample.PYTHON.save(folder, "v1");
          Ran.awaitSaid("generation 2 serves (files: server.py)", process, files);
          type(process, "call version {\"note\": \"a-long-secret\"}");
          Ran.awaitSaid("\n         v1\n", process, files);
          Files.writeString(folder.resolve("server.py"), "imprt json\n");
          Ran.awaitSaid("Generation 2 still serves. Mend it and save", process, files);
          type(process, "t");
          Ran.awaitSaid("version()", process, files);
          type(process, "b");
          Ran.awaitSaid("there is no build, so nothing was done", process, files);
          Sample.PYTHON.save(folder, "v2");
          Ran.awaitSaid("generation 4 serves (files: server.py)", process, files);
          Ran.awaitSaid("$.content[0].text was \"v1\", is \"v2\"", process, files);
          type(process, "r");
          Ran.awaitSaid("generation 5 serves,", process, files);
          type(process, "help");
          Ran.awaitSaid("call TOOL {JSON}", process, files);
          type(process, "q");
        });

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.out()).containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d version {2}\\d+ ms {2}ok")
        .containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d g3\\| .*SyntaxError");
    assertThat(ran.out()).doesNotContain("a-long-secret");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aBuildIsRunAndWhatIsWrongWithItIsShown() throws Exception {
    Files.writeString(folder.resolve("build.sh"),
        "echo built >> built; cat fault >&2; test ! -s fault");
    Files.writeString(folder.resolve("fault"), "");

    var ran = Ran.talkingTo(folder, dev("--plain", "--name", "mine", "--build", "sh build.sh",
        "--ignore", "built", "--ignore", "fault", "--", "python3", "server.py"),
        (process, files) -> {
          Ran.awaitSaid(READY, process, files);
          type(process, "b");
          Ran.awaitSaid("the build succeeded", process, files);
          Ran.awaitSaid("generation 2 serves", process, files);
          Files.writeString(folder.resolve("fault"), "a.ts(1,2): error TS1: no\n");
          type(process, "b");
          Ran.awaitSaid("the build failed: exit code 1", process, files);
          Ran.awaitSaid("\n         a.ts(1,2): error TS1: no\n", process, files);
          process.destroy();
        });

    assertThat(ran.exit()).isEqualTo(128 + 15);
    assertThat(ran.out()).contains("Generation 2 still serves.");
  }

  @Test
  void oneThatNeverServedIsWaitedForUntilAnEditMendsIt() throws Exception {
    Files.writeString(folder.resolve("server.py"), "imprt json\n");

    var ran = Ran.talkingTo(folder, dev("--plain", "--", "python3", "server.py"),
        (process, files) -> {
          Ran.awaitSaid("Nothing serves. Mend it and save", process, files);
          Sample.PYTHON.save(folder, "v1");
          Ran.awaitSaid("generation 2 serves", process, files);
          type(process, "q");
        });

    assertThat(ran.exit()).isZero();
  }

  @Test
  void oneThatHasEndedInOrderIsStartedByHand() throws Exception {
    Files.writeString(folder.resolve("server.py"), """
        import os, signal
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
        with open("pid", "w") as file: file.write(str(os.getpid()))
        """ + Edited.source("v0"));

    var ran = Ran.talkingTo(folder, dev("--plain", "--", "python3", "server.py"),
        (process, files) -> {
          Ran.awaitSaid(READY, process, files);
          // One that ends at once, and was of no use, has crashed.
          type(process, "call version {}");
          Ran.awaitSaid("\n         v0\n", process, files);
          long server = Long.parseLong(Files.readString(folder.resolve("pid")));
          ProcessHandle.of(server).ifPresent(ProcessHandle::destroy);
          Ran.awaitSaid("it does not run, and no save starts it; press r", process, files);
          type(process, "b");
          Ran.awaitSaid("so nothing was built; r starts it anew", process, files);
          type(process, "r");
          Ran.awaitSaid("generation 2 serves", process, files);
          type(process, "q");
        });

    assertThat(ran.exit()).isZero();
  }

  @Test
  void whatIsNotConfiguredIsNotWaitedFor() throws Exception {
    Project.in(folder).server("mine", Sample.PYTHON.entry(folder));

    var ran = Ran.in(folder, Map.of(), dev("--plain", "min"));
    var wrong = Ran.in(folder, Map.of(), dev("mine", "--build", "auto"));

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("No server named \"min\"").contains("Did you mean \"mine\"?");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("are for a server behind --");
  }

  @Test
  void inATerminalTheWholeScreenShowsIt() throws Exception {
    var ran = terminal(List.of("ready", "t", "version()", "\r", "arguments", "\r", "v0", "q"),
        dev("--", "python3", "server.py"));

    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.out()).contains("watches 1 file", " reload  b build  t tools  q quit")
        .contains("\u001b[?1049h", "\u001b[?1049l")
        .contains("LEFT AS IT WAS");
  }

  @Test
  void aTerminalIsLeftAsItWasAtCtrlC() throws Exception {
    var ran = terminal(List.of("ready", "\u0003"), dev("--", "python3", "server.py"));

    assertThat(ran.exit()).as(ran.out()).isEqualTo(128 + 2);
    // JLine ends at a signal, too, and may be the last to set it.
    assertThat(ran.out()).contains("\u001b[?1049l").contains("ITS SPEED APART AS IT WAS");
  }

  private Ran terminal(List<String> steps, List<String> command) throws Exception {
    var words = new ArrayList<>(List.of("python3", "-c", TERMINAL, "" + steps.size()));
    words.addAll(steps);
    words.addAll(command);
    return Ran.in(folder, Map.of("TERM", "xterm-256color"), words);
  }

  private static List<String> dev(String... words) {
    var all = new ArrayList<>(Launcher.command("dev"));
    all.addAll(List.of(words));
    return all;
  }

  private static void type(Process process, String line) throws IOException {
    var stdin = process.getOutputStream();
    stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    stdin.flush();
  }
}
