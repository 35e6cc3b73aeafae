package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectSearchTest {
  private static final Variables NONE = new Variables(Map.of(), Optional.empty());

  private static final String A = "\"a\": {\"command\": \"x\"}";

  @TempDir
  Path folder;

  @Test
  void theProjectsFileAndThoseOfAllFoldersAboveAreFoundNearestFirst() throws Exception {
    var project = Files.createDirectories(folder.resolve("a/b/c"));
    var near = Written.servers(project, A);
    var middle = Written.servers(folder.resolve("a"), A);
    var far = Written.servers(folder, A);
    Written.servers(folder.resolve("a/b/other"), A);

    assertThat(ours(McpJson.filesOf(project))).containsExactly(near.file(), middle.file(),
        far.file());
    assertThat(ours(McpJson.filesOf(folder.resolve("a/b")))).containsExactly(middle.file(),
        far.file());
  }

  @Test
  void aProjectWithoutAFileHasNone() {
    assertThat(ours(McpJson.filesOf(folder))).isEmpty();
    assertThat(ours(McpJson.filesOf(folder.resolve("missing/too")))).isEmpty();
  }

  @Test
  void aFileOfAnotherUserIsSkippedAndNamed() throws Exception {
    var mine = Written.servers(folder, A);
    var foreign = Written.servers(folder.resolve("sub"), "\"b\": {\"command\": \"x\"}");
    Rights.giveAway(foreign.file());

    var configuration = McpJson.readProject(folder.resolve("sub"), NONE);

    assertThat(McpJson.filesOf(folder.resolve("sub"))).contains(mine.file())
        .doesNotContain(foreign.file());
    assertThat(configuration.entries()).containsKey("a").doesNotContainKey("b");
    assertThat(configuration.problems()).filteredOn(it -> it.file().startsWith(folder))
        .singleElement()
        .hasToString(foreign.file() + ":1:1: this file, or the link to it, belongs to"
            + " another user. It is not read. If you trust it, name it with --config, or make it yours.");
  }

  @Test
  void aLinkOfAnotherUserIsSkipped() throws Exception {
    var mine = Files.writeString(folder.resolve("mine.json"), "{}");
    var link = Files.createSymbolicLink(folder.resolve(".mcp.json"), mine);
    Rights.giveAway(link);

    assertThat(ours(McpJson.filesOf(folder))).isEmpty();
  }

  @Test
  void aFileThatIsNamedIsReadWhoeverOwnsIt() throws Exception {
    var foreign = Written.servers(folder, A);
    Rights.giveAway(foreign.file());

    assertThat(foreign.read().entries()).containsOnlyKeys("a");
  }

  @Test
  void aLinkToAFileIsFollowedAndKeepsItsFolder() throws Exception {
    var shared = Files.createDirectories(folder.resolve("shared"));
    Files.writeString(shared.resolve("servers.json"),
        "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"cwd\": \"sub\"}}}");
    var project = Files.createDirectories(folder.resolve("project"));
    var link = Files.createSymbolicLink(project.resolve(".mcp.json"),
        Path.of("../shared/servers.json"));

    var entry = McpJson.readProject(project, NONE).entry("a").orElseThrow();

    assertThat(entry.file()).isEqualTo(link);
    assertThat(((ServerSpec.Stdio) entry.spec()).cwd()).isEqualTo(project.resolve("sub"));
  }

  @Test
  void theAncestorsAreThoseOfTheRealFolder() throws Exception {
    var real = Files.createDirectories(folder.resolve("real/project"));
    var above = Written.servers(folder.resolve("real"), A);
    Written.servers(folder.resolve("other"), A);
    var link = Files.createSymbolicLink(folder.resolve("other/link"), real);

    assertThat(ours(McpJson.filesOf(link))).containsExactly(above.file());
  }

  @Test
  void whatIsNoFileIsSkippedAndNamed() throws Exception {
    Files.createDirectory(folder.resolve(".mcp.json"));
    var sub = Files.createDirectory(folder.resolve("sub"));
    Files.createSymbolicLink(sub.resolve(".mcp.json"), folder.resolve("missing"));

    var found = McpJson.search(sub);

    assertThat(ours(found.files())).isEmpty();
    assertThat(found.problems()).extracting(Problem::file)
        .contains(sub.resolve(".mcp.json"), folder.resolve(".mcp.json"));
  }

  /** Folders above the test's may hold files of their own. */
  private List<Path> ours(List<Path> files) {
    return files.stream().filter(file -> file.startsWith(folder)).toList();
  }
}
