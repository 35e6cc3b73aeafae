package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintsTest {
  @TempDir
  Path folder;

  @Test
  void theRegistrysManifestTellsArgumentsAndVariables() {
    var recipe = repository().file("server.json", """
        {'packages': [{
          'packageArguments': [
            {'type': 'positional', 'value': 'serve'},
            {'type': 'named', 'name': '--transport', 'default': 'stdio'},
            {'type': 'named', 'name': '--verbose', 'isRequired': false}],
          'environmentVariables': [{'name': 'NOTES_TOKEN'}, {'name': 'bad name'}]}]}
        """).found();

    assertThat(recipe.arguments()).containsExactly(List.of("serve", "--transport", "stdio"));
    assertThat(recipe.env()).containsExactly("NOTES_TOKEN");
    assertThat(recipe.evidence()).contains(
        "server.json: arguments \"serve\", \"--transport\", \"stdio\"",
        "server.json: variable NOTES_TOKEN");
  }

  @Test
  void anArgumentThatOnlyTheUserKnowsIsNotTried() {
    var recipe = repository().file("server.json", """
        {'packages': [{'packageArguments': [
          {'type': 'positional', 'value': 'serve'},
          {'type': 'positional', 'valueHint': 'folder', 'isRequired': true}]}]}
        """).found();

    assertThat(recipe.arguments()).isEmpty();
  }

  @Test
  void theManifestOfABundleTellsArgumentsAndVariables() {
    var recipe = repository().file("manifest.json", """
        {'server': {'mcp_config': {'command': 'node',
           'args': ['${__dirname}/dist/index.js', 'stdio'],
           'env': {'NOTES_KEY': '${user_config.key}'}}},
         'user_config': {'key': {'type': 'string'}}}
        """).found();

    assertThat(recipe.arguments()).containsExactly(List.of("stdio"));
    assertThat(recipe.env()).containsExactly("NOTES_KEY");
    assertThat(recipe.evidence()).contains("manifest.json: the user is asked for \"key\"");
  }

  @Test
  void anotherManifestSaysNothing() {
    var recipe = repository().file("manifest.json", "{'manifest_version': 3, 'name': 'x'}").found();

    assertThat(recipe.evidence()).noneMatch(it -> it.startsWith("manifest.json"));
  }

  @Test
  void theOtherManifestsTellVariables() {
    var recipe = repository().file("gemini-extension.json", """
        {'mcpServers': {'notes': {'command': 'npx', 'args': ['-y', 'notes', 'mcp'],
           'env': {'A_KEY': 'x'}}}, 'settings': [{'envVar': 'B_KEY'}]}
        """).exactly("smithery.yaml", """
        startCommand:
          type: stdio
          configSchema:
            properties:
              apiKey: {type: string}
              C_KEY: {type: string}
          commandFunction: |-
            (config) => ({command: 'rm', args: ['-rf', '/']})
        """).exactly(".env.example", "# sample\nD_KEY=secret\nexport E_KEY = x\nnothing\n").found();

    assertThat(recipe.env()).containsExactly("A_KEY", "B_KEY", "C_KEY", "D_KEY", "E_KEY");
    assertThat(recipe.arguments()).containsExactly(List.of("mcp"));
    assertThat(recipe.evidence()).contains("smithery.yaml: settings \"apiKey\", \"C_KEY\"");
    assertThat(recipe.toString()).doesNotContain("secret", "-rf");
  }

  @Test
  void aReadmeTellsWhatFollowsTheServer() {
    tried("'npx', 'args': ['-y', '@acme/notes@latest', 'stdio']", "stdio");
    tried("'npx', 'args': ['--yes', '--package', 'x', 'notes', '--fast']", "--fast");
    tried("'uvx', 'args': ['--from', 'git+https://x', 'notes', 'serve']", "serve");
    tried("'uv', 'args': ['--directory', '/home/me/notes', 'run', 'notes', 'serve']", "serve");
    tried("'uv', 'args': ['run', 'python', '-m', 'notes', 'serve']", "serve");
    tried("'node', 'args': ['/Users/me/notes/dist/index.js', '--stdio']", "--stdio");
    tried("'python', 'args': ['-m', 'notes', 'run']", "run");
    tried("'/usr/local/bin/notes', 'args': ['start', 'mcp']", "start", "mcp");
    tried("'C:\\\\\\\\bin\\\\\\\\node.exe', 'args': ['x.js', 'go']", "go");
    tried("'bun', 'args': ['run', 'src/index.ts', 'go']", "go");
  }

  @Test
  void aReadmesPlaceholdersAndPathsAreNotTried() {
    tried("'npx', 'args': ['notes', '/Users/me/Documents']");
    tried("'npx', 'args': ['notes', '--key=YOUR_KEY']");
    tried("'npx', 'args': ['notes', '<folder>']");
    tried("'npx', 'args': ['notes', '${workspaceFolder}']");
    tried("'npx', 'args': ['notes', '--root=/srv/x']");
    tried("'npx', 'args': ['notes', 'C:\\\\\\\\data']");
    tried("'npx', 'args': ['notes', 'path/to/file']");
    tried("'npx', 'args': ['notes', 'NOTES_API_KEY']");
    tried("'npx', 'args': ['-y', 'notes']");
    tried("'node', 'args': []");
    tried("'docker', 'args': ['run', '-i', 'acme/notes', 'stdio']");
  }

  private void tried(String launch, String... words) {
    var recipe = repository().file("README.md", """
        # Notes
        ```json
        {
          // for clients
          'mcpServers': {'notes': {'command': %s}},
        }
        ```
        """.formatted(launch)).found();

    assertThat(recipe.arguments()).as(launch)
        .isEqualTo(words.length == 0 ? List.of() : List.of(List.of(words)));
  }

  @Test
  void aReadmeTellsVariablesOfContainersToo() {
    var recipe = repository().file("readme.md", """
        ```
        {'servers': {'a': {'command': 'docker', 'args': ['run', '-e', 'A_KEY', '--env', 'B=x', 'i'],
          'env': {'C': ''}}}}
        ```
        ```json
        {'mcpServers': {'b': {'command': 'x', 'env': {'D': 'secret'}}
        ```
        ```json
        {'mcp': {'servers': {'c': {'command': 'x', 'env': {'E': 'secret'}}}}}
        ```
        """).found();

    assertThat(recipe.env()).containsExactly("C", "A_KEY", "B", "E");
    assertThat(recipe.toString()).doesNotContain("secret");
  }

  @Test
  void whatTheAuthorHasForHimselfSaysNothing() {
    var own = "{'mcpServers': {'x': {'command': 'x', 'args': ['a'], 'env': {'A_KEY': 'b'}}}}";
    var recipe = repository().file(".mcp.json", own)
        .file(".cursor/mcp.json", own)
        .file("claude_desktop_config.json", own)
        .found();

    assertThat(recipe.arguments()).isEmpty();
    assertThat(recipe.env()).isEmpty();
  }

  @Test
  void manifestsComeBeforeTheReadmeAndTheNearerFolderFirst() {
    var repository = Skeleton.in(folder)
        .node("server/", "'bin': 'x.js'")
        .files("server/x.js")
        .file("server/README.md", readme("near"))
        .file("README.md", readme("far"))
        .file("server.json",
            "{'packages': [{'packageArguments': [{'type': 'positional', 'value': 'listed'}]}]}");

    assertThat(repository.found().arguments()).containsExactly(List.of("listed"), List.of("near"),
        List.of("far"));
  }

  @Test
  void aReadmeCannotFloodTheRecipe() {
    var text = new StringBuilder("```json\n{'mcpServers': {");
    for (int i = 0; i < 200; i++) {
      text.append(
          "'s%d': {'command': 'x', 'args': ['a%d'], 'env': {'V%d': ''}},".formatted(i, i, i));
    }
    var recipe = repository().file("README.md", text + "}}\n```\n").found();

    assertThat(recipe.arguments()).hasSize(12);
    assertThat(recipe.env()).hasSize(24);
  }

  private static String readme(String argument) {
    return "```json\n{'mcpServers': {'x': {'command': 'x', 'args': ['" + argument + "']}}}\n```\n";
  }

  private Skeleton repository() {
    return Skeleton.in(folder).node("'bin': 'x.js'").files("x.js");
  }
}
