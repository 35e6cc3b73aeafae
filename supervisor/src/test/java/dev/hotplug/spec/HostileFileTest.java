package dev.hotplug.spec;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files within the limit of 4 MiB that cost as much as a file can. */
@Timeout(20)
class HostileFileTest {
  private static final int LARGE = 4_000_000;

  @TempDir
  Path folder;

  @Test
  void referencesThatAreNeverClosedCostNoTime() {
    var text = "${".repeat(LARGE / 2);

    assertThat(new EnvReferences(Map.of()).expand(text).text()).isEqualTo(text);
  }

  @Test
  void manyProblemsAreCutOff() {
    var entries = new StringBuilder();
    IntStream.range(0, 50_000).forEach(i -> entries.append("\"n").append(i).append("\": 1,\n"));

    var problems = Written.servers(folder, entries + "\"good\": {\"command\": \"x\"}")
        .read()
        .problems();

    assertThat(problems).hasSize(101);
    assertThat(problems.getLast().message()).contains("49900 more problems");
  }

  @Test
  void manyValuesAreRefused() {
    var problems = Written.in(folder, "{\"a\": [" + "0,".repeat(1_900_000) + "0]}")
        .read()
        .problems();

    assertThat(problems).singleElement()
        .satisfies(it -> assertThat(it.message()).contains("more than 200000 names and values"));
  }

  @Test
  void aHugeBrokenNumberIsFoundQuickly() {
    var problems = Written.in(folder, "{\"a\": " + "1".repeat(LARGE) + ".}").read().problems();

    assertThat(problems).singleElement().satisfies(it -> assertThat(it.column()).isEqualTo(7));
  }

  @Test
  void nothingButLineEndsIsAnEmptyFile() {
    var problems = Written.in(folder, "\n".repeat(LARGE)).read().problems();

    assertThat(problems).singleElement().satisfies(it -> assertThat(it.line()).isEqualTo(1));
  }

  @Test
  void theDeepestFileIsReadAndEditedOnASmallStack() throws Exception {
    int depth = JsonTree.MAX_DEPTH - 1;
    var text = "{\"x\": " + "{\"y\":".repeat(depth) + "1" + "}".repeat(depth) + "}";
    var edit = new CompletableFuture<Edit>();
    var thread = new Thread(null, () -> edit.complete(McpJson.put(text, "n", "{}")), "small",
        256 << 10);

    thread.start();

    assertThat(edit.get(10, SECONDS)).isInstanceOf(Edit.Added.class);
    thread.join();
  }
}
