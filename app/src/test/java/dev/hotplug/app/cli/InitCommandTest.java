package dev.hotplug.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.app.serve.Program;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private static final Path LAUNCHER = Path.of("/opt/hot plug/hotplug");

  @TempDir
  private Path project;

  private Path file;
  private final Screen screen = Screen.startedBy(LAUNCHER);

  @BeforeEach
  void begin() {
    file = project.resolve(".mcp.json");
  }

  @Test
  void aProjectWithoutAFileGetsOne() throws IOException {
    assertThat(init()).isZero();

    assertThat(Files.readString(file)).isEqualTo("""
        {
          "mcpServers": {
            "hotplug": {
              "command": "/opt/hot plug/hotplug"
            }
          }
        }
        """);
    assertThat(screen.out()).startsWith("Hotplug was added to " + file + ".")
        .contains("Restart the client")
        .doesNotContain("What it held before");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void whatElseTheFileHoldsStaysAsItIsAndIsBackedUp() throws IOException {
    var before = "{\"x\" : 1.0,\n\t\"mcpServers\": {\"a\":{\"command\":\"b\"}}}";
    Files.writeString(file, before);

    assertThat(init()).isZero();

    assertThat(Files.readString(file)).startsWith("{\"x\" : 1.0,\n\t\"mcpServers\": {\"a\":")
        .contains("/opt/hot plug/hotplug");
    assertThat(McpJson.read(List.of(file), Map.of()).entries()).containsOnlyKeys("a", "hotplug");
    assertThat(screen.out()).contains("What it held before is in ");
    assertThat(backups()).singleElement()
        .satisfies(backup -> assertThat(Files.readString(backup)).isEqualTo(before));
  }

  @Test
  void aSecondTimeNothingIsWritten() throws IOException {
    init();
    var time = Files.getLastModifiedTime(file);

    assertThat(init()).isZero();

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    assertThat(screen.out()).endsWith(file + " has Hotplug already. Nothing was written.\n");
  }

  @Test
  void anEntryThatIsOutOfDateIsBroughtUpToDate() throws IOException {
    Files.writeString(file, "{\"mcpServers\": {\"hotplug\": {\"command\": \"/old\"}}}");

    assertThat(init()).isZero();

    assertThat(screen.out()).startsWith("Hotplug was brought up to date in " + file + ".");
    assertThat(Files.readString(file)).doesNotContain("/old");
  }

  @Test
  void aDryRunShowsTheFileAndWritesNothing() {
    assertThat(init("--dry-run")).isZero();

    assertThat(screen.out()).startsWith("# " + file + " would become this; nothing was written:\n{")
        .contains("\"command\": \"/opt/hot plug/hotplug\"");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatIsBrokenIsRefusedWithItsPlace() throws IOException {
    Files.writeString(file, "{\n  \"mcpServers\": {,}\n}");

    assertThat(init()).isEqualTo(1);

    assertThat(screen.err()).startsWith("hotplug: " + file + ":2:18: ")
        .contains("Nothing was changed");
    assertThat(Files.readString(file)).isEqualTo("{\n  \"mcpServers\": {,}\n}");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsAFailure() {
    var missing = project.resolve("missing");

    assertThat(screen.run("init", "--project", missing.toString())).isEqualTo(1);

    assertThat(screen.err()).isEqualToIgnoringNewLines("hotplug: there is no folder " + missing
        + ". Nothing was written. Name the project with --project DIR.");
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailure() throws IOException {
    Files.createDirectory(file);

    assertThat(init()).isEqualTo(1);

    assertThat(screen.err()).startsWith("hotplug: ").contains("Nothing was changed");
  }

  @Test
  void withoutALauncherTheEntryRunsTheJar() throws IOException {
    var jar = Path.of("/opt/lib/hotplug-app.jar");
    var started = Screen.of(new Program("1", null, jar));

    assertThat(started.run("init", "--project", project.toString())).isZero();

    var spec = McpJson.read(List.of(file), Map.of()).entry("hotplug").orElseThrow().spec();
    assertThat(spec).isInstanceOfSatisfying(ServerSpec.Stdio.class, stdio -> {
      assertThat(Path.of(stdio.command())).isExecutable();
      assertThat(stdio.args()).containsExactly("-jar", jar.toString());
    });
  }

  @Test
  void withoutLauncherAndJarNothingIsWritten() {
    var started = Screen.of(new Program("dev", null, null));

    assertThat(started.run("init", "--project", project.toString())).isEqualTo(1);

    assertThat(started.err()).contains("neither by its launcher nor from its jar")
        .contains("Nothing was done");
    assertThat(file).doesNotExist();
  }

  private int init(String... more) {
    var words = new ArrayList<>(List.of("init", "--project", project.toString()));
    words.addAll(List.of(more));
    return screen.run(words.toArray(String[]::new));
  }

  private List<Path> backups() throws IOException {
    try (var files = Files.list(project)) {
      return files.filter(one -> !one.equals(file)).toList();
    }
  }
}
