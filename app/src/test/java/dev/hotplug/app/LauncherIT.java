package dev.hotplug.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drives the real launcher in a folder of its own: JDKs are a {@code release} file and a
 * {@code java} that prints its arguments, Maven is a script. Only the machine's folders of JDKs are
 * replaced in the launcher's text, so that none of them is found.
 */
class LauncherIT {
  private static final Path LAUNCHER = Path
      .of(Objects.requireNonNull(System.getProperty("hotplug.root"), "set by the root POM"))
      .resolve("hotplug");

  private Path place;
  private Path checkout;
  private Path launcher;
  private Path lib;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  LauncherIT(@TempDir Path temp) throws IOException {
    place = Files.createDirectory(temp.toRealPath().resolve("a place"));
    checkout = Files.createDirectory(place.resolve("check out"));
    launcher = checkout.resolve("hotplug");
    lib = checkout.resolve("app/target/dist/hotplug/lib");
    tools = Files.createDirectory(place.resolve("tools"));
  }

  @BeforeEach
  void aCheckoutThatWasBuiltOnAMachineWithoutJava() throws IOException {
    var machine = Pattern.compile("(?<= )/(?=(usr|opt|Library|home)/)");
    script(launcher, machine.matcher(Files.readString(LAUNCHER)).replaceAll("/no/such/folder/"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    for (var module : List.of("supervisor", "installer", "app")) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main"));
      Files.createDirectories(checkout.resolve(module).resolve("src/assembly"));
      Files.writeString(checkout.resolve(module).resolve("pom.xml"), "<project/>");
    }
    build("version 1");
    offerTheUsualTools();
    environment.put("PATH", tools.toString());
    environment.put("HOTPLUG_AOT", "off");
    environment.put("HOME", Files.createDirectory(place.resolve("my home")).toString());
  }

  @Test
  void javaHomeIsUsed() throws Exception {
    var jdk = jdk("jdk 25", "25.0.3");
    environment.put("JAVA_HOME", jdk.toString());

    assertThat(run().java()).isEqualTo(jdk);
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 17", "17.0.15").toString());
    var newer = jdk("jdk 26", "26-ea");
    environment.put("PATH", tools + ":" + newer.resolve("bin"));

    assertThat(run().java()).isEqualTo(newer);
  }

  @Test
  void theJavaOnThePathIsFoundThroughItsLinks() throws Exception {
    var jdk = jdk("jdk 25", "25");
    var alternatives = Files.createDirectory(place.resolve("alternatives"));
    Files.createSymbolicLink(alternatives.resolve("java"), jdk.resolve("bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), Path.of("../alternatives/java"));

    assertThat(run().java()).isEqualTo(jdk);
  }

  @Test
  void hotplugJavaHomeComesBeforeJavaHome() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    var chosen = jdk("jdk 27", "27.0.1");
    environment.put("HOTPLUG_JAVA_HOME", chosen.toString());

    assertThat(run().java()).isEqualTo(chosen);
  }

  @Test
  void aTooOldHotplugJavaHomeIsAnError() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    environment.put("HOTPLUG_JAVA_HOME", jdk("jdk 24", "24.0.2").toString());

    var ran = run();

    assertThat(ran.exit).isEqualTo(69);
    assertThat(ran.oneLine()).contains("HOTPLUG_JAVA_HOME=" + place.resolve("jdk 24"));
  }

  @Test
  void aJdkInOneOfTheUsualFoldersIsFound() throws Exception {
    jdk("my home/.sdkman/candidates/java/21.0.1-tem", "21.0.1");
    var jdk = jdk("my home/.sdkman/candidates/java/25-tem", "25");

    assertThat(run().java()).isEqualTo(jdk);
  }

  @Test
  void aRuntimeBesideTheLauncherComesBeforeJavaHome() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    var bundled = jdk("check out/runtime", "25.0.4");

    assertThat(run().java()).isEqualTo(bundled);
  }

