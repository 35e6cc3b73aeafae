package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hotplug never runs itself behind itself, whatever the entry is called. */
class OwnEntryIT {
  @RegisterExtension
  private static final Shared SHARED = new Shared();

  @Test
  void theLauncherUnderAnyNameIsRefused() throws Exception {
    assertRefused("notes", Entry.of(Launcher.path().toString()));
    assertRefused("serving", Entry.of(Launcher.path().toString(), "serve", "--log-level", "warn"));
  }

  @Test
  void theLauncherBehindALinkIsRefused() throws Exception {
    var link = Files.createSymbolicLink(SHARED.folder().resolve("tool"), Launcher.path());

    assertRefused("link", Entry.of(link.toString()));
    assertRefused("relative", Entry.of("./tool").with("cwd", "\".\""));
  }

  @Test
  void theLauncherOnThePathIsRefused() throws Exception {
    var bin = Files.createDirectory(SHARED.folder().resolve("bin"));
    Files.createSymbolicLink(bin.resolve("hp"), Launcher.path());

    assertRefused("found", Entry.of("hp").with("env", "{\"PATH\": \"" + bin + ":/usr/bin:/bin\"}"));
  }

  @Test
  void theJarThatRunsIsRefused() throws Exception {
    assertRefused("jar", Entry.of("java", "-jar", runningJar().toString()));
  }

  @Test
  void theJarThatWasBuiltIsRefusedThoughACopyRuns() throws Exception {
    var built = Launcher.distribution().resolveSibling("lib/hotplug-app.jar");

    assertRefused("built", Entry.of("java", "-Xmx64m", "-jar", built.toString(), "serve"));
  }

  @Test
  void ourOwnConfigurationNamedByHandIsRefused() throws Exception {
    assertRefused("mirror", Entry.of(Launcher.path().toString(), "serve", "--config",
        SHARED.project().file().toString()));
  }

  @Test
  void aHotplugWithAnotherConfigurationIsSomebodyElse() throws Exception {
    var other = Files.createDirectory(SHARED.folder().resolve("other"));
    Project.in(other).server("inner", Entry.torture("version=inner", "ignoreEof"));
    SHARED.server("hotplug2", Entry.of(Launcher.path().toString(), "--config", other + "/.mcp.json")
        .with("hotplug", "{\"inherit\": true}"));

    var load = SHARED.hotplug().load("hotplug2").assertSuccess();

    assertThat(load.field("tool_count").asInt()).isEqualTo(Hotplug.TOOLS);
    var inner = SHARED.hotplug()
        .call("hotplug2", "call_dynamic_server_tool",
            "{\"server_name\": \"inner\", \"tool_name\": \"version\", \"parameters\": {}}");
    assertThat(inner.text()).isEqualTo("inner");
    SHARED.hotplug().unload("hotplug2").assertSuccess();
  }

  /** The copy in the cache folder that the launcher made. */
  private static Path runningJar() {
    var process = ProcessHandle.of(SHARED.hotplug().pid()).orElseThrow();
    var words = List.of(process.info().arguments().orElseThrow());
    return Path.of(words.get(words.indexOf("-jar") + 1));
  }

  private static void assertRefused(String name, Entry entry) throws Exception {
    SHARED.server(name, entry);

    var load = SHARED.hotplug().load(name);

    load.assertFailure("is Hotplug itself", "Nothing was started");
    assertThat(load.word("status")).isEqualTo("is_hotplug");
    SHARED.hotplug().reload(name).assertFailure("is Hotplug itself");
    SHARED.hotplug().call(name, "get_loaded_servers", "{}").assertFailure("is Hotplug itself");
    assertThat(note(name)).contains("This is Hotplug itself");
  }

  private static String note(String name) throws InterruptedException {
    for (var server : SHARED.hotplug().callTool("list_available_servers", "{}").field("servers")) {
      if (server.path("name").asText().equals(name)) return server.path("note").asText();
    }
    return "not listed";
  }
}
