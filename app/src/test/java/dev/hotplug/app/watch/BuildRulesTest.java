package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildRulesTest {
  private static final String SCRIPTS = "{\"scripts\": {\"build\": \"tsc\"}}";

  @TempDir
  Path folder;

  @Test
  void aCommandIsTakenAsItIsWritten() {
    var step = step(new Build.Command(List.of("make", "all")), "python", "server.py").orElseThrow();

    assertThat(step.command()).containsExactly("make", "all");
    assertThat(step.folder()).isEqualTo(folder);
    assertThat(step.why()).contains("hotplug.dev.build");
  }

  @Test
  void nothingIsBuiltUnasked() {
    new Tried(folder).file("package.json", SCRIPTS);

    assertThat(step(new Build.None(), "node", "dist/index.js")).isEmpty();
  }

  @Test
  void aBuildScriptIsRunByThePackageManagerOfTheProject() {
    var tried = new Tried(folder).file("package.json", SCRIPTS);
    auto("npm run build", "node", "dist/index.js");

    tried.file("package.json",
        "{\"packageManager\": \"yarn@4.1.0\", \"scripts\": {\"build\": \"tsc\"}}");
    auto("yarn run build", "node", "dist/index.js");

    tried.with("package-lock.json");
    auto("npm run build", "npm", "start");

    tried.with("pnpm-lock.yaml");
    auto("pnpm run build", "node", "dist/index.js");
  }

  @Test
  void theCompilerIsRunWhereThereIsNoScript() {
    var tried = new Tried(folder).with("package.json", "tsconfig.json");
    assertThat(step(new Build.Auto(), "node", "dist/index.js")).isEmpty();

    tried.with("node_modules/.bin/tsc");

    auto(folder.resolve("node_modules/.bin/tsc").toString(), "node", "dist/index.js");
  }

  @Test
  void javaIsBuiltFromTheTopOfItsModules() {
    new Tried(folder).with(".git/", "p/pom.xml", "p/a/pom.xml", "p/a/target/x.jar");

    var step = auto("mvn -q package", "java", "-jar", "p/a/target/x.jar");

    assertThat(step.folder()).isEqualTo(folder.resolve("p"));
  }

  @Test
  void aProjectsOwnBuildToolGoesFirst() throws Exception {
    new Tried(folder).with("build.gradle.kts", "gradlew");
    auto("gradle -q assemble", "java", "-jar", "build/libs/x.jar");

    assertThat(folder.resolve("gradlew").toFile().setExecutable(true)).isTrue();

    auto(folder.resolve("gradlew") + " -q assemble", "java", "-jar", "build/libs/x.jar");
  }

  @Test
  void goWritesTheProgramThatIsStarted() {
    var tried = new Tried(folder).with("go.mod", "main.go");
    auto("go build -o " + folder.resolve("bin/server") + " .", "./bin/server");

    tried.with("cmd/server/main.go");

    auto("go build -o " + folder.resolve("bin/server") + " ./cmd/server", "./bin/server");
  }

  @Test
  void cargoBuildsTheProfileThatIsStarted() {
    new Tried(folder).with("Cargo.toml");

    auto("cargo build --release", "target/release/x");
    auto("cargo build", "target/debug/x");
  }

  @Test
  void theFolderCountsWhereTheCommandTellsNothing() {
    new Tried(folder).with("Cargo.toml");

    auto("cargo build", "my-server");
  }

  @Test
  void whereNothingFitsThereIsAReason() {
    assertThat(step(new Build.Auto(), "python", "server.py")).isEmpty();
    assertThat(BuildRules.nothingFits(folder)).contains("\"auto\"", folder.toString(),
        "The server is started as it is.", "Write the command");
  }

  private BuildStep auto(String command, String... words) {
    var step = step(new Build.Auto(), words).orElseThrow();

    assertThat(String.join(" ", step.command())).isEqualTo(command);
    assertThat(step.why()).contains(step.folder().toString());
    return step;
  }

  private Optional<BuildStep> step(Build build, String... words) {
    return BuildRules.of(Tried.dev(new Watch.Inferred(), List.of(), build), Tried.spec(words),
        folder);
  }
}
