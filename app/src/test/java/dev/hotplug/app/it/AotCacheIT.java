package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cache of classes that halves the work of a start: used where it fits, passed over in silence
 * where not.
 */
class AotCacheIT {
  @TempDir
  private Path folder;

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

  /** Some of these a JVM takes with no cache at all beside it; files can hold any of them. */
  @ParameterizedTest
  @ValueSource(strings = {"-Xshare:auto", "-XX:SharedArchiveFile=a", "-XX:+AutoCreateSharedArchive",
      "-XX:SharedClassListFile=a", "-XX:DumpLoadedClassList=a", "-XX:ArchiveClassesAtExit=a",
      "-XX:AOTMode=auto", "@a", "-XX:Flags=a", "-XX:VMOptionsFile=a"})
  void besideOptionsThatExcludeItNoneIsGiven(String option) throws Exception {
    var copy = new CopyWithoutCache(folder);
    var environment = new HashMap<>(copy.besidesPrinter());
    var given = "-XX:AOTCache=" + copy.cacheOfFake();
    assertThat(serve(environment).out().lines()).contains(given);

    environment.put("HOTPLUG_JAVA_OPTS", option);

    assertThat(serve(environment).out().lines()).contains(option).doesNotContain(given);
  }

  /** The same by the other ways in which options come to a JVM, which says that it took them. */
  @ParameterizedTest
  @ValueSource(strings = {"_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
  void besideOptionsOfTheEnvironmentHotplugStarts(String variable) throws Exception {
    var ran = serve(Map.of(variable, "-Xshare:off"));

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Picked up " + variable).hasLineCount(1);
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
    var copy = new CopyWithoutCache(folder);
    Files.write(copy.cache(), harm.done(Files.readAllBytes(SharedCache.aot())));

    var ran = serve(copy.environment());

    assertThat(ran).isEqualTo(new Ran(0, "", ""));
  }

  /** A session without a word, which has ended with all that it began. */
  private Ran serve(Map<String, String> environment) throws IOException, InterruptedException {
    return Ran.in(folder, environment, Launcher.command("serve"));
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
