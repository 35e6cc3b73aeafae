package dev.hotplug.upstream;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What processes have that no other can have: sockets that listen, and locks. Read from {@code
 * /proc} (proc_pid_net(5), proc_pid_fdinfo(5)); where there is none, or where a process is somebody
 * else's, nothing is found.
 */
final class Holdings {
  private static final Path PROC = Path.of("/proc");
  private static final Path NET = PROC.resolve("net");
  private static final String TCP_LISTENS = "0A";
  private static final int UNIX_LISTENS = 0x10000;
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

  private Holdings() {}

  /** Whether anything can be found here. */
  static boolean areVisible() {
    return Files.isReadable(NET.resolve("tcp"));
  }

  /** The ports of TCP that are listened on, by the inodes of their sockets. */
  static Map<Long, Integer> ports() {
    var ports = new HashMap<Long, Integer>();
    for (var table : List.of("tcp", "tcp6")) {
      for (var row : rows(table, 10)) {
        if (!row[3].equals(TCP_LISTENS)) continue;
        var port = row[1].substring(row[1].lastIndexOf(':') + 1);
        ports.put(Long.valueOf(row[9]), Integer.valueOf(port, 16));
      }
    }
    return ports;
  }

  /** Those of them on which one of {@code pids} listens, ascending. */
  static List<Integer> ports(List<Long> pids) {
    var inodes = pids.stream().flatMap(pid -> sockets(pid).stream()).collect(Collectors.toSet());
    return ports().entrySet()
        .stream()
        .filter(socket -> inodes.contains(socket.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .sorted()
        .toList();
  }

  /** The inodes of the sockets that listen at {@code path}. */
  static Set<Long> at(String path) {
    var inodes = new HashSet<Long>();
    for (var row : rows("unix", 8)) {
      boolean listens = (Integer.parseUnsignedInt(row[3], 16) & UNIX_LISTENS) != 0;
      if (listens && row[7].equals(path)) inodes.add(Long.valueOf(row[6]));
    }
    return inodes;
  }

  /** The rows of a table that have at least so many columns, without its heading. */
  private static List<String[]> rows(String table, int columns) {
    try {
      return Files.readAllLines(NET.resolve(table), StandardCharsets.ISO_8859_1)
          .stream()
          .skip(1)
          .map(line -> line.strip().split("\\s+", -1))
          .filter(row -> row.length >= columns)
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  /** The inodes of the sockets that a process has open. */
  static Set<Long> sockets(long pid) {
    var inodes = new HashSet<Long>();
    for (var descriptor : descriptors(pid)) {
      var found = SOCKET.matcher(target(descriptor));
      if (found.matches()) inodes.add(Long.valueOf(requireNonNull(found.group(1))));
    }
    return inodes;
  }

  /** The files on which a process holds locks through what it has open. */
  static List<Path> locked(long pid) {
    var files = new ArrayList<Path>();
    var infos = PROC.resolve(Long.toString(pid)).resolve("fdinfo");
    for (var descriptor : descriptors(pid)) {
      if (isLocked(infos.resolve(requireNonNull(descriptor.getFileName())))) {
        files.add(Path.of(target(descriptor)));
      }
    }
    return files;
  }

  private static boolean isLocked(Path info) {
    try {
      return Files.readString(info, StandardCharsets.ISO_8859_1).contains("\nlock:");
    } catch (IOException _) {
      return false;
    }
  }

  private static List<Path> descriptors(long pid) {
    var all = new ArrayList<Path>();
    var folder = PROC.resolve(Long.toString(pid)).resolve("fd");
    try (var descriptors = Files.newDirectoryStream(folder)) {
      descriptors.forEach(all::add);
    } catch (IOException | DirectoryIteratorException _) {
      // The process is gone meanwhile, or somebody else's.
    }
    return all;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }
}
