package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRefTest {
  private static final Refs REFS = new Refs(List.of("HEAD", "refs/heads/main", "refs/heads/both",
      "refs/tags/both", "refs/tags/v1.2.0", "refs/tags/v1.2.0^{}", "refs/pull/7/head"));

  @ParameterizedTest
  @ValueSource(strings = {"main", "v1.2.0", "feature/x", "refs/heads/main", "a@b", "über",
      "0123456789012345678901234567890123456789"})
  void whatGitTakesIsTaken(String ref) {
    assertThat(GitRef.refusal(ref)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-u", "--upload-pack=x", "a..b", "a b", "a\nb", "a~1", "a^{}", "a:b",
      "a?", "a*", "[a", "a\\b", "/a", "a/", "a//b", ".a", "a/.b", "a.lock", "a.lock/b", "a.", "@",
      "a@{1}", "a\u0000"})
  void whatGitDoesNotTakeIsRefused(String ref) {
    assertThat(GitRef.refusal(ref)).get().asString().contains("Nothing was fetched.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"packages/server", ".", "a", "a/./b", "..a"})
  void aPathInsideIsTaken(String path) {
    assertThat(Subdir.refusal("subdir", path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "..", "../a", "a/../b", "a/..", "/a", "-a", "a\\b", "a\nb"})
  void aPathThatLeadsOutIsRefused(String path) {
    assertThat(Subdir.refusal("subdir", path)).get().asString().contains("subdir");
  }

  @Test
  void aBranchGoesBeforeATag() throws Unfetchable {
    assertThat(REFS.named("main")).isEqualTo("refs/heads/main");
    assertThat(REFS.named("both")).isEqualTo("refs/heads/both");
    assertThat(REFS.named("v1.2.0")).isEqualTo("refs/tags/v1.2.0");
    assertThat(REFS.named("refs/tags/both")).isEqualTo("refs/tags/both");
  }

  @Test
  void aMissingRefIsAnsweredWithThoseNearIt() {
    assertThatExceptionOfType(Unfetchable.class).isThrownBy(() -> REFS.named("v1.2"))
        .withMessageContaining("\"v1.2\"")
        .extracting(Unfetchable::nextStep)
        .asString()
        .contains("ref: v1.2.0, ");
    assertThatExceptionOfType(Unfetchable.class).isThrownBy(() -> REFS.named("mian"))
        .extracting(Unfetchable::nextStep)
        .asString()
        .contains("ref: main, ");
    assertThatExceptionOfType(Unfetchable.class).isThrownBy(() -> REFS.named("0123abc"))
        .extracting(Unfetchable::nextStep)
        .asString()
        .contains("40 digits");
  }
}
