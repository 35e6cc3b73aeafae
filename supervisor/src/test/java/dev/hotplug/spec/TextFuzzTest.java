package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotplug.torture.SeedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any text where a configuration may have one: with references in it, as a value that is kept, as a
 * server's name, as a command, as a glob. Each seed in {@code TextFuzzTestInputs} is such a text.
 */
class TextFuzzTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "a${TOKEN}", "EMPTY", "");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern SAFE_NAME = Pattern
      .compile("[A-Za-z0-9_%~-][A-Za-z0-9._%~-]{0,199}");

  @TempDir
  private static Path folder;

  @ParameterizedTest
  @ArgumentsSource(SeedFiles.class)
  void everySeedIsAText(byte[] text) throws IOException {
    whateverATextSaysItIsTakenAsItIsOrRefused(text);
  }

  @Tag("fuzz")
  @FuzzTest
  void whateverATextSaysItIsTakenAsItIsOrRefused(byte[] bytes) throws IOException {
    var text = new String(bytes, StandardCharsets.UTF_8);

    references(text);
    value(text);
    name(text);
    glob(text);
    command(text);
  }

  private static void references(String text) {
    var expanded = new EnvReferences(ENVIRONMENT).expand(text);

    var plain = REFERENCE.matcher(text).replaceAll(TextFuzzTest::replacement);
    assertThat(expanded.text()).isEqualTo(plain);
    for (var unset : expanded.unset()) assertThat(text).contains("${" + unset + "}");
  }

  private static String replacement(MatchResult reference) {
    return Matcher.quoteReplacement(replaced(reference.group()));
  }

  private static String replaced(String whole) {
    var parts = List.of(whole.substring(2, whole.length() - 1).split(":-", -1));
    var value = ENVIRONMENT.get(parts.getFirst());
    if (value != null) return value;
    return parts.size() > 1 ? parts.get(1) : whole;
  }

  private static void value(String text) throws IOException {
    var file = Files.writeString(folder.resolve("kept.env"), text);
    var before = EnvFile.read(file);
    if (EntryTexts.isUnsendable(text)) return;

    EnvFile.keep(file, Map.of("KEPT", text));

    var after = EnvFile.read(file);
    assertThat(after.values()).containsEntry("KEPT", text);
    before.values().forEach((name, value) -> {
      if (!name.equals("KEPT")) assertThat(after.values()).containsEntry(name, value);
    });
  }

  private static void name(String text) {
    var file = EnvFile.in(folder, text);

    assertThat(file.getParent()).isEqualTo(folder);
    assertThat(String.valueOf(file.getFileName())).matches(SAFE_NAME);
  }

  private static void glob(String text) {
    try {
      assertThat(Glob.of(GlobText.literal(text)).matches(text)).isTrue();
      for (var glob : GlobText.withoutBraces(text)) Glob.of(glob).matches(text);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("\\P{Cc}+");
    }
  }

  private static void command(String text) {
    var words = ShellWords.split(text);
    ShellWords.operator(text).ifPresent(operator -> assertThat(text).contains(operator));

    assertThat(ShellWords.split("'" + text.replace("'", "'\\''") + "'")).contains(List.of(text));
    words.ifPresent(
        all -> assertThat(String.join("", all).length()).isLessThanOrEqualTo(text.length()));
  }
}
