package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.torture.TortureServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hotplug lint}. It leaves nothing alive, which {@link Ran} checks. */
class LintIT {
  @TempDir
  private Path folder;

  private Project project;

  @BeforeEach
  void configure() throws Exception {
    project = Project.in(folder.toRealPath());
  }

  @Test
  void aServerWithoutAFaultEndsWith0() throws Exception {
    var ran = Ran.hotplug(project.folder(), line("lint", "--fail-on", "note", "--"));

    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("server: no finding\n");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aServerWithManyFaultsIsSaidToHaveThem() throws Exception {
    project.server("odd", Entry.torture("extraTool=a.b", "banner", "ignoreEof", "ignoreTerm")
        .withTimeouts("\"eof_ms\": 50, \"term_ms\": 50"));

    var ran = Ran.hotplug(project.folder(), "lint", "odd", "--format", "sarif");

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    var results = Bytes.tree(ran.out()).at("/runs/0/results");
    assertThat(ids(results)).containsExactly("name-characters", "no-annotations", "stdout-noise",
        "term-ignored");
    assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo(".mcp.json");
    assertThat(results.at("/0/locations/0/physicalLocation/region/startLine").asInt()).isPositive();
    assertThat(results.at("/3/message/text").asText())
        .startsWith("It ignored the end of its stdin and SIGTERM and was killed");
  }

  @Test
  void aServerThatEndsWhileItIsLookedAtIsAFinding() throws Exception {
    var ran = Ran.hotplug(project.folder(), line("lint", "--", "exitWhenReady=3"));

    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.out()).contains(": error: ", "[ended-by-itself]");
  }

  @Test
  void secretsInTheNamesOfToolsStaySo() throws Exception {
    var ran = Ran.hotplug(project.folder(),
        line("lint", "--env", "API_TOKEN=s3cr3t-word", "--", "extraTool=a.s3cr3t-word"));

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).contains("[name-characters]", "a.[redacted API_TOKEN]")
        .doesNotContain("s3cr3t-word");
  }

  @Test
  void theLevelDecidesHowItEnds() throws Exception {
    var note = line("lint", "--format", "json", "--", "extraTool=bare");

    var ran = Ran.hotplug(project.folder(), note);

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(Bytes.tree(ran.out()).at("/findings/0/rule").asText()).isEqualTo("no-annotations");
    assertThat(Bytes.tree(ran.out()).path("findings")).hasSize(1);
  }

  @Test
  void aServerThatDoesNotStartIsAFindingAndItsSecretsStaySo() throws Exception {
    var ran = Ran.hotplug(project.folder(), "lint", "--env", "API_TOKEN=s3cr3t-word", "--", "sh",
        "-c", "echo \"no, $API_TOKEN\" >&2; exit 3");
    var never = Ran.hotplug(project.folder(), "lint", "--fail-on", "never", "--", "false");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).startsWith("server: error: Server \"server\" did not start: ")
        .contains("exit code 3", "[no-start]\n  | no, ")
        .doesNotContain("s3cr3t-word");
    assertThat(ran.err()).isEmpty();
    assertThat(never.exit()).as(never.err()).isZero();
    assertThat(never.out()).contains("[no-start]");
  }

  @Test
  void whatCannotBeLookedAtEndsWith2() throws Exception {
    var unknown = Ran.hotplug(project.folder(), "lint", "nobody");
    var wrong = Ran.hotplug(project.folder(), "lint", "--format", "xml", "--", "true");

    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err()).contains("No server named \"nobody\"");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("--format", "Usage: hotplug lint");
  }

  /** These words, the last ones being modes of the server behind {@code --}. */
  private static String[] line(String... words) {
    var all = new ArrayList<>(List.of(words));
    int behind = all.indexOf("--") + 1;
    var modes = all.subList(behind, all.size()).toArray(String[]::new);
    var line = new ArrayList<>(all.subList(0, behind));
    line.addAll(TortureServer.command(modes));
    return line.toArray(String[]::new);
  }

  private static List<String> ids(JsonNode results) {
    var ids = new ArrayList<String>();
    for (var result : results) ids.add(result.path("ruleId").asText());
    return ids;
  }
}
