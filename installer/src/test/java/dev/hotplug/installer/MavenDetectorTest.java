package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenDetectorTest {
  private static final String MCP = "<dependencies><dependency>"
      + "<groupId>io.modelcontextprotocol.sdk</groupId><artifactId>mcp</artifactId>"
      + "</dependency></dependencies>";
  private static final String SHADED = plugin("maven-shade-plugin", "");
  private static final String RUNS_PLUGINS = "Building with Maven runs the plugins that the"
      + " repository names, with what it tells them.";

  @TempDir
  Path folder;

  @Test
  void aShadedJarIsBuiltPickedAndStarted() {
    var repository = repository().exactly("pom.xml", pom("notes-mcp", MCP + SHADED));

    assertThat(repository.start()).isEqualTo("java -jar {root}/target/hotplug-server.jar");
    assertThat(repository.steps()).containsExactly("$ mvn -B -ntp -DskipTests package",
        "$ hotplug pick-jar {root}/target");
    assertThat(repository.found().ecosystem()).isEqualTo("java (maven)");
    assertThat(repository.found().name()).isEqualTo("notes-mcp");
    assertThat(repository.found().warnings()).containsExactly(RUNS_PLUGINS);
  }

  @Test
  void theWrapperIsUsedOnlyWhereItIsWhole() {
    var pom = pom("notes-mcp", MCP + SHADED);
    var bare = repository().exactly("pom.xml", pom).files("mvnw");
    var whole = repository().exactly("pom.xml", pom)
        .files("mvnw", ".mvn/wrapper/maven-wrapper.properties")
        .tools("java", "javac");

    assertThat(bare.steps().getFirst()).startsWith("$ mvn -B");
    assertThat(whole.steps().getFirst()).isEqualTo("$ sh {root}/mvnw -B -ntp -DskipTests package");
    assertThat(whole.found().warnings()).containsExactly(RUNS_PLUGINS,
        "The repository's own mvnw is run; it fetches mvn from where the repository says.");
  }

  @Test
  void ofSeveralModulesTheOneThatMakesAServerIsTaken() {
    var repository = aggregator("core", "notes-server", "parts/cli")
        .exactly("core/pom.xml", module("core", MCP))
        .exactly("notes-server/pom.xml", module("notes-server", needs("core") + SHADED))
        .exactly("parts/cli/pom.xml", module("cli", SHADED));

    assertThat(repository.start())
        .isEqualTo("java -jar {root}/notes-server/target/hotplug-server.jar");
    assertThat(repository.steps()).containsExactly(
        "$ mvn -B -ntp -DskipTests -pl notes-server -am package",
        "notes-server$ hotplug pick-jar {root}/notes-server/target");
    assertThat(repository.found().warnings()).as("by the library beside it")
        .containsExactly(RUNS_PLUGINS);
  }

  @Test
  void severalModulesThatMakeServersAreAChoice() {
    var repository = aggregator("a", "b", "core").exactly("a/pom.xml", module("a", MCP + SHADED))
        .exactly("b/pom.xml", module("b", needs("core") + MCP + SHADED))
        .exactly("core/pom.xml", module("core", MCP));

    assertThat(repository.choices()).containsExactly("subdir=a", "subdir=b");
    assertThat(repository.subdir("b").start()).contains("{root}/b/target/");
  }

  @Test
  void modulesOfModulesAreBuiltFromTheTop() {
    var repository = aggregator("parts").exactly("parts/pom.xml", aggregating("parts", "server"))
        .exactly("parts/server/pom.xml", module("server", MCP + SHADED))
        .files("mvnw", ".mvn/wrapper/maven-wrapper.properties");

    assertThat(repository.steps().getFirst())
        .isEqualTo("$ sh {root}/mvnw -B -ntp -DskipTests -pl parts/server -am package");
    assertThat(repository.subdir("parts/server").steps().getFirst())
        .isEqualTo("$ sh {root}/mvnw -B -ntp -DskipTests -pl parts/server -am package");
  }

  @Test
  void aFolderThatNobodyHoldsIsBuiltByItself() {
    var repository = aggregator("core").exactly("core/pom.xml", module("core", ""))
        .exactly("server/pom.xml", module("server", MCP + SHADED));

    assertThat(repository.steps().getFirst()).isEqualTo("server$ mvn -B -ntp -DskipTests package");
  }

  @Test
  void whatMakesAJarThatStartsIsKnown() {
    runnable("spring-boot-maven-plugin", "", true);
    runnable("quarkus-maven-plugin", "", true);
    runnable("maven-jar-plugin", "<configuration><archive><manifest><mainClass>a.B</mainClass>"
        + "</manifest></archive></configuration>", true);
    runnable("maven-assembly-plugin", "<configuration><descriptorRefs><descriptorRef>"
        + "jar-with-dependencies</descriptorRef></descriptorRefs></configuration>", true);
    runnable("maven-jar-plugin", "", false);
    runnable("maven-compiler-plugin", "", false);
  }

  private void runnable(String plugin, String configuration, boolean runs) {
    var repository = repository().exactly("pom.xml",
        pom("notes", MCP + plugin(plugin, configuration)));

    assertThat(repository.found().evidence()).as(plugin)
        .contains("pom.xml: "
            + (runs ? "makes a jar that starts" : "names no plugin that makes a jar that starts"));
  }

  @Test
  void aPluginOfTheParentCountsForItsModules() {
    var repository = repository()
        .exactly("pom.xml",
            "<project><artifactId>all</artifactId><packaging>pom</packaging>"
                + "<modules><module>server</module></modules>" + SHADED + "</project>")
        .exactly("server/pom.xml", module("server", MCP));

    assertThat(repository.found().evidence()).contains("server/pom.xml: makes a jar that starts");
  }

  @Test
  void aParentThatIsNotInTheRepositoryIsNothingToWarnOf() {
    var repository = repository().exactly("pom.xml",
        module("notes", MCP + plugin("spring-boot-maven-plugin", "")));

    assertThat(repository.found().warnings()).containsExactly(RUNS_PLUGINS);
    assertThat(repository.start()).isEqualTo("java -jar {root}/target/hotplug-server.jar");
  }

  @Test
  void aNameThatSaysNothingGivesWayToThatOfTheWhole() {
    var repository = repository().exactly("pom.xml", aggregating("notes", "server"))
        .exactly("server/pom.xml", module("server", MCP + SHADED));

    assertThat(repository.found().name()).isEqualTo("notes");
  }

  @Test
  void aPythonServerWithAPomIsAPythonServer() {
    var repository = repository().exactly("pom.xml", pom("tools", ""))
        .exactly("requirements.txt", "mcp\n")
        .exactly("server.py", Skeleton.SERVER_PY)
        .tools("java", "javac", "mvn", "python3");

    assertThat(repository.found().ecosystem()).isEqualTo("python (pip)");
    assertThat(repository.serverFile("pom.xml").found().ecosystem()).isEqualTo("java (maven)");
  }

  @Test
  void modulesThatLeadElsewhereOrRoundInCirclesAreLeftOut() {
    var repository = aggregator(".", "../x", "server", "gone").exactly("server/pom.xml",
        module("server-mcp", SHADED));

    assertThat(repository.start()).isEqualTo("java -jar {root}/server/target/hotplug-server.jar");
  }

  @Test
  void aFileWithADocumentTypeIsNotRead() {
    var repository = repository().exactly("pom.xml",
        "<!DOCTYPE project [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + pom("&x;", SHADED));

    assertThat(repository.nothing().lookedFor()).contains("pom.xml is broken; it is not read");
  }

  @Test
  void allThatIsMissingIsToldAtOnce() {
    var repository = repository().exactly("pom.xml", pom("notes", MCP + SHADED)).tools("apt-get");

    assertThat(repository.nothing().reason())
        .isEqualTo("It is a Java server (pom.xml), and this machine has no javac and no mvn.");
    assertThat(repository.nothing().nextStep()).isEqualTo(
        "Install them with \"sudo apt-get install default-jdk maven\"; then install again.");
    assertThat(repository.tools("javac").nothing().nextStep())
        .isEqualTo("Install it as https://maven.apache.org/install.html says; then install again.");
  }

  private Skeleton aggregator(String... modules) {
    return repository().exactly("pom.xml", aggregating("all", modules));
  }

  private static String aggregating(String name, String... modules) {
    return pom(name, "<packaging>pom</packaging><modules><module>"
        + String.join("</module><module>", modules) + "</module></modules>");
  }

  private static String module(String name, String rest) {
    return pom(name, "<parent><groupId>acme</groupId><artifactId>all</artifactId></parent>" + rest);
  }

  private static String pom(String name, String rest) {
    return "<?xml version='1.0'?>\n<project xmlns='http://maven.apache.org/POM/4.0.0'>"
        + "<!-- x --><artifactId>" + name + "</artifactId>" + rest + "</project>";
  }

  private static String needs(String artifact) {
    return "<dependencies><dependency><groupId>acme</groupId><artifactId>" + artifact
        + "</artifactId></dependency></dependencies>";
  }

  private static String plugin(String name, String rest) {
    return "<build><plugins><plugin><artifactId>" + name + "</artifactId>" + rest
        + "</plugin></plugins></build>";
  }

  private Skeleton repository() {
    return Skeleton.in(folder).tools("java", "javac", "mvn");
  }
}
