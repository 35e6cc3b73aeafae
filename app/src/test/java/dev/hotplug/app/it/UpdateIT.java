package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version of an installed server: what is shown, what is run, and what is gone back to. */
@Tag("building")
class UpdateIT {
  private static final String OLD = Sample.NODE.source();
  private static final String NEW = OLD.replace("v0", "v1")
      .replace("{ type: 'object' }", "{ type: 'object', required: ['of'] }");

  @TempDir
  private Path folder;

  private Repository repository;
  private Hotplug hotplug;

  @BeforeEach
  void install() throws Exception {
    var project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(project.resolve(".mcp.json"), "{\"mcpServers\": {}}\n");
    repository = Repository.small(folder, "small");
    hotplug = Hotplug.in(project).args("--allow-local").limit(Duration.ofMinutes(2)).start();
    Wish.of(repository).installAndLoad(hotplug).assertSuccess();
  }

  @AfterEach
  void close() {
    hotplug.close();
  }

  @Test
  void aRunningServerIsUpdatedAndBroughtBackByteForByte() throws Exception {
    var first = repository.head();
    var tree = tree(first);
    var second = repository.file("server.js", NEW).commit().head();

    var plan = update(Map.of()).result();

    assertThat(plan.word("status")).isEqualTo("needs_confirmation");
    assertThat(plan.word("from_commit")).isEqualTo(first);
    assertThat(plan.field("update").path("commits").toString()).isEqualTo("[\"x\"]");
    assertThat(plan.field("update").path("plan_changes")).isEmpty();
    assertThat(plan.field("plan").path("commit").asText()).isEqualTo(second);
    assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v0");

    var updated = update(Map.of("confirm", plan.word("confirm"))).result().assertSuccess();

    assertThat(updated.word("status")).isEqualTo("updated");
    assertThat(updated.field("diff").path("changed").toString())
        .isEqualTo("[{\"name\":\"version\",\"breaking\":true}]");
    assertThat(updated.field("generation").asInt()).isEqualTo(2);
    assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v1");
    assertThat(update(Map.of()).result().assertSuccess().word("status")).isEqualTo("newest");

    long began = System.nanoTime();
    var back = rollback().assertSuccess();
    var took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(back.word("commit")).isEqualTo(first);
    assertThat(back.word("from_commit")).isEqualTo(second);
    assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v0");
    assertThat(tree(first)).isEqualTo(tree);
    assertThat(took).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(rollback().assertSuccess().word("commit")).isEqualTo(second);
    assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v1");
  }

  @Test
  void aVersionThatDoesNotAnswerOrDoesNotLoadLeavesTheOldOneServing() throws Exception {
    var first = repository.head();
    repository.file("server.js", "throw new Error('broken');\n").commit();

    var broken = agreed();

    assertThat(broken.word("step")).isEqualTo("probe");
    assertThat(broken.word("reason")).contains("Commit " + first + " stays installed.");
    assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v0");

    // It answers where it is tried out, and only there.
    repository
        .file("server.js",
            "if (!process.argv[1].includes('/next/')) throw new Error('not here');\n" + NEW)
        .commit();

    var refused = agreed();

    assertThat(refused.word("step")).isEqualTo("load");
    assertThat(refused.word("reason")).contains("was not taken up", "Commit " + first);
    assertThat(refused.field("log_tail").toString()).contains("not here");
    assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v0");
    assertThat(rollback().word("reason")).contains("was not updated since it was installed");
    assertThat(Tree.files(home()).stream().map(Path::toString))
        .noneMatch(file -> file.contains(repositoryHead().substring(0, 12)));
  }

