package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotplug.torture.SeedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any text as what is asked for beside the address: a ref, a path of the repository, a name, a
 * value. Each seed in {@code ArgumentFuzzTestInputs} is such a text.
 */
class ArgumentFuzzTest {
  @TempDir
  private static Path root;

  @ParameterizedTest
  @ArgumentsSource(SeedFiles.class)
  void everySeedIsFitOrRefused(byte[] text) {
    whateverIsAskedForIsSafeOrRefused(text);
  }

  @Tag("fuzz")
  @FuzzTest
  void whateverIsAskedForIsSafeOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);

    ref(text);
    path(text);
    name(text);
    value(text);
  }

  private static void ref(String text) {
    if (GitRef.refusal(text).isPresent()) return;
    assertThat(text).doesNotStartWith("-");
    assertThat(Repository.isValidRefName("refs/heads/" + text)).as(text).isTrue();
    try {
      var named = new Refs(List.of("refs/heads/main", "refs/tags/v1", "refs/pull/1")).named(text);
      assertThat(named).startsWith("refs/").endsWith(text);
    } catch (Unfetchable e) {
      assertThat(String.valueOf(e.getMessage())).matches("\\P{Cc}+");
    }
  }

  private static void path(String text) {
    if (Subdir.refusal("subdir", text).isEmpty()) {
      assertThat(text).doesNotStartWith("-");
      assertThat(isInside(text)).as(text).isTrue();
    }
    var folder = Folder.root(root);
    folder.inside(text).ifPresent(inside -> assertThat(isInside(inside)).as(inside).isTrue());
    assertThat(folder.text(text)).isEmpty();
    folder.sub(text).ifPresent(sub -> assertThat(sub.isRoot()).isTrue());
    assertThat(folder.troubles()).allMatch(Plain::isPlain);
  }

  /** What cannot be a path of this machine is nowhere. */
  private static boolean isInside(String path) {
    try {
      return root.resolve(path).normalize().startsWith(root);
    } catch (InvalidPathException _) {
      return true;
    }
  }

  private static void name(String text) {
    assertThat(ServerName.fault(ServerName.of(text))).isEmpty();
    assertThat(Plain.text(text)).hasSizeLessThanOrEqualTo(160).matches(Plain::isPlain);
    assertThat(FetchFault.line(text)).matches(Plain::isPlain);
    if (ServerName.fault(text).isEmpty()) assertThat(root.resolve(text)).hasParentRaw(root);
  }

  private static void value(String text) {
    var values = new Values(Map.of("A", text), Map.of("TOKEN", "secret"));
    boolean isReference = Reference.variable(text).isPresent();

    assertThat(values.secrets().containsKey("A")).isNotEqualTo(isReference);
    assertThat(values.written()).containsEntry("A", isReference ? text : "${A}");
    var scrubbed = new Scrub(values.secrets().values()).text("a " + text + " b");
    if (isReference || text.length() < 4) assertThat(scrubbed).isEqualTo("a " + text + " b");
    else assertThat(List.of(scrubbed.split("\\*{3}"))).noneMatch(it -> it.contains(text));
  }
}
