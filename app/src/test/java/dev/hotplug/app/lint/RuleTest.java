package dev.hotplug.app.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static final Path ROOT = Path
      .of(Objects.requireNonNull(System.getProperty("hotplug.root"), "set by the root POM"));

  @Test
  void eachRuleStandsInTheDocumentation() throws Exception {
    var section = Files.readString(ROOT.resolve("docs/developing.md")).split("\n## Lint\n", -1)[1]
        .split("\n## ", -1)[0];

    assertThat(section.lines().filter(line -> line.startsWith("| `")))
        .containsExactlyElementsOf(Stream.of(Rule.values()).map(RuleTest::row).toList());
  }

  private static String row(Rule rule) {
    return "| `" + rule.id() + "` | " + rule.level().word() + " | " + rule.claim() + " |";
  }

  @Test
  void whatMattersMoreMattersAtLeastAsMuch() {
    assertThat(Rule.Level.ERROR.isAtLeast(Rule.Level.NOTE)).isTrue();
    assertThat(Rule.Level.NOTE.isAtLeast(Rule.Level.NOTE)).isTrue();
    assertThat(Rule.Level.NOTE.isAtLeast(Rule.Level.WARNING)).isFalse();
  }
}
