package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenoDetectorTest {
  private static final String IMPORTS = "'imports': {'sdk': 'npm:@modelcontextprotocol/sdk@^1.2'}";
  private static final String DENO = "env DENO_DIR={root}/.hotplug/deno deno ";
  private static final String ALL = "Nothing says what main.ts has to be allowed; it may do all"
      + " that you may (deno run -A).";

  @TempDir
  Path folder;

  @Test
  void aTaskSaysWhatIsStartedAndWhatItMayDo() {
    var repository = project("'tasks': {'dev': 'deno run -A --watch main.ts',"
        + " 'start': 'deno run --allow-net=x.org --allow-env --config x.json main.ts --stdio'}")
        .files("main.ts");

    assertThat(repository.start())
        .isEqualTo(DENO + "run --no-prompt --allow-net=x.org --allow-env {root}/main.ts");
    assertThat(repository.found().arguments()).containsExactly(List.of("--stdio"));
    assertThat(repository.steps()).containsExactly("$ " + DENO + "cache {root}/main.ts");
    assertThat(repository.found().name()).isEqualTo("notes");
    assertThat(repository.found().warnings()).isEmpty();
  }

  @Test
  void aTaskMayBeAnObjectAndItsFileBehindOtherCommands() {
    var repository = project(
        "'tasks': {'mcp': {'command': 'deno check . && deno run -A src/x.ts'}}")
        .files("src/x.ts", "main.ts");

    assertThat(repository.start()).isEqualTo(DENO + "run --no-prompt -A {root}/src/x.ts");
  }

  @Test
  void withoutATaskWhatIsExportedIsTakenThenACustomaryName() {
    var exported = project("'exports': './mod.ts'").files("mod.ts", "main.ts");
    var customary = project("'tasks': {'start': 'deno run -A gone.ts'}").files("main.ts");

    assertThat(exported.start()).isEqualTo(DENO + "run --no-prompt -A {root}/mod.ts");
    assertThat(project("'exports': {'.': './mod.ts'}").files("mod.ts").start())
        .endsWith("{root}/mod.ts");
    assertThat(customary.start()).isEqualTo(DENO + "run --no-prompt -A {root}/main.ts");
    assertThat(customary.found().warnings()).containsExactly(ALL);
  }

  @Test
  void aFileThatNamesDenoNeedsNothingElse() {
    var repository = repository().exactly("main.ts",
        "#!/usr/bin/env -S deno run --allow-env\nimport {x} from 'npm:@modelcontextprotocol/sdk@1';");

    assertThat(repository.start()).isEqualTo(DENO + "run --no-prompt --allow-env {root}/main.ts");
    assertThat(repository.found().warnings()).isEmpty();
    assertThat(repository().exactly("main.ts", "import 'npm:@modelcontextprotocol/sdk';")
        .nothing()
        .reason()).startsWith("No MCP server");
  }

  @Test
  void aLockIsKeptTo() {
    assertThat(project("").files("main.ts", "deno.lock").steps()).containsExactly(
        "$ " + DENO + "cache --frozen {root}/main.ts || " + DENO + "cache {root}/main.ts");
  }

  @Test
  void settingsMayHaveComments() {
    var repository = repository()
        .exactly("deno.jsonc", "{\n  // ours\n  \"name\": \"@acme/notes\",\n}")
        .files("main.ts");

    assertThat(repository.found().name()).isEqualTo("notes");
  }

  @Test
  void aNodeServerWithSettingsForDenoIsANodeServer() {
    var repository = project("'exports': './mod.ts'").node("'bin': 'a.js'")
        .files("a.js", "mod.ts")
        .tools("node", "npm", "deno");

    assertThat(repository.found().ecosystem()).isEqualTo("node (npm)");
  }

  @Test
  void theFileOrTaskThatIsAskedForIsTaken() {
    var repository = project("'tasks': {'other': 'deno run -N other.ts'}").files("main.ts",
        "other.ts");

    assertThat(repository.serverFile("other.ts").start()).endsWith(" -A {root}/other.ts");
    assertThat(repository.serverFile("other").start()).endsWith(" -N {root}/other.ts");
  }

  /** A {@code deno.json} that depends on MCP, with {@code fields} besides. */
  private Skeleton project(String fields) {
    return repository().file("deno.json",
        "{'name': '@acme/notes', " + IMPORTS + (fields.isEmpty() ? "" : ", ") + fields + "}");
  }

  private Skeleton repository() {
    return Skeleton.in(folder).tools("deno");
  }
}