  @Test
  void aVersionThatIsStillRunIsNotTakenAway() throws Exception {
    var first = repository.head();
    try (var other = Hotplug.in(folder.resolve("project"))
        .args("--allow-local")
        .beside(hotplug)
        .limit(Duration.ofMinutes(2))
        .start()) {
      assertThat(other.text("small", "version", "{}")).isEqualTo("v0");
      // It would take up the new one by itself.
      other.callTool("watch_server", "{\"server_name\":\"small\",\"enabled\":false}")
          .assertSuccess();
      for (var version : List.of("v1", "v2")) {
        repository.file("server.js", OLD.replace("v0", version)).commit();
        agreed().assertSuccess();
      }

      assertThat(tree(first)).isNotEmpty();
      assertThat(other.text("small", "version", "{}")).isEqualTo("v0");
      assertThat(hotplug.text("small", "version", "{}")).isEqualTo("v2");
    }
    repository.file("server.js", OLD.replace("v0", "v3")).commit();
    agreed().assertSuccess();
    assertThat(home().resolve(first.substring(0, 12))).doesNotExist();
  }

  @Test
  void byHandItIsTheSame() throws Exception {
    var first = repository.head().substring(0, 12);
    var elsewhere = Files.createDirectory(folder.resolve("by-hand"));
    try (var shell = Shell.in(elsewhere)) {
      var installed = shell.hotplug("install", repository.url(), "--allow-local", "--yes");
      assertThat(installed.exit()).as(installed.err()).isZero();
      assertThat(shell.hotplug("outdated", "--allow-local").out())
          .containsPattern("small +" + first + " +" + first + " +default branch +-");
      var second = repository.file("server.js", NEW).commit().head();

      var outdated = shell.hotplug("outdated", "--allow-local");
      assertThat(outdated.exit()).isZero();
      assertThat(outdated.out()).containsPattern("small +" + first + " +" + second.substring(0, 12)
          + " +default branch +hotplug update small");
      var dry = shell.hotplug("update", "small", "--allow-local", "--dry-run");
      assertThat(dry.out()).contains("Update the MCP server \"small\"", second, "new: x",
          "Nothing was done, as --dry-run wants it.");
      var unasked = shell.hotplug("update", "small", "--allow-local");
      assertThat(unasked.exit()).isEqualTo(1);
      assertThat(unasked.err()).contains("there is nobody to ask");
      var updated = shell.hotplug("update", "small", "--allow-local", "--yes");
      assertThat(updated.exit()).as(updated.err()).isZero();
      assertThat(updated.out()).contains("\"small\" is of commit " + second + " now",
          "changed so that calls may break: version");
      var back = shell.hotplug("rollback", "small");
      assertThat(back.out()).contains("commit " + second + " is kept");
      assertThat(shell.hotplug("call", "small", "version").out()).isEqualTo("v0\n");

      Files.move(repository.folder(), folder.resolve("elsewhere"));
      var silent = shell.hotplug("outdated", "--allow-local", "--json");
      assertThat(silent.exit()).isEqualTo(1);
      assertThat(Bytes.tree(silent.out()).at("/servers/0/status").asText()).isEqualTo("unknown");
      assertThat(shell.hotplug("rollback", "smal").err()).contains("Did you mean \"small\"?");
    }
  }

  private ToolResult agreed() throws InterruptedException {
    var plan = update(Map.of()).result();
    return update(Map.of("confirm", plan.word("confirm"))).result();
  }

  private Asked update(Map<String, String> more) {
    var members = new ArrayList<>(List.of("\"server_name\":\"small\""));
    more.forEach((name, value) -> members.add("\"" + name + "\":" + Bytes.quote(value)));
    return hotplug.askTool("update_mcp_server", "{" + String.join(",", members) + "}");
  }

  private ToolResult rollback() throws InterruptedException {
    return hotplug.callTool("rollback_mcp_server", "{\"server_name\":\"small\"}");
  }

  private Path home() {
    return hotplug.homes().data().resolve("hotplug/servers/small");
  }

  private String repositoryHead() {
    try {
      return repository.head();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Every file of a version, and what it holds. */
  private Map<String, String> tree(String commit) throws IOException {
    var version = home().resolve(commit.substring(0, 12));
    var tree = new TreeMap<String, String>();
    try (var files = Files.walk(version)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        tree.put(version.relativize(file).toString(),
            HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return tree;
  }
}