  @Test
  void withoutAJdkOneLineSaysWhatToDo() throws Exception {
    var ran = run();

    assertThat(ran.exit).isEqualTo(69);
    assertThat(ran.oneLine()).contains("no JDK 25 or newer", "install", "HOTPLUG_JAVA_HOME");
    assertThat(ran.out).isEmpty();
  }

  @Test
  void withoutAJarOneLineNamesTheBuildCommandAtOnce() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    maven("touch '%s/was built'".formatted(place));
    Files.delete(lib.resolve("hotplug-app.jar"));

    for (var verb : List.of("serve", "--version", "init", "mcp-json")) {
      var ran = run(verb);

      assertThat(ran.exit).isEqualTo(69);
      assertThat(ran.oneLine()).contains(launcher + " build");
      assertThat(ran.out).isEmpty();
    }
    // The quickest of a few: the promise is about the launcher, not about a busy machine.
    var quickest = Stream.generate(this::runUnchecked).limit(5).map(Ran::took).sorted().findFirst();
    assertThat(quickest.orElseThrow()).isLessThan(Duration.ofMillis(200));
    assertThat(place.resolve("was built")).doesNotExist();
  }

  @Test
  void theJvmKeepsQuietOnStdoutAndLearnsWhoStartedIt() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    environment.put("HOTPLUG_JAVA_OPTS", "-Xmx1g -Dx=y");

    var ran = run("serve", "--config", "my file");

    assertThat(ran.arguments())
        .contains("-Xlog:disable", "-Xlog:all=error:stderr", "-XX:+DisplayVMOutputToStderr",
            "-XX:ErrorFile=" + place + "/my home/.local/state/hotplug/hs_err_%p.log")
        .containsSubsequence("-Xmx256m", "-Xmx1g", "-Dx=y", "-Dhotplug.launcher=" + launcher,
            "-jar")
        .endsWith("serve", "--config", "my file");
    assertThat(place.resolve("my home/.local/state/hotplug")).isDirectory();
  }

  @Test
  void theLauncherIsFoundThroughLinks() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    var bin = Files.createDirectory(place.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("hp"), Path.of("../check out/hotplug"));
    Files.createSymbolicLink(place.resolve("again"), bin.resolve("hp"));

    var ran = start(List.of("./again"), place);

    assertThat(ran.arguments()).contains("-Dhotplug.launcher=" + launcher);
  }

  @Test
  void aRebuildLeavesTheRunningCopyAlone() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    var before = run().jar();

    build("version 2");
    var after = run().jar();

    assertThat(before).startsWith(place.resolve("my home/.cache/hotplug")).hasContent("version 1");
    assertThat(after).startsWith(place.resolve("my home/.cache/hotplug")).hasContent("version 2");
    assertThat(after.resolveSibling("a library.jar")).exists();
    assertThat(run().jar()).isEqualTo(after);
  }

  @Test
  void theNameThatTheBuildWroteIsTrustedUntilAJarIsNewer() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    assertThat(start(List.of("./hotplug", "_sum"), checkout).exit).isZero();
    var named = lib.resolveSibling("lib.sum");

    assertThat(run().jar().resolve("..").normalize()).hasFileName(Files.readString(named).strip());
    Files.writeString(lib.resolve("hotplug-app.jar"), "version 2");
    Files.setLastModifiedTime(lib.resolve("hotplug-app.jar"),
        FileTime.from(Instant.now().plusSeconds(1)));
    assertThat(run().jar()).hasContent("version 2");
  }

  @Test
  void whereTheCacheCannotBeWrittenTheJarsRunInPlace() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    environment.put("XDG_CACHE_HOME", Files.createFile(place.resolve("a file")).toString());

    var ran = run();

    assertThat(ran.jar()).isEqualTo(lib.resolve("hotplug-app.jar"));
    assertThat(ran.err).isEmpty();
  }

  @Test
  void withoutAHomeTheJarsRunInPlace() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    environment.remove("HOME");

    var ran = run();

    assertThat(ran.jar()).isEqualTo(lib.resolve("hotplug-app.jar"));
    assertThat(ran.err).isEmpty();
  }

  @Test
  void aDistributionRunsItsOwnLib() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    var unpacked = Files.createDirectories(place.resolve("un packed/lib"));
    Files.writeString(unpacked.resolve("hotplug-app.jar"), "released");
    Files.copy(launcher, unpacked.resolveSibling("hotplug"));

    var ran = start(List.of(unpacked.resolveSibling("hotplug").toString()), place);

    assertThat(ran.jar()).hasContent("released");
    assertThat(start(List.of("./hotplug", "build"), place.resolve("un packed")).oneLine())
        .contains("no sources");
  }

  @Test
  void buildRunsMavenOnTheJdkWithItsStdinFromNowhere() throws Exception {
    var jdk = jdk("jdk 25", "25");
    environment.put("JAVA_HOME", jdk.toString());
    maven("cat; echo \"on $JAVA_HOME: $*\"; echo 'version 2' > '%s'"
        .formatted(lib.resolve("hotplug-app.jar")));

    var ran = run("build");

    assertThat(ran.exit).isZero();
    assertThat(ran.out).isEmpty();
    assertThat(ran.oneLine()).contains("building", "target/build.log");
    assertThat(checkout.resolve("target/build.log"))
        .hasContent("on %s: -B -ntp -Dmaven.test.skip=true package".formatted(jdk));
    assertThat(run().jar()).hasContent("version 2");
  }

  @Test
  void aFailedBuildShowsTheErrors() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    maven("echo '[INFO] fine'; echo '[ERROR] Main.java: no'; exit 3");

    var ran = run("build");

    assertThat(ran.exit).isEqualTo(1);
    assertThat(ran.err).contains("failed", "[ERROR] Main.java: no").doesNotContain("fine");
    assertThat(ran.out).isEmpty();
  }

  @Test
  void withoutMavenOneLineSaysWhatToDo() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());

    var ran = run("build");

    assertThat(ran.exit).isEqualTo(69);
    assertThat(ran.oneLine()).contains("needs Maven", launcher + " build");
  }

  @Test
  void demoBuildsOnlyWhenSomethingChanged() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    var builds = place.resolve("builds");
    maven("echo once >> '%s'; '%s' _sum".formatted(builds, launcher));

    run("demo");
    assertThat(run("demo").arguments()).endsWith("demo");
    assertThat(builds).hasContent("once");

    Files.setLastModifiedTime(Files.createFile(checkout.resolve("supervisor/src/main/New.java")),
        FileTime.from(Instant.now().plusSeconds(1)));
    run("demo");
    assertThat(builds).hasContent("once\nonce");
  }

  @Test
  void twoBuildsTakeTurns() throws Exception {
    assertTwoBuildsTakeTurns();
  }

  @Test
  void withoutFlockTwoBuildsTakeTurns() throws Exception {
    Files.deleteIfExists(tools.resolve("flock"));

    assertTwoBuildsTakeTurns();
  }

  @Test
  void aKilledBuildDoesNotBlockTheNext() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    maven("touch '%s/started'; exec sleep 60".formatted(place));
    var killed = begin(List.of(launcher.toString(), "build"), checkout);
    while (!Files.exists(place.resolve("started"))) {
      assertThat(killed.process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    killed.process.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.process.destroyForcibly();
    maven("true");

    assertThat(run("build").exit).isZero();
  }

  @Test
  void buildPrunesOldCopiesButNoneThatRuns() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    maven("true");
    var copies = Files.createDirectories(place.resolve("my home/.cache/hotplug"));
    for (var digit = 0; digit < 10; digit++) {
      var copy = Files.createDirectory(copies.resolve(Integer.toString(digit).repeat(32)));
      Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minusSeconds(60)));
    }
    var index = Files.createDirectory(copies.resolve("index"));
    var used = copies.resolve("0".repeat(32));
    Files.setLastModifiedTime(used, FileTime.from(Instant.EPOCH));
    var running = new ProcessBuilder("sh", "-c", "sleep 60; :", used + "/hotplug-app.jar").start();

    try {
      run("build");

      assertThat(used).exists();
      assertThat(index).exists();
      assertThat(run().jar()).exists();
      try (var left = Files.list(copies)) {
        assertThat(left).hasSize(6);
      }
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }

  private void assertTwoBuildsTakeTurns() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk 25", "25").toString());
    maven("mkdir '%1$s/alone' || exit 1; sleep 0.3; rmdir '%1$s/alone'".formatted(place));

    var first = begin(List.of(launcher.toString(), "build"), checkout);
    var second = begin(List.of(launcher.toString(), "build"), checkout);

    assertThat(first.end().exit).isZero();
    assertThat(second.end().exit).isZero();
  }

  /** What one run of the launcher said; with a fake JDK its output is what java was given. */
  private record Ran(int exit, String out, String err, Duration took) {
    List<String> arguments() {
      assertThat(err).isEmpty();
      assertThat(exit).isZero();
      return out.lines().skip(1).toList();
    }

    Path java() {
      arguments();
      var java = Path.of(out.lines().findFirst().orElseThrow());
      return java.resolve("../..").normalize();
    }

    Path jar() {
      return Path.of(arguments().get(arguments().indexOf("-jar") + 1));
    }

    String oneLine() {
      assertThat(err.lines()).hasSize(1);
      return err;
    }
  }

  private record Running(Process process, Path out, Path err, long began) {
    Ran end() throws Exception {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      var took = Duration.ofNanos(System.nanoTime() - began);
      return new Ran(process.exitValue(), Files.readString(out), Files.readString(err), took);
    }
  }

  private Ran run(String... arguments) throws Exception {
    return start(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList(),
        place);
  }

  private Ran runUnchecked() {
    try {
      return run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Ran start(List<String> command, Path folder) throws Exception {
    return begin(command, folder).end();
  }

  private Running begin(List<String> command, Path folder) throws IOException {
    var out = Files.createTempFile(place, "out", "");
    var err = Files.createTempFile(place, "err", "");
    var builder = new ProcessBuilder(command).directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var began = System.nanoTime();
    return new Running(builder.start(), out, err, began);
  }

  private Path jdk(String name, String version) throws IOException {
    var home = Files.createDirectories(place.resolve(name));
    Files.writeString(home.resolve("release"),
        "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"11\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"Linux\"\n"
            .formatted(version));
    script(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
    return home;
  }

  private void maven(String body) throws IOException {
    script(tools.resolve("mvn"), "#!/bin/sh\n" + body + "\n");
  }

  private void build(String content) throws IOException {
    Files.createDirectories(lib);
    Files.writeString(lib.resolve("hotplug-app.jar"), content);
    Files.writeString(lib.resolve("a library.jar"), "library");
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Puts the programs that the launcher uses, and no java, on its PATH. */
  private void offerTheUsualTools() throws IOException {
    var path = List.of(Objects.requireNonNull(System.getenv("PATH")).split(":", -1));
    for (var tool : List.of("sh", "cat", "cp", "date", "find", "flock", "grep", "head", "ls",
        "mkdir", "mktemp", "mv", "ln", "perl", "ps", "readlink", "rm", "rmdir", "sha256sum",
        "shasum", "sleep", "tail", "touch", "tr")) {
      var found = path.stream().map(p -> Path.of(p, tool)).filter(Files::isExecutable).findFirst();
      if (found.isPresent()) {
        script(tools.resolve(tool), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(found.get()));
      }
    }
  }
}
