package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside which starts an AOT cache is made, and how often. */
class AotCacheMakingIT {
  private static final Ran SILENT = new Ran(0, "", "");
  private static final String MAKES = "echo made > \"$last/cache\"";

  @TempDir
  private Path folder;

  private CopyWithoutCache copy;

  @BeforeEach
  void jarsWithoutACache() throws IOException {
    copy = new CopyWithoutCache(folder);
  }

  @Test
  void whereThereIsNoneItIsMadeBesideTheStartThatMissedIt() throws Exception {
    assertThat(serve(copy.besides(MAKES))).isEqualTo(SILENT);

    assertThat(copy.tries()).hasSize(1);
    assertThat(copy.cacheOfFake()).hasContent("made");
    assertThat(copy.folder()).isDirectoryNotContaining("glob:**/.train");
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgainTheNextDay() throws Exception {
    var environment = copy.besides("exit 1");
    var _ = serve(environment);
    var failed = copy.mark(copy.cacheOfFake(), "failed");
    assertThat(failed).exists();

    var _ = serve(environment);
    assertThat(copy.tries()).hasSize(1);

    Files.setLastModifiedTime(failed, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    var _ = serve(environment);
    assertThat(copy.tries()).hasSize(2);
  }

  @Test
  void oneIsMadeAtATime() throws Exception {
    assertOneIsMadeAtATime(copy.pathWithout(Set.of()));
  }

  @Test
  void withoutFlockOneIsMadeAtATime() throws Exception {
    assertOneIsMadeAtATime(copy.pathWithout(Set.of("flock", "perl")));
  }

  private void assertOneIsMadeAtATime(String path) throws Exception {
    var go = folder.resolve("go");
    var environment = new HashMap<>(
        copy.besides("until [ -e '%s' ]; do :; done; %s".formatted(go, MAKES)));
    environment.put("PATH", path);

    try (var homes = Homes.create()) {
      var first = Ran.in(homes, folder, environment, Launcher.command("_train"),
          (process, files) -> {
            Ran.awaitFile(copy.triesFile(), process, files);
            var second = Ran.in(homes, folder, environment, Launcher.command("_train"),
                (_, _) -> {});
            assertThat(second.exit()).isZero();
            Files.createFile(go);
          });
      assertThat(first.exit()).isZero();
    }

    assertThat(copy.tries()).hasSize(1);
    assertThat(copy.cacheOfFake()).hasContent("made");
  }

  @Test
  void anEmptyOneIsMadeAnewAtOnce() throws Exception {
    Files.createFile(copy.cacheOfFake());

    assertThat(serve(copy.besides(MAKES))).isEqualTo(SILENT);

    assertThat(copy.cacheOfFake()).hasContent("made");
  }

  @Test
  void oneThatTheJvmRefusedIsMadeAnewBesideTheNextStartOnceADay() throws Exception {
    var environment = copy.besides(MAKES);
    Files.writeString(copy.cacheOfFake(), "of no JVM");

    assertThat(serve(environment)).isEqualTo(SILENT);
    assertThat(copy.tries()).isEmpty();
    assertThat(serve(environment)).isEqualTo(SILENT);
    assertThat(copy.cacheOfFake()).hasContent("made");

    // What the script made is refused as well.
    assertThat(serve(environment)).isEqualTo(SILENT);
    assertThat(serve(environment)).isEqualTo(SILENT);
    assertThat(copy.tries()).hasSize(1);
  }

  @Test
  void aSoundOneThatWasRefusedForAnOptionStays() throws Exception {
    var cache = Files.createLink(copy.cache(), SharedCache.aot());
    var refused = copy.mark(cache, "refused");
    var option = new HashMap<>(copy.environment());
    option.put("HOTPLUG_JAVA_OPTS", "--add-opens java.base/java.lang=ALL-UNNAMED");

    assertThat(serve(copy.environment())).isEqualTo(SILENT);
    assertThat(refused).doesNotExist();
    assertThat(serve(option)).isEqualTo(SILENT);
    assertThat(refused).exists();

    assertThat(Ran.in(folder, copy.environment(), Launcher.command("_train"))).isEqualTo(SILENT);
    assertThat(Files.isSameFile(cache, SharedCache.aot())).isTrue();
    assertThat(refused).doesNotExist();
    assertThat(copy.mark(cache, "failed")).as("none is made for such a start today").exists();
  }

  @Test
  void aStartThatOnlyUsesOneMakesNone() throws Exception {
    assertThat(serve(copy.besides("exit 1"), "HOTPLUG_AOT", "use")).isEqualTo(SILENT);

    assertThat(copy.tries()).isEmpty();
  }

  /** It would be swept, as something that the inner one has left behind. */
  @Test
  void behindAnotherHotplugNoneIsMade() throws Exception {
    assertThat(serve(copy.besides("exit 1"), "HOTPLUG_CHILD", "other/server/1")).isEqualTo(SILENT);

    assertThat(copy.tries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "serve --help", "list"})
  void besideWhatIsNoSessionNoneIsMade(String words) throws Exception {
    var ran = Ran.in(folder, copy.besides("exit 1"), Launcher.command(words.split(" ", -1)));

    assertThat(ran.exit()).isZero();
    assertThat(copy.tries()).isEmpty();
  }

  @Test
  void whoMakesItHoldsNoPipeOfTheClient() throws Exception {
    var environment = copy.besides("[ -e /proc/$$/fd/3 ] || " + MAKES);

    var _ = Ran.in(folder, environment,
        List.of("sh", "-c", "exec 3< /dev/null; exec \"$0\"", Launcher.path().toString()));

    assertThat(copy.cacheOfFake()).hasContent("made");
  }

  @Test
  void whereNothingCanBeWrittenItStartsWithoutAWord() throws Exception {
    var project = Files.createDirectory(folder.resolve("project"));
    var environment = new HashMap<>(copy.besides("exit 1"));
    environment.put("CLAUDE_PROJECT_DIR", project.toString());
    for (var shut : List.of(copy.folder(), requireNonNull(copy.folder().getParent()))) {
      Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    var ran = Ran.in(project, environment,
        List.of(Unprivileged.launcher(project).toString(), "serve"));

    assertThat(ran).isEqualTo(SILENT);
    assertThat(copy.tries()).isEmpty();
  }

  @Test
  void withoutAHomeItStartsWithoutAWord() throws Exception {
    var ran = Ran.in(folder, copy.besides("exit 1"),
        List.of("env", "-u", "HOME", "-u", "XDG_CACHE_HOME", Launcher.path().toString()));

    assertThat(ran).isEqualTo(SILENT);
    assertThat(copy.tries()).isEmpty();
  }

  private Ran serve(Map<String, String> environment, String variable, String value)
      throws IOException, InterruptedException {
    var all = new HashMap<>(environment);
    all.put(variable, value);
    return serve(all);
  }

  /** A session without a word, which has ended with all that it began. */
  private Ran serve(Map<String, String> environment) throws IOException, InterruptedException {
    return Ran.in(folder, environment, Launcher.command("serve"));
  }
}
