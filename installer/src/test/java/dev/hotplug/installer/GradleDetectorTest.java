package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradleDetectorTest {
  private static final String MCP = """

      dependencies {
        implementation("io.modelcontextprotocol:kotlin-sdk:0.8.0")
      }
      """;
  private static final String SHADOW = "plugins {\n  id(\"com.gradleup.shadow\") version \"9.0.0\"\n}";
  private static final String APPLICATION = "plugins {\n  application\n}";
  private static final String RUNS_SCRIPTS = "Building with Gradle runs the build scripts of the"
      + " repository.";
  private static final String GRADLE = "gradle --no-daemon --console=plain ";

  @TempDir
  Path folder;

  @Test
  void oneJarThatStartsIsBuiltPickedAndStarted() {
    var repository = repository().exactly("build.gradle.kts", SHADOW + MCP)
        .exactly("settings.gradle.kts", "rootProject.name = \"notes-mcp\"\n");

    assertThat(repository.start()).isEqualTo("java -jar {root}/build/hotplug-server.jar");
    assertThat(repository.steps()).containsExactly("$ " + GRADLE + "assemble",
        "$ hotplug pick-jar {root}/build");
    assertThat(repository.found().name()).isEqualTo("notes-mcp");
    assertThat(repository.found().ecosystem()).isEqualTo("java (gradle)");
    assertThat(repository.found().warnings()).containsExactly(RUNS_SCRIPTS);
  }

  @Test
  void anApplicationIsLaidOutAndStartedByItsScript() {
    var repository = repository().exactly("build.gradle", "plugins { id 'application' }" + MCP)
        .exactly("settings.gradle", "rootProject.name = 'notes'\n");

    assertThat(repository.steps()).containsExactly("$ " + GRADLE + "installDist");
    assertThat(repository.start()).isEqualTo("{root}/build/install/notes/bin/notes");
    repository.exactly("build.gradle",
        "apply plugin: 'application'\napplicationName = 'run-notes'" + MCP);
    assertThat(repository.start()).isEqualTo("{root}/build/install/notes/bin/run-notes");
  }

  @Test
  void onlyThePluginOfThatNameMakesAnApplication() {
    for (var words : new String[]{"plugins { application }", "plugins {\n  `application`\n}",
        "plugins {\n  kotlin(\"jvm\")\n  application\n}", "plugins { id(\"application\") }"}) {
      assertThat(laidOut(words).start()).as(words).endsWith("/bin/notes");
    }
    for (var words : new String[]{"plugins { id(\"com.android.application\") }",
        "plugins { `java-library` }\napplication.x = 1"}) {
      assertThat(laidOut(words).nothing().reason()).as(words).startsWith("No MCP server");
    }
  }

  @Test
  void aManifestAloneBringsNoLibraries() {
    var manifest = "\ntasks.jar { manifest { attributes(\"Main-Class\" to \"a.B\") } }";

    assertThat(laidOut(APPLICATION + manifest).start()).endsWith("/bin/notes");
    assertThat(laidOut("plugins { java }" + manifest).start()).startsWith("java -jar ");
  }

  private Skeleton laidOut(String words) {
    return repository().exactly("build.gradle.kts", words + MCP)
        .exactly("settings.gradle.kts", "rootProject.name = \"notes\"\n");
  }

  @Test
  void anApplicationWhoseNameNobodyKnowsIsNone() {
    assertThat(repository().exactly("build.gradle.kts", APPLICATION + MCP).nothing().reason())
        .isEqualTo("No MCP server was found in the repository.");
  }

  @Test
  void whatMakesAJarThatStartsIsKnown() {
    for (var words : new String[]{"id 'com.github.johnrengelman.shadow' version '8'",
        "id(\"org.springframework.boot\") version \"4\"", "id 'io.quarkus'",
        "id(\"io.ktor.plugin\")", "alias(libs.plugins.spring.boot)", "alias(libs.plugins.shadow)",
        "jar { manifest { attributes 'Main-Class': 'a.B' } }"}) {
      assertThat(repository().exactly("build.gradle", words + MCP).start()).as(words)
          .isEqualTo("java -jar {root}/build/hotplug-server.jar");
    }
    for (var words : new String[]{"id 'java-library'", "// id 'io.quarkus'", "id 'application'"}) {
      assertThat(repository().exactly("build.gradle", words + MCP).nothing().reason()).as(words)
          .startsWith("No MCP server");
    }
  }

  @Test
  void theWrapperIsUsedOnlyWhereItIsWhole() {
    var bare = repository().exactly("build.gradle", SHADOW + MCP).files("gradlew");
    var whole = repository().exactly("build.gradle", SHADOW + MCP)
        .files("gradlew", "gradle/wrapper/gradle-wrapper.properties",
            "gradle/wrapper/gradle-wrapper.jar")
        .tools("javac");

    assertThat(bare.steps().getFirst()).startsWith("$ gradle ");
    assertThat(whole.steps().getFirst())
        .isEqualTo("$ sh {root}/gradlew --no-daemon --console=plain assemble");
    assertThat(whole.found().warnings()).contains(
        "The repository's own gradlew is run; it fetches gradle from where the repository says.");
  }

  @Test
  void aProjectOfAnotherIsBuiltFromTheTop() {
    var repository = repository()
        .files("gradlew", "gradle/wrapper/gradle-wrapper.properties",
            "gradle/wrapper/gradle-wrapper.jar", "build.gradle.kts")
        .exactly("settings.gradle.kts", "include(\":core\", \":apps:server\")\n")
        .exactly("core/build.gradle.kts", "plugins { `java-library` }" + MCP)
        .exactly("apps/server/build.gradle.kts", APPLICATION + MCP);

    assertThat(repository.start()).isEqualTo("{root}/apps/server/build/install/server/bin/server");
    assertThat(repository.steps()).containsExactly(
        "$ sh {root}/gradlew --no-daemon --console=plain :apps:server:installDist");
  }

  @Test
  void aCatalogSpeaksForMcpToo() {
    var repository = repository().exactly("build.gradle.kts",
        SHADOW + "\ndependencies { implementation(libs.mcp.kotlin.sdk) }");

    assertThat(repository.found().warnings()).containsExactly(RUNS_SCRIPTS);
  }

  @Test
  void aBuildScriptThatIsAskedForIsTaken() {
    var repository = repository().exactly("build.gradle", SHADOW + MCP);

    assertThat(repository.serverFile("build.gradle").found().ecosystem())
        .isEqualTo("java (gradle)");
    assertThat(repository.files("Main.java").serverFile("Main.java").nothing().reason())
        .isEqualTo("Nothing says how Main.java is built.");
  }

  @Test
  void theGradleOfAptIsTooOld() {
    var repository = repository().exactly("build.gradle", SHADOW + MCP).tools("javac", "apt-get");

    assertThat(repository.nothing().nextStep())
        .isEqualTo("Install it as https://gradle.org/install says; then install again.");
  }

  private Skeleton repository() {
    return Skeleton.in(folder).tools("java", "javac", "gradle");
  }
}
