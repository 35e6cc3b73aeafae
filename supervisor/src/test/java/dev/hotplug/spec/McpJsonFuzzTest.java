package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotplug.torture.SeedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any bytes as a {@code .mcp.json}; each seed in {@code McpJsonFuzzTestInputs} is such a file. */
class McpJsonFuzzTest {
  private static final String SECRET = "what-only-the-environment-knows";
  private static final String NAME = "neu";
  private static final String ENTRY = McpJsonEditWalkTest.ENTRY;

  @TempDir
  private static Path folder;

  @ParameterizedTest
  @ArgumentsSource(SeedFiles.class)
  void everySeedIsReadAndEdited(byte[] content) {
    whateverAFileHoldsIsReadAndEditedOrReported(content);
  }

  @Tag("fuzz")
  @FuzzTest
  void whateverAFileHoldsIsReadAndEditedOrReported(byte[] content) {
    var file = Written.in(folder, content);
    read(file, PlainFile.of(content));
    if (FileText.of(file.file()) instanceof FileText.Loaded(var text)) {
      put(text, ServerList.MCP_SERVERS);
      put(text, ServerList.HOTPLUG_SERVERS);
      move(text, ServerList.MCP_SERVERS, ServerList.HOTPLUG_SERVERS);
      move(text, ServerList.HOTPLUG_SERVERS, ServerList.MCP_SERVERS);
      disable(text);
    }
  }

  private static void read(Written file, Optional<PlainFile> plain) {
    var read = file.read(Map.of("TOKEN", SECRET, "EMPTY", ""));

    assertThat(read.files()).hasSize(plain.isPresent() ? 1 : 0);
    if (plain.isEmpty()) assertThat(read.problems()).isNotEmpty();
    for (var problem : read.problems()) {
      assertThat(problem.message()).doesNotContain(SECRET).matches("\\P{Cc}+[.?!\"}]");
    }
    plain.ifPresent(it -> assertThat(names(read)).isEqualTo(it.names()));
  }

  private static List<String> names(Configuration read) {
    return Stream.concat(read.entries().keySet().stream(), read.unusable().stream())
        .sorted()
        .toList();
  }

  private static void put(String text, ServerList list) {
    switch (McpJsonEdit.put(text, list, NAME, ENTRY)) {
      case Edit.Added(var before, var after) -> {
        assertThat(before).isEqualTo(text);
        isThere(after, list);
        assertThat(McpJsonEdit.remove(after, list, NAME, List.of(text)))
            .isEqualTo(new Edit.Removed(after, text));
        remove(after, list, McpJsonEdit.names(text, list));
      }
      case Edit.Replaced(var before, var after) -> {
        assertThat(before).isEqualTo(text);
        isThere(after, list);
        assertThat(outsideOf(after, list)).isEqualTo(outsideOf(text, list));
      }
      case Edit.Unchanged _ -> isThere(text, list);
      case Edit.Refused refused -> refused(text, list, refused);
      case Edit.Removed _, Edit.Moved _ -> throw new AssertionError("put neither removes nor moves");
    }
  }

  private static void isThere(String text, ServerList list) {
    var entry = McpJsonEdit.entry(text, list, NAME).orElseThrow();
    assertThat(PlainFile.tree(entry)).isEqualTo(PlainFile.tree(ENTRY));
  }

  private static void remove(String text, ServerList list, List<String> others) {
    assertThat(McpJsonEdit.remove(text, list, NAME)).isInstanceOfSatisfying(Edit.Removed.class,
        removed -> assertThat(McpJsonEdit.names(removed.after(), list)).isEqualTo(others));
  }

  /** The text with a hole where the value of the server stands. */
  private static String outsideOf(String text, ServerList list) {
    var place = McpJsonEdit.member(text, list, NAME).orElseThrow().value().place();
    return text.substring(0, place.start()) + "<hole>" + text.substring(place.end());
  }

  private static void refused(String text, ServerList list, Edit.Refused refused) {
    assertThat(refused.message()).contains("Nothing was changed.").matches("\\P{Cc}+[.?!\"}]");
    assertThat(refused.line()).isBetween(1, text.length() + 1);
    assertThat(PlainFile.isEditable(text, list)).as(refused.message()).isFalse();
  }

  private static void move(String text, ServerList from, ServerList to) {
    var names = McpJsonEdit.names(text, from);
    if (new McpJsonMove(names, from, to).edit(text) instanceof Edit.Moved(var _, var after)) {
      assertThat(McpJsonEdit.names(after, from)).isEmpty();
      assertThat(McpJsonEdit.names(after, to)).containsAll(names);
      assertThat(new McpJsonMove(names, to, from).edit(after, List.of(text)))
          .isEqualTo(new Edit.Moved(after, text));
    }
  }

  private static void disable(String text) {
    if (ClaudeSettings.disable(text, List.of(NAME)) instanceof Edit.Added(var _, var after)) {
      assertThat(ClaudeSettings.enable(after, List.of(NAME), List.of(text)))
          .isEqualTo(new Edit.Removed(after, text));
    }
  }
}
