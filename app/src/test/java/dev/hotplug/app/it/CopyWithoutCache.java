package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A copy of the jars, in a {@code XDG_CACHE_HOME} of its own, that lacks nothing but the AOT cache;
 * and JDKs with which one is made, or used, in no time.
 */
final class CopyWithoutCache {
  private final Path temp;
  private final Path caches;
  private final Path folder;

  /**
   * Makes the copy.
   *
   * @param temp where all of it will be
   */
  CopyWithoutCache(Path temp) throws IOException {
    this.temp = temp;
    var shared = SharedCache.aot();
    caches = temp.resolve("my caches");
    folder = caches.resolve(SharedCache.FOLDER.relativize(shared.resolveSibling(".")).normalize());
    Files.createDirectories(folder);
    try (var files = Files.list(requireNonNull(shared.getParent()))) {
      for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.createLink(file(jar), jar);
      }
    }
  }

  /** Where the jars are, and the cache will be. */
  Path folder() {
    return folder;
  }

  /** Where the real JDK has its cache. */
  Path cache() throws IOException {
    return file(SharedCache.aot());
  }

  /** Where the JDK of {@link #besides} has its cache. */
  Path cacheOfFake() {
    return folder.resolve("25-test Nobody pdp11.aot");
  }

  /** A mark that is made beside a cache, {@code refused} or {@code failed}. */
  Path mark(Path cache, String name) {
    return folder.resolve(cache.getFileName() + "." + name);
  }

  /** The real JDK, with this copy. */
  Map<String, String> environment() {
    return Map.of("XDG_CACHE_HOME", caches.toString());
  }

  /** A JDK with which {@code body} makes the cache, and a {@code sleep} that does not. */
  Map<String, String> besides(String body) throws IOException {
    var real = Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java");
    return besidesJava("""
        for last; do :; done
        case " $* " in *" _train "*) ;; *) exec '%s' "$@" ;; esac
        echo tried >> '%s/tries'
        %s
        """.formatted(real, temp, body));
  }

  /** A JDK that prints its arguments, each on a line, and has a cache. */
  Map<String, String> besidesPrinter() throws IOException {
    Files.writeString(cacheOfFake(), "a cache");
    return besidesJava("printf '%s\\n' \"$@\"\n");
  }

  private Map<String, String> besidesJava(String body) throws IOException {
    Files.createDirectories(temp.resolve("jdk/bin"));
    Files.writeString(temp.resolve("jdk/release"), """
        IMPLEMENTOR="Nobody"
        JAVA_RUNTIME_VERSION="25-test"
        JAVA_VERSION="25"
        OS_ARCH="pdp11"
        """);
    script(temp.resolve("jdk/bin/java"), body);
    script(temp.resolve("tools/sleep"), "");
    return Map.of("HOTPLUG_AOT", "", "HOTPLUG_JAVA_HOME", temp.resolve("jdk").toString(),
        "XDG_CACHE_HOME", caches.toString(), "PATH",
        temp.resolve("tools") + ":" + System.getenv("PATH"));
  }

  /** A {@code PATH} with all that is on ours but these. */
  String pathWithout(Set<String> tools) throws IOException {
    var all = Files.createDirectory(temp.resolve("other tools"));
    for (var place : List.of(requireNonNull(System.getenv("PATH")).split(":", -1))) {
      if (!Files.isDirectory(Path.of(place))) continue;
      try (var files = Files.list(Path.of(place))) {
        for (var file : files.filter(Files::isExecutable).toList()) {
          var name = requireNonNull(file.getFileName());
          if (!tools.contains(name.toString())) link(all.resolve(name), file);
        }
      }
    }
    return temp.resolve("tools") + ":" + all;
  }

  /** What is first on the path stays. */
  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createSymbolicLink(link, file);
    } catch (FileAlreadyExistsException _) {
      // One of an earlier folder.
    }
  }

  /** A line for each time that a cache was to be made by the body of {@link #besides}. */
  List<String> tries() throws IOException {
    return Files.exists(triesFile()) ? Files.readAllLines(triesFile()) : List.of();
  }

  /** Appears once such a body has begun. */
  Path triesFile() {
    return temp.resolve("tries");
  }

  private Path file(Path like) {
    return folder.resolve(requireNonNull(like.getFileName()));
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
