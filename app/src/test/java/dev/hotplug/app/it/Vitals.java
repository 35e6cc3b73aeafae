package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a JVM holds of the machine, as Linux and the JVM itself tell. */
record Vitals(long pid) {
  private static final Path PROC = Path.of("/proc");

  /** Those of the JVM with this process id; the test is skipped where there is no {@code /proc}. */
  static Vitals of(long pid) {
    assumeTrue(Files.isDirectory(PROC.resolve(Long.toString(pid))), "skipped: there is no /proc");
    return new Vitals(pid);
  }

  /** How many files it has open. */
  int files() throws IOException {
    return names("fd").size();
  }

  /** How many processes it has started that are not yet gone. */
  long children() {
    return ProcessHandle.of(pid).orElseThrow().children().count();
  }

  /** The names of its threads, cut to 15 characters, but for those that a JVM has as it likes. */
  List<String> threads() throws IOException {
    var threads = new ArrayList<String>();
    for (var task : names("task")) {
      var name = name(task);
      if (!name.startsWith("C1 Compiler") && !name.startsWith("ForkJoinPool")) threads.add(name);
    }
    return threads;
  }

  /** Bytes of memory that are its own just now. */
  long resident() throws IOException {
    for (var line : Files.readAllLines(folder().resolve("status"))) {
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
    throw new AssertionError(pid + " has no memory");
  }

  /** Bytes of its heap that are in use after a full collection. */
  long liveHeap() throws IOException, InterruptedException {
    var text = jcmd("GC.class_histogram");
    var total = text.lines().toList().getLast().strip().split(" +", -1);
    if (!total[0].equals("Total")) throw new AssertionError("jcmd said: " + text);
    return Long.parseLong(total[2]);
  }

  void collectGarbage() throws IOException, InterruptedException {
    jcmd("GC.run");
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    var jcmd = Path.of(requireNonNull(System.getProperty("java.home")), "bin", "jcmd");
    var process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
        .redirectErrorStream(true)
        .start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new AssertionError("jcmd said: " + text);
    return text.stripTrailing();
  }

  private List<String> names(String of) throws IOException {
    try (var all = Files.list(folder().resolve(of))) {
      return all.map(path -> folder().resolve(of).relativize(path).toString()).toList();
    }
  }

  private String name(String task) throws IOException {
    try {
      return Files.readString(folder().resolve("task").resolve(task).resolve("comm")).strip();
    } catch (NoSuchFileException _) {
      return "one that has just ended";
    }
  }

  private Path folder() {
    return PROC.resolve(Long.toString(pid));
  }
}
