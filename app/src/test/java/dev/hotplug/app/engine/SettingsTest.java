package dev.hotplug.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.serve.ServeOptions;
import dev.hotplug.spec.Variables;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Path CWD = Path.of("/somewhere/here");
  private static final String LOG = "hotplug-" + ProcessHandle.current().pid() + ".log";

  @Test
  void theLogLiesInTheStateFolder() {
    log(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/u"), "/state/hotplug/logs/" + LOG);
    log(Map.of("HOME", "/home/u"), "/home/u/.local/state/hotplug/logs/" + LOG);
    log(Map.of("XDG_STATE_HOME", "", "HOME", "/home/u"),
        "/home/u/.local/state/hotplug/logs/" + LOG);
  }

  /** XDG Base Directory Specification: relative paths are invalid and to be ignored. */
  @Test
  void aRelativeFolderIsIgnored() {
    log(Map.of("XDG_STATE_HOME", "state", "HOME", "/home/u"),
        "/home/u/.local/state/hotplug/logs/" + LOG);
    log(Map.of("HOME", "home/u"), null);
  }

  @Test
  void withoutAHomeThereIsNoLogFile() {
    log(Map.of(), null);
    log(Map.of("HOME", ""), null);
  }

  @Test
  void theProjectIsTheClientsElseWhereWeAre() {
    assertThat(settings(Map.of("CLAUDE_PROJECT_DIR", "/p"), null).project())
        .isEqualTo(Path.of("/p"));
    assertThat(settings(Map.of("CLAUDE_PROJECT_DIR", "p"), null).project()).isEqualTo(CWD);
    assertThat(settings(Map.of("CLAUDE_PROJECT_DIR", ""), null).project()).isEqualTo(CWD);
    assertThat(settings(Map.of(), null).project()).isEqualTo(CWD);
  }

  @Test
  void aConfigurationThatIsNamedCountsFromWhereWeAreAndSaysWhereServersRun() {
    var env = Map.of("CLAUDE_PROJECT_DIR", "/p");

    assertThat(settings(env, null).config()).isEmpty();
    assertThat(settings(env, null).serversFolder()).isEqualTo(Path.of("/p"));
    assertThat(settings(env, "a/../b/my.json").config()).contains(CWD.resolve("b/my.json"));
    assertThat(settings(env, "b/my.json").serversFolder()).isEqualTo(CWD.resolve("b"));
    assertThat(settings(env, "/etc/my.json").serversFolder()).isEqualTo(Path.of("/etc"));
  }

  @Test
  void installedServersAreDataOfTheUserAndTheRestIsHisConfiguration() {
    var xdg = Map.of("XDG_DATA_HOME", "/d", "XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s");

    assertThat(settings(xdg, null).installedServers()).contains(Path.of("/d/hotplug/servers"));
    assertThat(settings(xdg, null).configFolder()).contains(Path.of("/c/hotplug"));
    assertThat(settings(xdg, null).variables())
        .isEqualTo(new Variables(xdg, Optional.of(Path.of("/c/hotplug/env"))));
    assertThat(settings(xdg, null).stateFolder()).contains(Path.of("/s/hotplug"));
    var home = Map.of("HOME", "/h");
    assertThat(settings(home, null).installedServers())
        .contains(Path.of("/h/.local/share/hotplug/servers"));
    assertThat(settings(home, null).configFolder()).contains(Path.of("/h/.config/hotplug"));
    assertThat(settings(home, null).home()).contains(Path.of("/h"));
    assertThat(settings(Map.of(), null).installedServers()).isEmpty();
  }

  @Test
  void copiesAreKeptInTheCacheOfTheUser() {
    assertThat(settings(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h"), null).cacheFolder())
        .contains(Path.of("/c/hotplug"));
    assertThat(settings(Map.of("XDG_CACHE_HOME", "c", "HOME", "/h"), null).cacheFolder())
        .contains(Path.of("/h/.cache/hotplug"));
    assertThat(settings(Map.of(), null).cacheFolder()).isEmpty();
  }

  @Test
  void theLogLevelIsTheCommandLinesElseTheEnvironmentsElseInfo() {
    var env = Map.of("HOTPLUG_LOG", "warn");

    assertThat(new Settings(env, CWD, new ServeOptions(null, "debug", false)).logLevel())
        .isEqualTo("debug");
    assertThat(settings(env, null).logLevel()).isEqualTo("warn");
    assertThat(settings(Map.of(), null).logLevel()).isEqualTo("info");
  }

  private static void log(Map<String, String> environment, @Nullable String file) {
    assertThat(settings(environment, null).logFile().map(Path::toString))
        .isEqualTo(Optional.ofNullable(file));
  }

  private static Settings settings(Map<String, String> environment, @Nullable String config) {
    return new Settings(environment, CWD, new ServeOptions(config, null, false));
  }
}
