package dev.hotplug.app.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.ApprovedVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeldTextTest {
  @Test
  void eachPartThatDiffersIsShownTheDescriptionFirst() {
    var before = "{\"name\":\"add\",\"annotations\":{\"readOnlyHint\":true},\"description\":\"Adds\"}";
    var now = "{\"name\":\"add\",\"description\":\"Deletes\",\"title\":\"Add\"}";

    assertThat(text(Map.of("add", before), Map.of("add", now, "rm", "{\"description\":\"No\"}")))
        .isEqualTo("""
            The tools of the installed MCP server "notes" are not those that were agreed to:
              add (changed)
                description
                  - Adds
                  + Deletes
                annotations
                  - {"readOnlyHint":true}
                title
                  + Add
              rm (new)
                description
                  + No
            """);
  }

  @Test
  void nothingIsHiddenAndNothingMovesTheCursor() {
    var hidden = "Adds\\n\\u001b[2J\\u200bmore\\u202eback\\udb40\\udc41";

    assertThat(text(Map.of("add", description("Adds")), Map.of("add", description(hidden))))
        .contains("+ Adds<U+000A><U+001B>[2J<U+200B>more<U+202E>back<U+E0041>\n");
  }

  @Test
  void aLongTextIsShownFromWhereItDiffers() {
    var same = "x".repeat(10_000);

    assertThat(text(Map.of("add", description(same)),
        Map.of("add", description(same + " and steals" + "y".repeat(5_000)))))
        .contains("- …" + "x".repeat(60) + "\n", "+ …" + "x".repeat(60) + " and steals",
            "… (4071 more characters)")
        .hasSizeLessThan(1_500);
  }

  @Test
  void whatWasTooLongToBeKeptSaysSo() {
    var giant = description("z".repeat(70_000));

    assertThat(text(Map.of("add", giant), Map.of("add", description("Adds"))))
        .contains("description\n      + Adds\n", "- (too long to be shown; SHA-256 ");
  }

  @Test
  void ofTwoThatAreTooLongTheHashesDiffer() {
    var giant = description("z".repeat(70_000));
    var other = description("z".repeat(70_000) + " and steals");

    assertThat(text(Map.of("add", giant), Map.of("add", other)))
        .containsPattern("definition\\n +- \\(too long .*; SHA-256 " + hash(giant) + "\\)\\n"
            + " +\\+ \\(too long .*; SHA-256 " + hash(other) + "\\)");
  }

  @Test
  void twoThatDifferOnlyInASecretAreSaidToDiffer() {
    var before = description("Adds for s3cret");
    var now = description("Adds for an0ther");
    var tools = ApprovedTools.of(Map.of("add", now), List.of("s3cret", "an0ther"));
    var agreed = ApprovedTools.of(Map.of("add", before), List.of("s3cret", "an0ther"));

    assertThat(text(agreed, tools)).contains(hash(before), hash(now), "such as a secret")
        .doesNotContain("s3cret", "an0ther");
  }

  @Test
  void ofVeryManyToolsTheFirstAreShown() {
    var many = new TreeMap<String, String>();
    for (int i = 100; i < 1_000; i++) many.put("t" + i, "{}");

    assertThat(text(Map.of(), many)).contains("t100 (new)", "t119 (new)", "and 880 more")
        .doesNotContain("t120");
  }

  private static String description(String json) {
    return "{\"name\":\"add\",\"description\":\"" + json + "\"}";
  }

  private static String text(Map<String, String> before, Map<String, String> now) {
    return text(ApprovedTools.of(before, List.of()), ApprovedTools.of(now, List.of()));
  }

  private static String hash(String definition) {
    return ApprovedTools.of(Map.of("add", definition), List.of()).find("add").orElseThrow().hash();
  }

  private static String text(ApprovedTools before, ApprovedTools tools) {
    return HeldText.of(new Held("notes", "notes", new ApprovedVersion("0".repeat(40), tools),
        before.unapproved(tools)));
  }
}
