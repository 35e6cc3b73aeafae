package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpJsonReadTest {
  @TempDir
  Path folder;

  @Test
  void aProgramIsReadWithAllItsParts() {
    var file = Written.servers(folder, """
        "notes": {"command": "node", "args": ["server.js", "--x"], "env": {"B": "1", "A": "2"},
          "cwd": "sub", "alwaysLoad": true, "description": null}""");

    var entry = only(file.read());

    assertThat(entry).isEqualTo(new Entry("notes", ServerList.MCP_SERVERS, file.file(), false,
        new ServerSpec.Stdio("notes", "node", List.of("server.js", "--x"),
            Map.of("B", "1", "A", "2"), folder.resolve("sub"), Options.DEFAULT),
        List.of(), Dev.DEFAULT, Optional.empty()));
    assertThat(((ServerSpec.Stdio) entry.spec()).env().keySet()).containsExactly("B", "A");
    assertThat(file.read().files()).containsExactly(file.file());
  }

  @Test
  void aCommandAloneIsEnough() {
    var entry = only(Written.servers(folder, "\"n\": {\"command\": \"x\"}").read());

    assertThat(entry.spec())
        .isEqualTo(new ServerSpec.Stdio("n", "x", List.of(), Map.of(), null, Options.DEFAULT));
  }

  @Test
  void theTypeDecidesWhatAServerIs() {
    kind("\"url\": \"https://x\"", ServerSpec.Kind.HTTP);
    kind("\"url\": \"https://x\", \"type\": \"http\"", ServerSpec.Kind.HTTP);
    kind("\"url\": \"https://x\", \"type\": \"streamable-http\"", ServerSpec.Kind.HTTP);
    kind("\"url\": \"https://x\", \"type\": \"sse\"", ServerSpec.Kind.SSE);
    kind("\"url\": \"https://x\", \"type\": \"ws\"", ServerSpec.Kind.WS);
    kind("\"url\": \"https://x\", \"command\": \"y\", \"type\": \"ws\"", ServerSpec.Kind.WS);
    assertThat(
        only(Written.servers(folder, "\"n\": {\"command\": \"x\", \"type\": \"stdio\"}").read())
            .spec())
        .isInstanceOf(ServerSpec.Stdio.class);
  }

  private void kind(String members, ServerSpec.Kind kind) {
    var configuration = Written
        .servers(folder, "\"n\": {\"headers\": {\"A\": \"b\"}, " + members + "}")
        .read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(only(configuration).spec())
        .isEqualTo(new ServerSpec.Http("n", "https://x", Map.of("A", "b"), kind, Options.DEFAULT));
  }

  @Test
  void referencesExpandWhereClientsExpandThem() {
    var environment = Map.of("V", "v", "E", "");
    var stdio = Written
        .servers(folder,
            """
                "n": {"command": "${V}/x", "args": ["${V}", "${U:-d}", "$V", "~"], "env": {"${V}": "${E:-d}"},
                  "cwd": "/${V}"}""")
        .read(environment);
    var http = Written.servers(folder, """
        "n": {"url": "http://${V}", "headers": {"${V}": "${V}"}}""").read(environment);

    assertThat(only(stdio).spec()).isEqualTo(new ServerSpec.Stdio("n", "v/x",
        List.of("v", "d", "$V", "~"), Map.of("${V}", ""), Path.of("/v"), Options.DEFAULT));
    assertThat(only(http).spec()).isEqualTo(new ServerSpec.Http("n", "http://v",
        Map.of("${V}", "v"), ServerSpec.Kind.HTTP, Options.DEFAULT));
  }

  @Test
  void aMissingVariableStopsOnlyItsServerAndIsNamed() {
    var configuration = Written.in(folder, """
        {"mcpServers": {
          "a": {"command": "x", "args": ["${TOKEN}", "${KEY}", "${TOKEN}"]},
          "b": {"command": "x"}}}""").read();

    assertThat(configuration.entries()).containsOnlyKeys("a", "b");
    assertThat(configuration.entry("a").orElseThrow().unset()).containsExactly("TOKEN", "KEY");
    assertThat(configuration.entry("b").orElseThrow().unset()).isEmpty();
    assertThat(configuration.problems()).hasSize(2);
    assertThat(configuration.problems().getFirst()).hasToString(folder.resolve(".mcp.json")
        + ":2:34: \"a\": the variable TOKEN is not set. This server cannot be started, the others can."
        + " Set TOKEN, or give a default: ${TOKEN:-default}.");
  }

  @Test
  void aDisabledServerNeedsNoVariables() {
    var configuration = Written
        .servers(folder, "\"a\": {\"command\": \"${TOKEN}\", \"disabled\": true}")
        .read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(only(configuration).disabled()).isTrue();
    assertThat(only(configuration).unset()).containsExactly("TOKEN");
  }

  @Test
  void onlyTrueDisables() {
    var configuration = Written.servers(folder, """
        "a": {"command": "x", "disabled": false}, "b": {"command": "x", "disabled": "false"},
        "c": {"command": "x"}""").read();

    assertThat(configuration.entries().values()).extracting(Entry::disabled)
        .containsExactly(false, true, false);
    assertThat(configuration.problems()).singleElement()
        .satisfies(it -> assertThat(it.message()).contains("counts as disabled"));
  }

  @Test
  void aRelativeFolderCountsFromTheFile() {
    cwd("sub", folder.resolve("sub"));
    cwd(".", folder);
    cwd("./a//b/", folder.resolve("a/b"));
    cwd("../b", folder.resolve("../b"));
    cwd("/abs", Path.of("/abs"));
  }

  private void cwd(String written, Path expected) {
    var spec = only(
        Written.servers(folder, "\"n\": {\"command\": \"x\", \"cwd\": \"" + written + "\"}").read())
        .spec();

    assertThat(((ServerSpec.Stdio) spec).cwd()).hasToString(expected.toString());
  }

  @Test
  void bothListsAreRead() {
    var configuration = Written.in(folder, """
        {"mcpServers": {"a": {"command": "x"}}, "hotplug": {"servers": {"b": {"command": "y"}}}}""")
        .read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.entry("a").orElseThrow().list()).isEqualTo(ServerList.MCP_SERVERS);
    assertThat(configuration.entry("b").orElseThrow().list()).isEqualTo(ServerList.HOTPLUG_SERVERS);
  }

  @Test
  void vsCodesListIsReadWhereTheUsualOneIsAbsent() {
    var alone = Written.in(folder, """
        {"servers": {"a": {"type": "stdio", "command": "x"}}, "inputs": []}""").read();
    var beside = Written.in(folder, """
        {"servers": {"a": {"command": "x"}}, "mcpServers": {"b": {"command": "y"}}}""").read();

    assertThat(only(alone).list()).isEqualTo(ServerList.SERVERS);
    assertThat(alone.problems()).isEmpty();
    assertThat(beside.entries()).containsOnlyKeys("b");
    assertThat(beside.problems()).singleElement()
        .satisfies(it -> assertThat(it.message()).contains("Only mcpServers is read"));
  }

  @Test
  void aNameInBothListsOfAFileIsTheOneThatOnlyWeRead() {
    var configuration = Written.in(folder, """
        {"mcpServers": {"a": {"command": "theirs"}},
         "hotplug": {"servers": {"a": {"command": "ours"}}}}""").read();

    assertThat(only(configuration).list()).isEqualTo(ServerList.HOTPLUG_SERVERS);
    assertThat(configuration.problems()).singleElement()
        .hasToString(folder.resolve(".mcp.json")
            + ":1:17: \"a\" is in mcpServers and in hotplug.servers. The one in hotplug.servers counts."
            + " Delete one, or rename it.");
  }

  @Test
  void theNearestFileWinsPerName() {
    var near = Written.servers(folder.resolve("p/q"),
        "\"a\": {\"command\": \"near\"}, \"broken\": {}");
    var far = Written.in(folder,
        """
            {"mcpServers": {"a": {"command": "far"}, "b": {"command": "far"}, "broken": {"command": "far"}},
             "hotplug": {"line_limit_bytes": 2048}}""");

    var configuration = McpJson.read(List.of(near.file(), far.file()), Map.of());

    assertThat(configuration.entries().keySet()).containsExactly("a", "b");
    assertThat(configuration.entry("a").orElseThrow().file()).isEqualTo(near.file());
    assertThat(configuration.entry("b").orElseThrow().file()).isEqualTo(far.file());
    assertThat(configuration.entry("broken")).isEmpty();
    assertThat(configuration.files()).containsExactly(near.file(), far.file());
    assertThat(configuration.lineLimitBytes()).isEqualTo(OptionalLong.of(2048));
  }

  @Test
  void theResultIsSortedAndCannotBeChanged() {
    var configuration = Written
        .servers(folder,
            "\"b\": {\"command\": \"x\"}, \"a\": {\"command\": \"x\"}, \"B\": {\"command\": \"x\"}")
        .read();

    assertThat(configuration.entries().keySet()).containsExactly("B", "a", "b");
    assertThatThrownBy(() -> configuration.entries().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void nothingIsReadFromAnEmptyConfiguration() {
    for (var text : List.of("{}", "{\"mcpServers\": {}}", "{\"mcpServers\": {}, \"servers\": {}}",
        "{\"mcpServers\": {}, \"servers\": []}", "{\"other\": 1, \"$schema\": \"x\"}")) {
      var configuration = Written.in(folder, text).read();

      assertThat(configuration.entries()).isEmpty();
      assertThat(configuration.problems()).isEmpty();
    }
  }

  @Test
  void aSpecPrintsNoSecrets() {
    var configuration = Written.servers(folder, """
        "a": {"command": "x", "args": ["s3cret"], "env": {"TOKEN": "s3cret"}},
        "b": {"url": "http://u:s3cret@x", "headers": {"Authorization": "s3cret"}}""").read();

    assertThat(configuration.toString()).contains("TOKEN", "Authorization")
        .doesNotContain("s3cret");
  }

  private static Entry only(Configuration configuration) {
    assertThat(configuration.entries()).hasSize(1);
    return configuration.entries().values().iterator().next();
  }
}
