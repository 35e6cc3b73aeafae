package dev.hotplug.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.debug.Debugging;
import dev.hotplug.app.install.NoPlace;
import dev.hotplug.app.lint.Linting;
import dev.hotplug.app.quarantine.Quarantine;
import dev.hotplug.app.replay.Replays;
import dev.hotplug.app.tools.Configured;
import dev.hotplug.app.tools.InstalledFiles;
import dev.hotplug.app.tools.MetaTools;
import dev.hotplug.app.tools.Ourselves;
import dev.hotplug.app.tools.Servers;
import dev.hotplug.app.tools.Workbench;
import dev.hotplug.app.watch.Watching;
import dev.hotplug.spec.Build;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Limits;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Timeouts;
import dev.hotplug.spec.Variables;
import dev.hotplug.supervisor.RestartPolicy;
import dev.hotplug.supervisor.Supervisor;
import dev.hotplug.upstream.Instance;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.StdioConnector;
import dev.hotplug.wire.SystemTimer;
import dev.hotplug.wire.Wires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md says, held against what is true. */
class ReadmeTest {
  private static final Path ROOT = Path
      .of(Objects.requireNonNull(System.getProperty("hotplug.root"), "set by the root POM"));

  private final String readme = Files.readString(ROOT.resolve("README.md"));

  ReadmeTest() throws IOException {}

  @Test
  void itIsShort() {
    assertThat(readme.lines().count()).isLessThanOrEqualTo(150);
  }

  @Test
  void itsTableNamesExactlyTheToolsThereAre() {
    var named = matches("(?m)^\\| `([a-z_]+)` \\| (?!`|<)[a-z]",
        readme.substring(readme.indexOf("## The tools"), readme.indexOf("## Configuration")));

    assertThat(named).containsExactlyInAnyOrderElementsOf(tools().names());
  }

  @Test
  void itsExampleOfAConfigurationIsReadWithoutAProblem(@TempDir Path folder) throws IOException {
    var file = folder.resolve(McpJson.FILE_NAME);
    Files.writeString(file, matches("(?s)```json\n(.*?)```", readme).getFirst());

    var read = McpJson.read(List.of(file), Map.of("NOTES_TOKEN", "x"));

    assertThat(read.problems()).isEmpty();
    assertThat(read.entries()).containsOnlyKeys("hotplug", "notes");
  }

  @Test
  void itsExampleOfABuildIsReadWithoutAProblem(@TempDir Path folder) throws IOException {
    var file = folder.resolve(McpJson.FILE_NAME);
    var entry = matches("(?m)^(\\{ \"command\".*\\})$", readme).getFirst();
    Files.writeString(file, "{\"mcpServers\": {\"notes\": " + entry + "}}");

    var read = McpJson.read(List.of(file), Map.of());

    assertThat(read.problems()).isEmpty();
    assertThat(read.entry("notes").map(it -> it.dev().build())).contains(new Build.Auto());
  }

  @Test
  void theEntriesInItsPageForDevelopersAreReadWithoutAProblem(@TempDir Path folder)
      throws IOException {
    var page = Files.readString(ROOT.resolve("docs/developing.md"));
    var entries = matches("(?s)```json\n(\\{\\s+\"command\".*?)```", page);
    var file = folder.resolve(McpJson.FILE_NAME);

    assertThat(entries).isNotEmpty();
    for (var entry : entries) {
      Files.writeString(file, "{\"mcpServers\": {\"notes\": " + entry + "}}");
      assertThat(McpJson.read(List.of(file), Map.of()).problems()).as(entry).isEmpty();
    }
  }

  @Test
  void itsDefaultsAreTheDefaults() {
    var defaults = Timeouts.DEFAULT;

    assertThat(readme).contains("`start_ms` " + defaults.start().toMillis())
        .contains("`list_ms` " + defaults.list().toMillis())
        .contains("`drain_ms` " + defaults.drain().toMillis())
        .contains("`eof_ms` " + defaults.eof().toMillis())
        .contains("`term_ms` " + defaults.term().toMillis())
        .contains("`in_flight` " + Limits.DEFAULT.inFlight())
        .contains("`queued` " + Limits.DEFAULT.queued())
        .contains("`debounce_ms` " + Dev.DEFAULT.debounce().toMillis())
        .contains("\"line_limit_bytes\": " + Wires.DEFAULT_LINE_LIMIT);
  }

  @Test
  void itsLinksLeadSomewhere() {
    assertThat(matches("\\]\\(([^)#:]+)\\)", readme)).isNotEmpty()
        .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  private static List<String> matches(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(found -> Objects.requireNonNull(found.group(1)))
        .toList();
  }

  private static MetaTools tools() {
    var timer = new SystemTimer();
    var surroundings = new StdioConnector.Surroundings(
        Instance.unrecorded(ROOT, Instance.Guard.NOBODY), Map.of(), ROOT, "dev",
        () -> Wires.DEFAULT_LINE_LIMIT);
    var connector = new StdioConnector(surroundings, timer, _ -> {});
    var supervisor = new Supervisor(new Supervisor.Means(connector, timer, InstantSource.system(),
        RestartPolicy.DEFAULT, RandomGenerator.getDefault(), _ -> {}));
    var nothing = new Configuration(Map.of(), List.of(), OptionalLong.empty(), Set.of(), Set.of(),
        List.of());
    var configured = new Configured(() -> nothing, new Ourselves(null, null, Map.of()), ROOT,
        new Variables(Map.of(), Optional.empty()), new InstalledFiles(Optional.empty()));
    var watching = new Watching(new Watching.Parts(supervisor, () -> nothing, configured::isOurs,
        ROOT.resolve(McpJson.FILE_NAME), ROOT, connector.commands(), (_, _, _) -> {},
        InstantSource.system()));
    var quarantine = new Quarantine(NoPlace::new, Optional.empty(), _ -> false);
    var replays = new Replays(supervisor, (_, _) -> {});
    return new MetaTools(new Servers(configured, supervisor, quarantine,
        new Workbench(new Linting(supervisor), new Debugging(), () -> replays, () -> watching),
        timer), NoPlace::new, () -> new StderrTail(InstantSource.system()));
  }
}
