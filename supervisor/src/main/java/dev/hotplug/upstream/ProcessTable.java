package dev.hotplug.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The processes of this machine at one moment, read from {@code /proc}. Where there is none
 * (macOS), the JDK tells pids, parents and start times, and a sweep knows only who descended from
 * the child.
 */
final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final boolean HAS_PROC = Files.isReadable(PROC.resolve("self").resolve("stat"));

  /** In {@code /proc/<pid>/status}; unlike {@code stat}, it counts in kB, not in pages. */
  private static final String RESIDENT = "VmRSS:";

  private ProcessTable() {}

  /**
   * One process.
   *
   * @param group 0 where it is not known, as is {@code session}
   * @param start in clock ticks since boot, or in milliseconds since 1970 where there is no {@code
   *     /proc}; with the pid it names a process for good
   */
  record Row(long pid, char state, long parent, long group, long session, long start) {

    boolean isDead() {
      return state == 'Z' || state == 'X';
    }

    /** The value of {@code variable} in its first environment, empty when absent or unreadable. */
    String variable(String variable) {
      var prefix = variable + "=";
      for (var entry : read("environ").split("\0", -1)) {
        if (entry.startsWith(prefix)) return entry.substring(prefix.length());
      }
      return "";
    }

    /** Its command line without the secrets in it, or its name where that is empty. */
    String command() {
      var words = List.of(read("cmdline").split("\0", -1));
      var line = String.join(" ", words).strip();
      if (!line.isEmpty()) return new Redaction(Map.of(), words).clean(line);
      return HAS_PROC ? read("comm").strip()
          : ProcessHandle.of(pid).flatMap(handle -> handle.info().command()).orElse("");
    }

    /** Its resident memory, 0 where nobody tells. */
    long residentBytes() {
      for (var line : read("status").lines().toList()) {
        if (line.startsWith(RESIDENT)) return 1024 * number(line.substring(RESIDENT.length()));
      }
      return 0;
    }

    private static long number(String kibibytes) {
      return Long.parseLong(kibibytes.replace("kB", "").strip());
    }

    private String read(String file) {
      try {
        var bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
        return new String(bytes, StandardCharsets.UTF_8);
      } catch (IOException _) {
        return "";
      }
    }
  }

  /** Whether environments can be read at all. */
  static boolean knowsEnvironments() {
    return HAS_PROC;
  }

  static List<Row> read() {
    if (!HAS_PROC) return ProcessHandle.allProcesses().map(ProcessTable::row).toList();
    var rows = new ArrayList<Row>();
    try (var folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var folder : folders) row(folder).ifPresent(rows::add);
    } catch (IOException | DirectoryIteratorException _) {
      return List.of();
    }
    return rows;
  }

  static Optional<Row> row(long pid) {
    if (!HAS_PROC) return ProcessHandle.of(pid).map(ProcessTable::row);
    return row(PROC.resolve(Long.toString(pid)));
  }

  private static Row row(ProcessHandle handle) {
    long parent = handle.parent().map(ProcessHandle::pid).orElse(0L);
    long start = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new Row(handle.pid(), '?', parent, 0, 0, start);
  }

  /** Reads proc_pid_stat(5); the name in the second field may hold blanks and parentheses. */
  private static Optional<Row> row(Path folder) {
    try {
      var stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(new Row(Long.parseLong(stat.substring(0, stat.indexOf(' '))),
          fields[0].charAt(0), Long.parseLong(fields[1]), Long.parseLong(fields[2]),
          Long.parseLong(fields[3]), Long.parseLong(fields[19])));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
