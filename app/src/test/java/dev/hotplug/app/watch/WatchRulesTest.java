package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchRulesTest {
  private static final String PYTHON = "lib/a.py pyproject.toml server.py";
  private static final String NODE = "index.js package.json src/index.ts src/util.mts";
  private static final String DIST = "dist/index.js dist/lib/util.js";

  @TempDir
  Path folder;

  private Tried python() {
    return new Tried(folder).with("pyproject.toml", "server.py", "lib/a.py", "data.json", "log.txt",
        ".venv/lib/x.py", "own/pyvenv.cfg", "own/x.py", "__pycache__/a.py", ".git/x.py",
        "node_modules/x.py", ".server.py.swp", "#server.py#", ".#server.py");
  }

  private Tried node() {
    return new Tried(folder).file("package.json",
        """
            {"main": "dist/index.js", "scripts": {"start": "node dist/index.js",
              "dev": "tsx src/index.ts", "built": "tsc && NODE_ENV=x node dist/index.js", "loop": "npm run loop"}}""")
        .with("index.js", "src/index.ts", "src/util.mts", "dist/index.js", "dist/lib/util.js",
            "node_modules/x/index.js", ".git/x.js", "notes.md", "data/a.json");
  }

  @Test
  void aPythonServersSourcesAreWatched() {
    var tried = python();

    watches(tried, PYTHON, "python", "server.py");
    watches(tried, PYTHON, "/usr/bin/python3.12", "-u", "-X", "dev", "server.py", "--data", "x");
    watches(tried, PYTHON, ".venv/bin/python", folder.resolve("server.py").toString());
    watches(tried, PYTHON, "python", "-m", "lib");
    watches(tried, PYTHON, "python", "-um", "lib.a");
    watches(tried, PYTHON, "env", "-u", "A", "B=c", "python", "server.py");
    watches(tried, PYTHON, "sh", "-c", "cd . && exec python server.py");
    watches(tried, PYTHON, "uv", "run", "server.py");
    watches(tried, PYTHON, "uv", "run", "--with", "mcp", "mcp", "run", "server.py:app");
    watches(tried, PYTHON, "uv", "run", "-m", "lib.a");
    watches(tried, PYTHON, "uv", "run", "my-server");
    watches(tried, PYTHON, "poetry", "run", "python", "server.py");
    watches(tried, PYTHON, "uvx", "--from", ".", "my-server");
    watches(tried, PYTHON, "fastmcp", "run", "server.py");
  }

  @Test
  void uvMayRunInAnotherFolder() {
    var tried = new Tried(folder).with("d/pyproject.toml", "d/x.py", "other.py");

    watches(tried, "d/pyproject.toml d/x.py", "uv", "run", "--directory", "d", "x.py");
    watches(tried, "d/pyproject.toml d/x.py", "uv", "--directory", "d", "run", "x");
    watches(tried, "d/pyproject.toml d/x.py", "uv", "run", "--project=d", "x");
  }

  @Test
  void aScriptWithoutAProjectIsWatchedWithItsFolder() {
    var tried = new Tried(folder).with("a/server.py", "a/b/c.py", "other.py");

    watches(tried, "a/b/c.py a/server.py", "python", "a/server.py");
  }

  @Test
  void aScriptThatNoBuildMakesIsASourceOfIt() {
    var python = new Tried(folder.resolve("p")).with("server.py", "gen/made.py");
    var node = new Tried(folder.resolve("n")).with("package.json", "server.js");
    var typed = new Tried(folder.resolve("t")).with("package.json", "server.js", "server.ts");

    assertThat(python.watched(python.sources(true, "python", "server.py")))
        .isEqualTo("gen/made.py server.py");
    assertThat(node.watched(node.sources(true, "node", "server.js")))
        .isEqualTo("package.json server.js");
    assertThat(typed.watched(typed.sources(true, "node", "server.js")))
        .isEqualTo("package.json server.ts");
  }

  @Test
  void aScriptInAFolderThatIsNamedLikeAnOutputIsASource() {
    var tried = new Tried(folder).with("pyproject.toml", "build/server.py", "dist/x.py", "out/y.py",
        "package.json", "out/index.ts");

    watches(tried, "build/server.py out/y.py pyproject.toml", "python", "build/server.py");
    watches(tried, "out/index.ts package.json", "tsx", "out/index.ts");
  }

  @Test
  void globsDoNotTakeWhatABuildMakes() {
    var tried = node();
    var dev = Tried.dev(new Watch.Globs(null, List.of("**/*.js")), List.of(), new Build.Auto());

    var sources = WatchRules.of(Tried.spec("npm", "start"), folder, dev, true);

    assertThat(tried.watched(sources)).isEqualTo("index.js");
  }

  @Test
  void aNodeServersSourcesAreWatched() {
    var tried = node();

    watches(tried, NODE, "node", "index.js");
    watches(tried, NODE, "node", "--inspect", "-r", "./x.js", "index.js");
    watches(tried, NODE, "node", "--import", "tsx", "src/index.ts");
    watches(tried, NODE, "npx", "tsx", "src/index.ts");
    watches(tried, NODE, "npx", "-y", "tsx@4.7.0", "watch", "src/index.ts");
    watches(tried, NODE, "npx", "ts-node", "-P", "tsconfig.json", "src/index.ts");
    watches(tried, NODE, "npx", ".");
    watches(tried, NODE, "tsx", "src/index.ts");
    watches(tried, NODE, "bun", "run", "src/index.ts");
    watches(tried, NODE, "bun", "dev");
    watches(tried, NODE, "deno", "run", "-A", "src/index.ts");
    watches(tried, NODE, "npm", "run", "--silent", "dev");
    watches(tried, NODE, "pnpm", "dev");
  }

  @Test
  void whatACompilerMadeIsWatchedInPlaceOfItsSources() {
    var tried = node();

    watches(tried, DIST, "node", "dist/index.js");
    watches(tried, DIST, "node", "dist");
    watches(tried, DIST, "node", ".");
    watches(tried, DIST, "npm", "start");
    watches(tried, DIST, "npm", "run", "built");
  }

  @Test
  void theOutDirOfTypeScriptHoldsWhatACompilerMade() {
    var tried = new Tried(folder).with("package.json", "lib/index.js", "src/index.ts")
        .file("tsconfig.json", "{\"extends\": \"./tsconfig.base\"} // as it is")
        .file("tsconfig.base.json", "{\"compilerOptions\": {\"outDir\": \"./lib\",},}");

    watches(tried, "lib/index.js", "node", "lib/index.js");
    assertThat(tried.watched(tried.sources(true, "node", "lib/index.js")))
        .isEqualTo("package.json src/index.ts tsconfig.base.json tsconfig.json");
  }

  @Test
  void withABuildTheSourcesAreWatchedAndNeverItsOutputs() {
    var tried = node();

    assertThat(tried.watched(tried.sources(true, "node", "dist/index.js"))).isEqualTo(NODE);
    assertThat(tried.watched(tried.sources(true, "npm", "start"))).isEqualTo(NODE);
  }

  @Test
  void aJarIsWatchedWithItsClassPath() throws Exception {
    var tried = new Tried(folder).with("pom.xml", "src/main/java/build/A.java", "target/other.jar",
        "target/lib/b.jar", "target/classes/A.class", "target/gen/B.java");
    var manifest = new java.util.jar.Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Class-Path", "lib/b.jar");
    try (var out = Files.newOutputStream(folder.resolve("target/x.jar"))) {
      new JarOutputStream(out, manifest).close();
    }

    watches(tried, "target/lib/b.jar target/x.jar", "java", "-Xmx1g", "-jar", "target/x.jar");
    watches(tried, "target/classes/A.class target/lib/b.jar", "java", "-cp",
        "target/classes:target/lib/*", "pkg.Main");
    assertThat(tried.watched(tried.sources(true, "java", "-jar", "target/x.jar")))
        .isEqualTo("pom.xml src/main/java/build/A.java");
  }

  @Test
  void sourcesThatACommandCompilesAreWatched() {
    watches(new Tried(folder).with("Main.java", "p/B.java"), "Main.java p/B.java", "java",
        "Main.java");
    watches(new Tried(folder.resolve("go")).with("go.mod", "cmd/x/main.go", "a.go", "a.txt"),
        "a.go cmd/x/main.go go.mod", "go", "run", "./cmd/x");
    watches(new Tried(folder.resolve("rs")).with("Cargo.toml", "src/main.rs", "target/x.rs"),
        "Cargo.toml src/main.rs", "cargo", "run", "--quiet");
    watches(new Tried(folder.resolve("net")).with("p/a.csproj", "p/A.cs", "p/obj/B.cs", "C.cs"),
        "p/A.cs p/a.csproj", "dotnet", "run", "--project", "p");
  }

  @Test
  void aBinaryIsWatchedByItselfEvenWhereNothingElseWouldBe() {
    var tried = new Tried(folder).with("go.mod", "main.go", "build/server", "build/other");

    watches(tried, "build/server", "./build/server");
    watches(tried, "build/server", folder.resolve("build/server").toString());
    assertThat(tried.watched(tried.sources(true, "build/server"))).isEqualTo("go.mod main.go");
  }

  @Test
  void aScriptIsReadByTheInterpreterOfItsFirstLine() {
    var tried = new Tried(folder).file("serve", "#!/usr/bin/env -S python3 -u\n")
        .file("start.sh", "#!/bin/sh\n")
        .file("tool", "#!/usr/bin/ruby\n")
        .with("a.py", "a.rb");

    watches(tried, "a.py serve", "./serve");
    watches(tried, "start.sh", "./start.sh");
    watches(tried, "start.sh", "bash", "start.sh");
    watches(tried, "a.rb tool", "./tool");
  }

  @Test
  void theStartedScriptIsWatchedWhateverItsName() {
    var tried = new Tried(folder).file("a/run", "#!/usr/bin/env python3\n")
        .with("a/b.py", "a/other", "pyproject.toml", ".vscode/serve.py");
    var ignoring = Tried.dev(new Watch.Inferred(), List.of("run"), new Build.None());

    watches(tried, "a/b.py a/run pyproject.toml", "a/run");
    watches(tried, "a/b.py a/run pyproject.toml", "python3", "a/run");
    watches(tried, ".vscode/serve.py a/b.py pyproject.toml", "python3", ".vscode/serve.py");
    assertThat(
        tried.watched(WatchRules.of(Tried.spec("python3", "a/run"), folder, ignoring, false)))
        .isEqualTo("a/b.py pyproject.toml");
  }

  @Test
  void aProgramOfTheProjectsEnvironmentMeansTheProject() {
    var tried = python().with(".venv/pyvenv.cfg", ".venv/bin/my-server");

    watches(tried, PYTHON, ".venv/bin/my-server");
  }

  @Test
  void whatOthersWroteIsNotWatchedAndSaysWhy() {
    var tried = node().with("server.py");

    nothing(tried, "comes from a registry", "npx", "-y", "@scope/name", folder.toString());
    nothing(tried, "comes from a registry", "uvx", "name", "--db", "./data");
    nothing(tried, "comes from a registry", "go", "run", "example.org/x@latest");
    nothing(tried, "runs from an image", "docker", "run", "-i", "image");
    nothing(tried, "looked up on the PATH", "some-server", "index.js");
    nothing(tried, "is installed", "node", "node_modules/x/index.js");
    nothing(tried, "is installed", "/usr/bin/some-server");
    nothing(tried, "in the command itself", "python", "-c", "print(1)");
    nothing(tried, "not below the server's folder", "python", "-m", "http.server");
    nothing(tried, "comes from the network", "deno", "run", "https://example.org/x.ts");
  }

  @Test
  void aScriptThatStartsItselfEndsTheSearch() {
    watches(node(), NODE, "npm", "run", "loop");
  }

  @Test
  void dataIsNoSource() {
    var data = Stream
        .of("json", "jsonl", "yaml", "yml", "toml", "xml", "csv", "txt", "md", "sql", "db", "html",
            "parquet")
        .map(it -> Path.of("data." + it));

    assertThat(data).noneMatch(it -> Stream.of(Language.values())
        .anyMatch(language -> Globs.names(language.files()).matches(it)));
    watches(new Tried(folder).with("package.json", "dist/index.js", "dist/data/a.json",
        "dist/package.json"), "dist/index.js dist/package.json", "node", "dist/index.js");
  }

  @Test
  void globsReplaceWhatTheCommandSays() {
    var tried = node();

    globs(tried, "src/index.ts", "src/**/*.ts");
    globs(tried, "index.js src/index.ts src/util.mts", "src/**", "*.js");
    globs(tried, "src/index.ts src/util.mts", "src");
    globs(tried, "src/index.ts src/util.mts", "./src/");
    globs(tried, "notes.md", "notes.md");
    globs(tried, "dist/lib/util.js notes.md", "{dist/**/util.js,notes.{md,txt}}");
    globs(tried, "src/util.mts", "src/**", "!index.ts");
    globs(tried, "node_modules/x/index.js", "node_modules/x");
    globs(tried, "index.js", folder + "/*.js");
  }

  @Test
  void whatIsEscapedInAGlobIsNoPattern() {
    var tried = new Tried(folder).with("src/[g]/a.py", "src/[g]/{b}.py", "src/g/c.py", "!d", "d");

    globs(tried, "src/[g]/a.py src/[g]/{b}.py", "src/\\[g\\]");
    globs(tried, "src/[g]/a.py src/[g]/{b}.py", folder + "/src/\\[g\\]/*.py");
    globs(tried, "src/[g]/{b}.py", "src/\\[g\\]/\\{b\\}.py");
    globs(tried, "src/[g]/{b}.py", "src/*/\\{b\\}.py");
    globs(tried, "!d", "\\!d");
    globs(tried, "src/g/c.py", "src/[g]/*");
  }

  @Test
  void anyFoldersAreAlsoNoneWhereverTheyStand() {
    var tried = new Tried(folder).with("src/a.py", "pkg/src/b.py", "pkg/src/c/d.py", "pkg/e.py");

    globs(tried, "pkg/src/b.py pkg/src/c/d.py src/a.py", "**/src/**/*.py");
    globs(tried, "pkg/e.py", "**/*.py", "!**/src/**/*.py");
    ignores(tried, "pkg/e.py", "**/src/**/*.py");
  }

  @Test
  void aGlobMayLeadOutOfTheFolder() {
    var tried = new Tried(folder).with("shared/a.py", "server/b.py");
    var dev = Tried.dev(new Watch.Globs(null, List.of("../shared/*.py")), List.of(),
        new Build.None());

    var sources = WatchRules.of(Tried.spec("x"), folder.resolve("server"), dev, false);

    assertThat(tried.watched(sources)).isEqualTo("shared/a.py");
  }

  @Test
  void ignoreAlwaysWins() {
    var tried = python().with("gen/deep/x.py", "lib/gen/y.py", "lib/b_pb2.py");

    ignores(tried, PYTHON, "gen", "*_pb2.py");
    ignores(tried, "lib/a.py lib/b_pb2.py lib/gen/y.py pyproject.toml server.py", "gen/deep/**");
    ignores(tried, "gen/deep/x.py pyproject.toml server.py", "lib/");
    ignores(tried, "gen/deep/x.py lib/a.py lib/b_pb2.py lib/gen/y.py server.py", "**/*.toml");
    ignores(tried, "gen/deep/x.py lib/a.py lib/gen/y.py pyproject.toml server.py",
        "./lib/{b_pb2,c}.py");
  }

  @Test
  void theReasonSaysWhatWasAskedForAndWhatOfItIsMissing() {
    var tried = new Tried(folder).with("src/a.py");

    assertThat(why(tried, "src/*.py", "[a]"))
        .isEqualTo("Watched below " + folder + " is what was asked for: src/*.py, [a].");
    assertThat(why(tried, "src/**", "lib/**", "lib/*", "!x")).isEqualTo(
        "Watched below " + folder + " is what was asked for: src/**, lib/**, lib/*, !x. Part of it"
            + " is " + folder.resolve("lib") + ", which does not exist yet.");
    assertThat(why(tried, "!x"))
        .isEqualTo("Nothing is watched: what was asked for only leaves out, !x.");
  }

  @Test
  void pathsThatSayNothingAreRefused() {
    var tried = new Tried(folder);

    assertThatIllegalArgumentException().isThrownBy(() -> why(tried))
        .withMessageStartingWith("no path was given");
    assertThatIllegalArgumentException().isThrownBy(() -> why(tried, "a", ""))
        .withMessageContaining("\"\" is no glob that can be watched: it is empty");
    assertThatIllegalArgumentException().isThrownBy(() -> why(tried, "!x/[a"))
        .withMessage("\"x/[a\" is no glob that can be watched: [ is never closed");
  }

  @Test
  void watchingCanBeTurnedOff() {
    var dev = Tried.dev(new Watch.Off(), List.of(), new Build.None());

    var sources = WatchRules.of(Tried.spec("python", "server.py"), folder, dev, false);

    assertThat(sources.roots()).isEmpty();
    assertThat(sources.why()).contains("turns that off");
  }

  @Test
  void theReasonNamesTheFilesAndNoArguments() {
    var tried = python();

    assertThat(tried.sources(false, "python", "server.py", "--token", "secret").why())
        .contains("*.py", "below " + folder, "server.py is run as it is written")
        .doesNotContain("secret");
    assertThat(node().sources(false, "node", "dist/index.js").why())
        .contains(folder.resolve("dist") + "/**", "its sources are not");
  }

  private static void watches(Tried tried, String files, String... words) {
    var sources = tried.sources(false, words);

    assertThat(tried.watched(sources)).as(String.join(" ", words) + ": " + sources.why())
        .isEqualTo(files);
  }

  private static void nothing(Tried tried, String why, String... words) {
    var sources = tried.sources(false, words);

    assertThat(sources.roots()).as(String.join(" ", words)).isEmpty();
    assertThat(sources.why()).startsWith("Nothing is watched: ").contains(why);
  }

  private static void globs(Tried tried, String files, String... globs) {
    assertThat(tried.watched(asked(tried, globs))).as(String.join(" ", globs)).isEqualTo(files);
  }

  private static String why(Tried tried, String... globs) {
    return asked(tried, globs).why();
  }

  private static Sources asked(Tried tried, String... globs) {
    var dev = Tried.dev(new Watch.Globs(null, List.of(globs)), List.of(), new Build.None());
    return WatchRules.of(Tried.spec("x"), tried.folder(), dev, false);
  }

  private static void ignores(Tried tried, String files, String... globs) {
    var dev = Tried.dev(new Watch.Inferred(), List.of(globs), new Build.None());

    var sources = WatchRules.of(Tried.spec("python", "server.py"), tried.folder(), dev, false);

    assertThat(tried.watched(sources)).as(String.join(" ", globs)).isEqualTo(files);
  }
}
