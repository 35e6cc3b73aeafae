package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Processes that a test starts past Hotplug; after it, they and their sessions are killed. */
final class Decoys implements AfterEachCallback {
  private final List<Process> started = new ArrayList<>();

  Process start(Map<String, String> environment, String... command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    var decoy = builder.start();
    started.add(decoy);
    return decoy;
  }

  Process start(String... command) throws IOException {
    return start(Map.of(), command);
  }

  /** Leads a session of its own, and has a child in it. */
  Process session() throws IOException {
    var leader = start("setsid", "sh", "-c", "sleep 600; true");
    Await.until("it leads a session and has a child",
        () -> ProcessTable.read()
            .stream()
            .anyMatch(row -> row.parent() == leader.pid() && row.session() == leader.pid()));
    return leader;
  }

  /** The one child of {@code parent}. */
  static ProcessTable.Row childOf(Process parent) {
    return ProcessTable.read()
        .stream()
        .filter(row -> row.parent() == parent.pid())
        .findFirst()
        .orElseThrow();
  }

  static boolean hasChild(Process parent) {
    return isThere(row -> row.parent() == parent.pid());
  }

  static boolean isThere(Predicate<ProcessTable.Row> which) {
    return rows(which).findAny().isPresent();
  }

  static Stream<ProcessTable.Row> rows(Predicate<ProcessTable.Row> which) {
    return ProcessTable.read().stream().filter(which);
  }

  /** What the kernel says of it in {@code file}; nothing when there is no such process. */
  static String kernelOn(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException _) {
      return "";
    }
  }

  /** The signals that it ignores; bit 0 is for signal 1. */
  static long ignoredBy(long pid) {
    return kernelOn(pid, "status").lines()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .sum();
  }

  static boolean isAlive(long pid) {
    return ProcessTable.row(pid).filter(row -> !row.isDead()).isPresent();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    for (var decoy : started) {
      for (var row : ProcessTable.read()) {
        if (row.session() == decoy.pid()) Posix.signal(row.pid(), Posix.SIGKILL);
      }
      decoy.destroyForcibly();
    }
  }
}
