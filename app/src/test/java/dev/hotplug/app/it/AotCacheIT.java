package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cache of classes that halves the work of a start: used where it fits, passed over in silence
 * where not, made by nobody who has a client waiting.
 */
class AotCacheIT {
  private static final String TRIED = "tried\n";

  @TempDir
  private Path folder;

  /** Holds a copy of the jars, so that only the cache is missing. */
  private Path caches;

  /** The folder of that copy. */
  private Path copy;

  @BeforeEach
  void jarsWithoutACache() throws IOException {
    var shared = SharedCache.aot();
    caches = folder.resolve("my caches");
    copy = caches.resolve(SharedCache.FOLDER.relativize(shared.resolveSibling(".")).normalize());
    Files.createDirectories(copy);
    try (var files = Files.list(requireNonNull(shared.getParent()))) {
      for (var jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.createLink(copy.resolve(requireNonNull(jar.getFileName())), jar);
      }
    }
  }

  @Test
  void theCacheMadeBeforeTheTestsIsUsedByThem() throws Exception {
    try (var hotplug = Hotplug.on(folder)) {
      assertThat(mapped(hotplug)).contains(SharedCache.aot().toString());
    }
  }

  @Test
  void whoeverWantsNoneHasNone() throws Exception {
    try (var hotplug = Hotplug.in(folder).environment("HOTPLUG_AOT", "off").start()) {
      assertThat(mapped(hotplug)).noneMatch(file -> file.endsWith(".aot"));
    }
  }

  /** Options beside which a JVM refuses its cache, or would refuse to start at all. */
  @ParameterizedTest
  @ValueSource(strings = {"--add-opens java.base/java.lang=ALL-UNNAMED", "-Xshare:off",
      "-XX:AOTMode=off", "-XX:-UseCompressedOops", "-XX:+UseCompactObjectHeaders",
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y"})
  void besideOptionsThatItDoesNotFitHotplugStartsWithoutAWord(String options) throws Exception {
    var ran = serve(Map.of("HOTPLUG_JAVA_OPTS", options));

    assertThat(ran).isEqualTo(new Ran(0, "", ""));
  }

  /** What a cache can be instead of a cache for this JDK. */
  enum Harm {
    EMPTY,
    CUT_SHORT,
    OF_ANOTHER_JDK;

    byte[] done(byte[] sound) {
      return switch (this) {
        case EMPTY -> new byte[0];
        case CUT_SHORT -> Arrays.copyOf(sound, sound.length / 2);
        case OF_ANOTHER_JDK -> {
          var text = new String(sound, StandardCharsets.ISO_8859_1);
          var build = Runtime.version().toString();
          assertThat(text).contains(build);
          yield text.replace(build, "x".repeat(build.length()))
              .getBytes(StandardCharsets.ISO_8859_1);
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneThatIsNotValidIsPassedOverWithoutAWord(Harm harm) throws Exception {
    var shared = SharedCache.aot();
    Files.write(copy.resolve(requireNonNull(shared.getFileName())),
        harm.done(Files.readAllBytes(shared)));

    var ran = serve(Map.of("XDG_CACHE_HOME", caches.toString()));

    assertThat(ran).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void whereThereIsNoneItIsMadeBesideTheStartThatMissedIt() throws Exception {
    var ran = serve(besidesFake("echo made > \"$last/cache\""));

    assertThat(ran).isEqualTo(new Ran(0, "", ""));
    assertThat(tries()).isEqualTo(TRIED);
    assertThat(copy.resolve("Nobody 25-test.aot")).hasContent("made");
    assertThat(copy).isDirectoryNotContaining("glob:**/.train.*");
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgainTheNextDay() throws Exception {
    var environment = besidesFake("exit 1");
    var _ = serve(environment);
    var failed = copy.resolve("Nobody 25-test.aot.failed");
    assertThat(failed).exists();

    var _ = serve(environment);
    assertThat(tries()).isEqualTo(TRIED);

    Files.setLastModifiedTime(failed, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    var _ = serve(environment);
    assertThat(tries()).isEqualTo(TRIED + TRIED);
  }

  @Test
  void oneIsMadeAtATime() throws Exception {
    var go = folder.resolve("go");
    var environment = besidesFake(
        "until [ -e '%s' ]; do :; done; echo made > \"$last/cache\"".formatted(go));

    try (var homes = Homes.create()) {
      var first = Ran.in(homes, folder, environment, Launcher.command("_train"),
          (process, files) -> {
            Ran.awaitFile(folder.resolve("tries"), process, files);
            var second = Ran.in(homes, folder, environment, Launcher.command("_train"),
                (_, _) -> {});
            assertThat(second.exit()).isZero();
            Files.createFile(go);
          });
      assertThat(first.exit()).isZero();
    }

    assertThat(tries()).isEqualTo(TRIED);
    assertThat(copy.resolve("Nobody 25-test.aot")).hasContent("made");
  }

  @Test
  void aStartThatOnlyUsesOneMakesNone() throws Exception {
    var environment = new HashMap<>(besidesFake("exit 1"));
    environment.put("HOTPLUG_AOT", "use");

    var ran = serve(environment);

    assertThat(ran).isEqualTo(new Ran(0, "", ""));
    assertThat(folder.resolve("tries")).doesNotExist();
  }

  /** A session without a word, which has ended with all that it began. */
  private Ran serve(Map<String, String> environment) throws IOException, InterruptedException {
    return Ran.in(folder, environment, Launcher.command("serve"));
  }

  /** A JDK with which {@code body} makes the cache, and a {@code sleep} that does not. */
  private Map<String, String> besidesFake(String body) throws IOException {
    var real = Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java");
    Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(folder.resolve("jdk/release"), """
        IMPLEMENTOR="Nobody"
        JAVA_RUNTIME_VERSION="25-test"
        JAVA_VERSION="25"
        """);
    script(folder.resolve("jdk/bin/java"), """
        for last; do :; done
        case " $* " in *" _train "*) ;; *) exec '%s' "$@" ;; esac
        echo tried >> '%s/tries'
        %s
        """.formatted(real, folder, body));
    script(folder.resolve("tools/sleep"), "");
    return Map.of("HOTPLUG_AOT", "", "HOTPLUG_JAVA_HOME", folder.resolve("jdk").toString(),
        "XDG_CACHE_HOME", caches.toString(), "PATH",
        folder.resolve("tools") + ":" + System.getenv("PATH"));
  }

  private String tries() throws IOException {
    return Files.readString(folder.resolve("tries"));
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(requireNonNull(file.getParent()));
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<String> mapped(Hotplug hotplug) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(hotplug.pid()), "maps"))
        .stream()
        .filter(line -> line.contains("/"))
        .map(line -> line.substring(line.indexOf('/')))
        .distinct()
        .toList();
  }
}
