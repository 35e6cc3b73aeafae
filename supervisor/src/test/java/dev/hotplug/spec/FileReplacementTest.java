package dev.hotplug.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
  private static final String OLD = "{\"mcpServers\": {\"ü\": {}}}\r\n";
  private static final String ENTRY = "{\"command\": \"x\"}";

  @TempDir
  Path folder;

  @Test
  void anEditIsSavedWithABackupBesideIt() throws Exception {
    var file = Written.in(folder, OLD).file();
    var edit = (Edit.Added) McpJson.put(file, "n", ENTRY);

    var saved = McpJson.save(file, edit);

    assertThat(saved).isEqualTo(new Saved(file, Optional.of(folder.resolve(".mcp.json.bak"))));
    assertThat(file).hasBinaryContent(edit.after().getBytes(UTF_8));
    assertThat(folder.resolve(".mcp.json.bak")).hasBinaryContent(OLD.getBytes(UTF_8));
    assertThat(names()).containsExactlyInAnyOrder(".mcp.json", ".mcp.json.bak");
  }

  @Test
  void aNewFileNeedsNoBackup() throws Exception {
    var file = folder.resolve(".mcp.json");

    var saved = McpJson.save(file, (Edit.Added) McpJson.put(file, "n", ENTRY));

    assertThat(saved).isEqualTo(new Saved(file, Optional.empty()));
    assertThat(names()).containsExactly(".mcp.json");
    assertThat(McpJson.read(List.of(file), Map.of()).entries()).containsOnlyKeys("n");
  }

  @Test
  void theBackupOfABackupIsTheLatest() throws Exception {
    var file = Written.in(folder, OLD).file();
    McpJson.save(file, (Edit.Added) McpJson.put(file, "n", ENTRY));
    var second = Files.readString(file);

    McpJson.save(file, (Edit.Added) McpJson.put(file, "m", ENTRY));

    assertThat(folder.resolve(".mcp.json.bak")).hasContent(second);
  }

  @Test
  void permissionsStayForTheFileAndItsBackup() throws Exception {
    for (var permissions : List.of("rw-------", "rw-r-----", "rwxrwxrwx")) {
      var file = Written.in(folder, OLD).file();
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

      McpJson.save(file, (Edit.Added) McpJson.put(file, "n", ENTRY));

      assertThat(permissions(file)).isEqualTo(permissions);
      assertThat(permissions(folder.resolve(".mcp.json.bak"))).isEqualTo(permissions);
    }
  }

  @Test
  void theOwnerAndTheGroupStay() throws Exception {
    var file = Written.in(folder, OLD).file();
    Rights.giveAway(file);
    assumeTrue(Files.isWritable(file), "root may not write everything here: skipped");

    McpJson.save(file, (Edit.Added) McpJson.put(file, "n", ENTRY));

    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65534);
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(65534);
  }

  @Test
  void aLinkStaysAndTheFileBehindItIsEdited() throws Exception {
    var shared = Files.createDirectories(folder.resolve("shared")).resolve("servers.json");
    Files.writeString(shared, OLD);
    var middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("shared/servers.json"));
    var link = Files.createSymbolicLink(folder.resolve(".mcp.json"), middle);

    var saved = McpJson.save(link, (Edit.Added) McpJson.put(link, "n", ENTRY));

    assertThat(link).isSymbolicLink();
    assertThat(middle).isSymbolicLink();
    assertThat(shared).content().contains("\"n\"");
    assertThat(saved)
        .isEqualTo(new Saved(shared, Optional.of(folder.resolve("shared/servers.json.bak"))));
  }

  @Test
  void aLinkToNothingOrToItselfIsAnErrorWithWords() throws Exception {
    var loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    var nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("missing/x.json"));
    var change = (Edit.Added) McpJson.put("", "n", ENTRY);

    assertThatThrownBy(() -> McpJson.save(loop, change)).isInstanceOf(IOException.class)
        .hasMessageContaining("loop could not be written: ")
        .hasMessageContaining("It is as it was.");
    assertThatThrownBy(() -> McpJson.save(nowhere, change)).isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere could not be written: ");
  }

  @Test
  void aFileThatChangedMeanwhileIsLeftAlone() throws Exception {
    var file = Written.in(folder, OLD).file();
    var edit = (Edit.Added) McpJson.put(file, "n", ENTRY);
    Files.writeString(file, "{\"mine\": 1}");

    assertThatThrownBy(() -> McpJson.save(file, edit)).isInstanceOf(IOException.class)
        .hasMessageContaining("changed by another program meanwhile");
    assertThat(file).hasContent("{\"mine\": 1}");
    assertThat(names()).containsExactly(".mcp.json");
  }

  @Test
  void aFailureLeavesTheFileAndNoTemporaryOne() throws Exception {
    var file = Written.in(folder, OLD).file();
    Files.createDirectories(folder.resolve(".mcp.json.bak/in the way"));

    assertThatThrownBy(() -> McpJson.save(file, (Edit.Added) McpJson.put(file, "n", ENTRY)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("It is as it was.");
    assertThat(file).hasBinaryContent(OLD.getBytes(UTF_8));
    assertThat(names()).containsExactlyInAnyOrder(".mcp.json", ".mcp.json.bak");
  }

  @Test
  void aFileThatMayNotBeWrittenIsLeftAlone() throws Exception {
    var file = Written.in(folder, OLD).file();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    var change = (Edit.Added) McpJson.put(file, "n", ENTRY);

    if (Files.isWritable(file)) {
      // Root may write everything; the mode stays all the same.
      McpJson.save(file, change);
      assertThat(permissions(file)).isEqualTo("r--r--r--");
    } else {
      assertThatThrownBy(() -> McpJson.save(file, change)).isInstanceOf(IOException.class)
          .hasMessageContaining("permission denied");
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> folder.relativize(file).toString()).toList();
    }
  }

  @Test
  void whatAKilledProcessLeftIsSweptAndNothingElse() throws Exception {
    var file = Written.in(folder, OLD).file();
    var ended = new ProcessBuilder("true").start();
    assertThat(ended.waitFor()).isZero();
    var left = Files.writeString(file.resolveSibling(".mcp.json." + ended.pid() + "-1f.tmp"), "{");
    var backup = Files.writeString(file.resolveSibling(".mcp.json.bak." + ended.pid() + "-2.tmp"),
        "{");
    var busy = Files.writeString(
        file.resolveSibling(".mcp.json." + ProcessHandle.current().pid() + "-3.tmp"), "{");
    var other = Files.writeString(file.resolveSibling("x.mcp.json." + ended.pid() + "-4.tmp"), "");

    McpJson.sweep(file);

    assertThat(left).doesNotExist();
    assertThat(backup).doesNotExist();
    assertThat(busy).exists();
    assertThat(other).exists();
  }
}
