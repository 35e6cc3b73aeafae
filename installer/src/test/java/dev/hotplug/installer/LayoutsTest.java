package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how many typical repositories the plan is the one that a person would make. */
class LayoutsTest {
  private static final double FLOOR = 0.95;
  private static final List<String> TABLES = List.of("node.yaml", "python.yaml", "go.yaml",
      "rust.yaml", "java.yaml", "dotnet-deno.yaml", "others.yaml");

  private static final String NOTES = """
      - layout: notes
        files:
          package.json: {bin: {notes: a.js}, dependencies: {"@modelcontextprotocol/sdk": "1"}}
          a.js:
        plan: {ecosystem: node (npm), steps: [$ npm install], start: node a.js}
      """;

  @TempDir
  private Path folder;

  @Test
  void nearlyEveryTypicalLayoutGetsTheRightPlan() {
    var all = TABLES.stream().flatMap(it -> Layout.table(it).stream()).toList();

    var misses = all.stream().flatMap(it -> it.miss(folder).stream()).toList();

    double share = 1 - (double) misses.size() / all.size();
    var report = "right plans: %d of %d layouts (%.3f)%n%s".formatted(all.size() - misses.size(),
        all.size(), share, String.join("\n", misses));
    System.out.println(report);
    assertThat(all).hasSizeGreaterThanOrEqualTo(60);
    assertThat(share).as(report).isGreaterThanOrEqualTo(FLOOR);
  }

  @Test
  void everyDifferenceIsAMiss() throws JsonProcessingException {
    assertThat(missed("layout: notes", "layout: notes")).isFalse();
    assertThat(missed("node (npm)", "python")).isTrue();
    assertThat(missed("npm install]", "npm install, npm run build]")).isTrue();
    assertThat(missed("$ npm install", "sub$ npm install")).isTrue();
    assertThat(missed("npm install", "npm ci")).isTrue();
    assertThat(missed("node a.js}", "node b.js}")).isTrue();
    assertThat(missed("node a.js}", "a.js node}")).isTrue();
    assertThat(missed("node a.js}", "node a.js, folder: sub}")).isTrue();
    assertThat(missed("node a.js}", "node a.js, never: [a.js]}")).isTrue();
    assertThat(missed("node a.js}", "node a.js, arguments: [stdio]}")).isTrue();
    assertThat(missed("node a.js}", "node a.js, variables: [A_KEY]}")).isTrue();
    assertThat(missed("start: node a.js}", "nothing: a}")).isTrue();
    assertThat(missed("start: node a.js}", "choices: [subdir=a]}")).isTrue();
    assertThat(missed("bin: {notes: a.js}, ", "")).isTrue();
  }

  @Test
  void aMisspeltExpectationIsNotOverlooked() {
    assertThatThrownBy(() -> missed("start:", "starts:"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("starts");
  }

  private boolean missed(String text, String inItsPlace) throws JsonProcessingException {
    var table = new YAMLMapper().readTree(NOTES.replace(text, inItsPlace));
    return Layout.layouts(table).getFirst().miss(folder).isPresent();
  }
}
