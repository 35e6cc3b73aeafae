package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorsTest {
  private static final String REMOTE = "{'remotes': [{'type': 'streamable-http',"
      + " 'url': 'https://mcp.acme.example/mcp'}]}";

  @TempDir
  Path folder;

  @Test
  void everyEcosystemInAFolderIsACandidate() {
    var python = repository().file("package.json", "{'main': 'a.js'}")
        .files("a.js", "pom.xml")
        .exactly("requirements.txt", "mcp\n")
        .exactly("server.py", Skeleton.SERVER_PY);
    var node = repository().node("'bin': 'a.js'")
        .files("a.js")
        .file("pyproject.toml",
            "[project]\nname = 'scripts'\n[project.scripts]\nscripts = 'a:b'\n[build-system]\n");

    assertThat(python.found().ecosystem()).isEqualTo("python (pip)");
    assertThat(node.found().ecosystem()).isEqualTo("node (npm)");
  }

  @Test
  void amongServersADeclaredStartWins() {
    var repository = repository().node("'bin': 'a.js'")
        .files("a.js")
        .exactly("requirements.txt", "mcp\n")
        .exactly("server.py", Skeleton.SERVER_PY);

    assertThat(repository.found().ecosystem()).isEqualTo("node (npm)");
  }

  @Test
  void twoEcosystemsThatAreEquallyLikelyAreAChoice() {
    var repository = repository().node("'bin': 'a.js'")
        .files("a.js")
        .pythonPackage("[project.scripts]\nnotes = 'notes:main'\n");

    assertThat(repository.choices()).containsExactly("server_file=a.js", "server_file=notes");
    assertThat(repository.serverFile("a.js").start()).isEqualTo("node {root}/a.js");
    assertThat(repository.serverFile("notes").start()).isEqualTo("{root}/.venv/bin/notes");
  }

  @Test
  void aNameThatIsAskedForIsNoFileThatCouldBeBuilt() {
    var repository = repository().node("'bin': 'dist/a.js', 'scripts': {'build': 'tsc'}")
        .pythonPackage("[project.scripts]\nnotes = 'notes:main'\n")
        .serverFile("notes");

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/notes");
  }

  @Test
  void requirementsThatAreAskedForMeanPython() {
    var repository = repository().node("'bin': 'a.js'")
        .files("a.js", "requirements.txt")
        .exactly("server.py", Skeleton.SERVER_PY)
        .requirementsFile("requirements.txt");

    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/python {root}/server.py");
  }

  @Test
  void withoutAServerAtTheRootTheOneBelowIsTaken() {
    below("server/");
    below("packages/notes/");
    below("a/b/c/");
  }

  private void below(String place) {
    var repository = repository().file("package.json", "{'name': 'site', 'main': 'web.js'}")
        .files("web.js")
        .node(place, "'bin': 'x.js'")
        .files(place + "x.js");

    assertThat(repository.start()).isEqualTo("node {root}/" + place + "x.js");
  }

  @Test
  void aRootWithAServerIsNotSearchedFurther() {
    var repository = repository().node("'bin': 'a.js'")
        .files("a.js", "other/b.js")
        .node("other/", "'bin': 'b.js'");

    assertThat(repository.start()).isEqualTo("node {root}/a.js");
  }

  @Test
  void someFoldersAreNotSearched() {
    for (var skipped : new String[]{"tests/", "examples/", "docs/", "vendor/", "node_modules/x/",
        ".venv/x/", ".git/x/", "a/b/c/d/"}) {
      var repository = repository().node(skipped, "'bin': 'x.js'").files(skipped + "x.js");

      assertThat(repository.nothing().reason()).as(skipped)
          .isEqualTo("No MCP server was found in the repository.");
    }
  }

  @Test
  void severalServersAreAChoiceOfFolders() {
    var repository = repository().node("src/files/", "'name': 'files', 'bin': 'x.js'")
        .node("src/git/", "'name': 'git', 'bin': 'x.js'")
        .files("src/files/x.js", "src/git/x.js", "src/fetch/uv.lock")
        .exactly("src/fetch/requirements.txt", "mcp\n")
        .exactly("src/fetch/server.py", Skeleton.SERVER_PY);

    assertThat(repository.choices()).containsExactly("subdir=src/fetch", "subdir=src/files",
        "subdir=src/git");
    var choices = ((Detection.Ambiguous) repository.detect()).choices();
    assertThat(choices.get(0).what()).isEqualTo("python server \"notes\" in src/fetch");
    assertThat(choices.get(1).what()).isEqualTo("node server \"files\" in src/files");
    assertThat(repository.subdir("src/git").start()).isEqualTo("node {root}/src/git/x.js");
  }

  @Test
  void aLibraryBesideAServerIsNoChoice() {
    var repository = repository().node("packages/kit/", "'name': 'kit', 'main': 'kit.js'")
        .node("packages/notes/", "'name': 'notes', 'bin': 'notes.js'")
        .files("packages/kit/kit.js", "packages/notes/notes.js");
    var mains = repository().node("packages/a/", "'main': 'a.js'")
        .node("packages/b/", "'main': 'b.js'")
        .files("packages/a/a.js", "packages/b/b.js");

    assertThat(repository.start()).isEqualTo("node {root}/packages/notes/notes.js");
    assertThat(mains.choices()).containsExactly("subdir=packages/a", "subdir=packages/b");
  }

  @Test
  void severalFilesBelowAreAChoiceThatCanBeMade() {
    var repository = repository().exactly("servers/requirements.txt", "mcp\n")
        .exactly("servers/a.py", Skeleton.SERVER_PY)
        .exactly("servers/b.py", Skeleton.SERVER_PY);

    assertThat(repository.choices()).containsExactly("server_file=servers/a.py",
        "server_file=servers/b.py");
    assertThat(repository.serverFile("./servers/b.py").start())
        .isEqualTo("{root}/servers/.venv/bin/python {root}/servers/b.py");
    assertThat(repository.subdir("servers").serverFile("a.py").start())
        .isEqualTo("{root}/servers/.venv/bin/python {root}/servers/a.py");
  }

  @Test
  void aFolderThatIsNotThereIsToldWithThoseThatAre() {
    var nothing = repository().files("packages/x", "docs/y").subdir("package").nothing();

    assertThat(nothing.reason()).isEqualTo("There is no folder package in the repository.");
    assertThat(nothing.lookedFor()).containsExactly("folder docs", "folder packages");
    assertThat(repository().subdir("../..").nothing().reason())
        .isEqualTo("There is no folder ../.. in the repository.");
  }

  @Test
  void aProgramThatIsMissingIsNamedWithTheFileThatAsksForIt() {
    missing("go.mod", "module github.com/acme/notes-mcp", "Go", "go");
    missing("Cargo.toml", "[package]\nname = 'notes'\n[dependencies]\nrmcp = '1'", "Rust", "cargo");
    missing("pom.xml", "<project><artifactId>mcp</artifactId></project>", "Java",
        "javac and no mvn");
    missing("build.gradle.kts", "id(\"com.gradleup.shadow\")\n\"io.modelcontextprotocol:sdk:1\"",
        "Java", "javac and no gradle");
    missing("Notes.csproj",
        "<Project><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>" + "</Project>",
        ".NET", "dotnet");
    missing("deno.json", "{\"exports\": \"./mod.ts\"}", "Deno", "deno");
    missing("server/go.mod", "module github.com/acme/notes-mcp", "Go", "go");
  }

  private void missing(String marker, String text, String ecosystem, String programs) {
    var sources = marker.contains("/") ? "server/" : "";
    var nothing = repository().exactly(marker, text)
        .exactly(sources + "main.go", "package main\nfunc main() {}\n")
        .files("src/main.rs", "mod.ts")
        .nothing();

    var file = ecosystem.equals("Deno") ? "mod.ts" : marker;
    assertThat(nothing.reason()).isEqualTo("It is a " + ecosystem + " server (" + file
        + "), and this machine has no " + programs + ".");
    assertThat(nothing.nextStep()).startsWith("Install ").endsWith("; then install again.");
  }

  @Test
  void aPackageThatOnlyWrapsAServerGivesWayToIt() {
    var repository = repository().file("package.json", "{'name': 'notes-mcp', 'bin': 'run.js'}")
        .files("run.js")
        .exactly("go.mod", "module x.org/notes\nrequire github.com/mark3labs/mcp-go v0.1.0")
        .exactly("main.go", "package main\nfunc main() {}\n")
        .tools("go", "node", "npm");

    assertThat(repository.found().ecosystem()).isEqualTo("go");
  }

  @Test
  void serversOfSeveralEcosystemsAreAChoiceThatCanBeMade() {
    var repository = repository().node("'bin': 'a.js'")
        .files("a.js", "src/main.rs", "mod.ts")
        .exactly("go.mod", "module x.org/notes\nrequire github.com/mark3labs/mcp-go v0.1.0")
        .exactly("cmd/notes/main.go", "package main\nfunc main() {}\n")
        .exactly("Cargo.toml", "[package]\nname = 'words'\n[dependencies]\nrmcp = '1'\n")
        .file("deno.json", "{'tasks': {'start': 'deno run npm:@modelcontextprotocol/x'}}")
        .tools("go", "cargo", "node", "npm", "deno");

    assertThat(repository.choices()).containsExactly("server_file=a.js",
        "server_file=cmd/notes/main.go", "server_file=words");
    assertThat(repository.serverFile("cmd/notes/main.go").found().ecosystem()).isEqualTo("go");
    assertThat(repository.serverFile("words").found().ecosystem()).isEqualTo("rust (cargo)");
    assertThat(repository.serverFile("a.js").found().ecosystem()).isEqualTo("node (npm)");
  }

  @Test
  void serversOfSeveralEcosystemsBelowAreAChoiceOfFolders() {
    var repository = repository().file("package.json", "{'name': 'site', 'main': 'web.js'}")
        .files("web.js", "servers/b/src/main.rs")
        .exactly("servers/a/go.mod", "module x.org/a\nrequire github.com/mark3labs/mcp-go v0.1.0")
        .exactly("servers/a/main.go", "package main\nfunc main() {}\n")
        .exactly("servers/b/Cargo.toml", "[package]\nname = 'b'\n[dependencies]\nrmcp = '1'\n")
        .tools("go", "cargo", "node", "npm");

    assertThat(repository.choices()).containsExactly("subdir=servers/a", "subdir=servers/b");
  }

  @Test
  void aServerOfAnotherEcosystemIsNotTakenForItsWebsite() {
    var nothing = repository().file("package.json", "{'name': 'site', 'main': 'a.js'}")
        .files("a.js")
        .exactly("go.mod", "require github.com/mark3labs/mcp-go v0.1.0")
        .exactly("main.go", "package main\nfunc main() {}\n")
        .nothing();

    assertThat(nothing.reason()).startsWith("It is a Go server (go.mod)");
  }

  @Test
  void whatIsRemoteOnlyIsToldHowToBeUsed() {
    var listed = repository().file("server.json", REMOTE).nothing();
    var shown = repository().exactly("README.md", """
        ```json
        {"mcpServers": {"acme": {"url": "https://mcp.acme.example/mcp"}}}
        ```
        """).nothing();

    assertThat(listed.reason()).isEqualTo("It is remote only: server.json lists"
        + " https://mcp.acme.example/mcp and nothing to install.");
    assertThat(listed.nextStep())
        .isEqualTo("Put this into \"mcpServers\" of your .mcp.json, under a"
            + " name of your choice: {\"type\": \"http\","
            + " \"url\": \"https://mcp.acme.example/mcp\"}.");
    assertThat(shown.reason()).startsWith("It is remote only: the README lists");
  }

  @Test
  void aServerThatIsRemoteTooIsBuiltAndTheRemoteTold() {
    var repository = repository().file("server.json", REMOTE).node("'bin': 'a.js'").files("a.js");

    assertThat(repository.found().warnings()).containsExactly("server.json lists it at"
        + " https://mcp.acme.example/mcp, where nothing has to be installed.");
  }

  @Test
  void anAddressThatIsNoneIsNotTold() {
    var repository = repository().file("server.json",
        "{'remotes': [{'type': 'http', 'url': 'javascript:alert(1)'}, {'url': 'http://a b'}]}");

    assertThat(repository.nothing().reason())
        .isEqualTo("No MCP server was found in the repository.");
  }

  @Test
  void whereNothingIsFoundItIsToldWhatWasLookedFor() {
    var nothing = repository().files("LICENSE").nothing();

    assertThat(nothing.reason()).isEqualTo("No MCP server was found in the repository.");
    assertThat(nothing.lookedFor()).hasSize(8).anyMatch(it -> it.startsWith("Node: package.json"));
    assertThat(nothing.nextStep()).isEqualTo(
        "Give subdir (--subdir) or server_file (--server-file) if it is elsewhere; its README says "
            + "how it is started.");
  }

  @Test
  void whatDoesNotNameMcpIsTakenWithAWarning() {
    var repository = repository().file("package.json", "{'name': 'notes', 'bin': 'a.js'}")
        .files("a.js");

    assertThat(repository.found().warnings())
        .containsExactly("Nothing in it names MCP; whether it is a server shows when it is tried.");
  }

  @Test
  void withoutAutoDetectOnlyWhatIsSaidCounts() {
    var repository = repository().node("'bin': 'dist/x.js', 'scripts': {'build': 'tsc'}")
        .exactly("tools/server.py", Skeleton.SERVER_PY)
        .files("a.mjs", "requirements.txt", "run.sh")
        .noAutoDetect();

    assertThat(repository.nothing().reason())
        .isEqualTo("Nothing was looked for: auto_detect is off, and no server_file is given.");
    assertThat(repository.serverFile("a.mjs").start()).isEqualTo("node {root}/a.mjs");
    assertThat(repository.steps()).isEmpty();
    assertThat(repository.serverFile("run.sh").nothing().reason())
        .isEqualTo("Nothing is known that starts run.sh.");
    assertThat(repository.serverFile("gone.js").nothing().reason())
        .isEqualTo("There is no gone.js in the server's folder.");
    repository.serverFile("tools/server.py");
    assertThat(repository.start()).isEqualTo("python3 {root}/tools/server.py");
    repository.requirementsFile("requirements.txt");
    assertThat(repository.start()).isEqualTo("{root}/.venv/bin/python {root}/tools/server.py");
    assertThat(repository.steps()).containsExactly("$ python3 -m venv {root}/.venv",
        "$ {root}/.venv/bin/python -m pip install --disable-pip-version-check -r requirements.txt");
  }

  @Test
  void aFileThatIsAskedForAndNotThereIsToldSo() {
    assertThat(
        repository().node("'bin': 'a.js'").files("a.js").serverFile("b.js").nothing().reason())
        .isEqualTo("There is no b.js in the server's folder.");
    assertThat(repository().files("x").serverFile("../../b.js").nothing().reason())
        .isEqualTo("There is no ../../b.js in the server's folder.");
    assertThat(repository().files("lonely.js").serverFile("lonely.js").nothing().reason())
        .isEqualTo("Nothing says how lonely.js is built.");
  }

  @Test
  void noWordOfARepositoryCanWriteOnATerminal() {
    var repository = repository().node("'name': 'a\\u001b[2Jb\\u202ec\\nd', 'bin': 'a.js',"
        + " 'scripts': {'postinstall': 'x\\u001b]0;y\\u0007'}").files("a.js");

    var recipe = repository.found();

    assertThat(recipe.name()).isEqualTo("a [2Jb c d");
    assertThat(recipe.toString()).doesNotContain("\u001b", "\u202e", "\u0007", "\n");
  }

  private Skeleton repository() {
    return Skeleton.in(folder);
  }
}
