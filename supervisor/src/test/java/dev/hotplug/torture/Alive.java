package dev.hotplug.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Who is still alive of the processes a test has started: those whose environment contains a mark,
 * such as the path of the test's temporary folder. Zombies are dead. Where there is no {@code
 * /proc}, every descendant of this JVM counts.
 */
public final class Alive {
  private static final Path PROC = Path.of("/proc");
  private static final Duration GLANCE = Duration.ofMillis(50);

  private Alive() {}

  /** A living process, as a person wants to see it in a failure. */
  public record Found(long pid, String command) {
    @Override
    public String toString() {
      return pid + ": " + command;
    }
  }

  /** Who carries the mark now, without this JVM itself. */
  public static List<Found> with(String mark) {
    try (var all = ProcessHandle.allProcesses()) {
      long self = ProcessHandle.current().pid();
      return all.filter(process -> process.pid() != self)
          .filter(process -> carries(process, mark))
          .map(process -> new Found(process.pid(), command(process)))
          .toList();
    }
  }

  /** Waits until nobody carries the mark; otherwise fails and names who is left. */
  public static void awaitNone(String mark, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    var found = with(mark);
    while (!found.isEmpty() && System.nanoTime() < end) {
      awaitEnd(found.getFirst().pid());
      found = with(mark);
    }
    if (!found.isEmpty()) throw new AssertionError(leftBehind(mark, found, limit));
  }

  /** Kills whoever carries the mark, so that a failed test does not disturb the next. */
  public static void kill(String mark) {
    for (var found : with(mark)) {
      ProcessHandle.of(found.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static String leftBehind(String mark, List<Found> found, Duration limit) {
    return found.size() + " still alive after " + limit.toMillis() + " ms with " + mark
        + " in the environment:\n"
        + found.stream().map(each -> "  " + each).collect(Collectors.joining("\n"));
  }

  /** Waits a moment for one end; longer would miss that a process has become a zombie. */
  private static void awaitEnd(long pid) {
    try {
      var process = ProcessHandle.of(pid);
      if (process.isPresent()) {
        process.get().onExit().get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException _) {
      // The caller looks again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the end of " + pid, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean carries(ProcessHandle process, String mark) {
    if (!Files.isDirectory(PROC)) return isOurs(process);
    return read(process, "environ").contains(mark) && !isZombie(process);
  }

  private static boolean isOurs(ProcessHandle process) {
    return ProcessHandle.current().descendants().anyMatch(process::equals);
  }

  /** The state follows the command's name, which stands in brackets and may hold anything. */
  private static boolean isZombie(ProcessHandle process) {
    var stat = read(process, "stat");
    return stat.startsWith(") Z", stat.lastIndexOf(')')) || stat.isEmpty();
  }

  private static String command(ProcessHandle process) {
    var line = read(process, "cmdline").replace('\0', ' ').strip();
    return line.isEmpty() ? process.info().command().orElse("?") : line;
  }

  /** Empty when the process has ended or belongs to somebody else. */
  private static String read(ProcessHandle process, String file) {
    try {
      var path = PROC.resolve(Long.toString(process.pid())).resolve(file);
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }
}
