package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final Home HOME = new Home(Path.of("/servers/notes"));

  private static final Recipe RECIPE = new Recipe("node (npm)", "packages/notes", "notes",
      List.of(new Step(List.of("npm", "ci"), "", List.of("npm", "install")),
          new Step(List.of("{root}/.venv/bin/x"), "packages/notes", List.of())),
      List.of("node", "{root}/packages/notes/dist/index.js"), List.of(List.of("--db", "{root}/db")),
      List.of("NOTES_TOKEN"), List.of("w"), List.of("e"));

  @Test
  void stepsRunInTheFolderOfTheVersion() {
    var steps = plan(wishes -> wishes).steps();

    assertThat(steps).containsExactly(
        new Plan.Order(List.of("npm", "ci"), "/servers/notes/0123456789ab",
            List.of("npm", "install")),
        new Plan.Order(List.of("/servers/notes/0123456789ab/.venv/bin/x"),
            "/servers/notes/0123456789ab/packages/notes", List.of()));
  }

  @Test
  void serversStartThroughTheLinkThatLeadsToTheVersion() {
    var file = "/servers/notes/current/packages/notes/dist/index.js";
    var plan = plan(wishes -> wishes);

    assertThat(plan.start()).containsExactly("node", file);
    assertThat(plan.otherStarts()).startsWith(List.of("node", "--preserve-symlinks-main", file),
        List.of("node", file, "--db", "/servers/notes/current/db"), List.of("node", file, "stdio"))
        .contains(List.of("node", file, "--transport", "stdio"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatTheRepositorySaysIsTriedBeforeWhatIsCustomary() {
    var recipe = new Recipe("python (uv)", "", "notes", List.of(), List.of("notes"),
        List.of(List.of("from", "manifest"), List.of("serve")), List.of(), List.of(), List.of());

    var plan = planner(Map.of(), Wishes.NONE).plan("notes", COMMIT, recipe);

    assertThat(plan.start()).containsExactly("notes");
    assertThat(plan.otherStarts().stream().map(it -> String.join(" ", it))).containsExactly(
        "notes from manifest", "notes serve", "notes stdio", "notes --stdio",
        "notes --transport stdio", "notes start", "notes mcp");
  }

  @Test
  void argumentsThatAreAskedForAreTheOnlyOnes() {
    var plan = plan(wishes -> new Wishes(Optional.empty(), Optional.empty(), Optional.empty(), true,
        List.of("--root", "/data"), false));

    assertThat(plan.start()).endsWith("--root", "/data");
    assertThat(plan.otherStarts()).singleElement()
        .satisfies(start -> assertThat(start).contains("--preserve-symlinks-main")
            .endsWith("--root", "/data"));
  }

  @Test
  void theVariablesAreThoseThatAreWantedAndThoseThatAreGiven() {
    var plan = plan(wishes -> wishes);

    assertThat(plan.env()).containsExactly("GIVEN", "NOTES_TOKEN");
    assertThat(plan.given()).containsExactly("GIVEN");
    assertThat(plan.toString()).doesNotContain("s3cret");
  }

  @Test
  void theHashIsTheSameForTheSamePlanAndAnotherForAnyOther() {
    var plan = plan(wishes -> wishes);

    assertThat(plan.hash()).isEqualTo(plan(wishes -> wishes).hash()).hasSize(64);
    assertThat(plan(_ -> new Wishes(Optional.empty(), Optional.empty(), Optional.empty(), true,
        List.of(), true)).hash()).isNotEqualTo(plan.hash());
    assertThat(planner(Map.of("OTHER", "x"), Wishes.NONE).plan("notes", COMMIT, RECIPE).hash())
        .isNotEqualTo(plan.hash());
    assertThat(
        planner(Map.of("GIVEN", "an0ther"), Wishes.NONE).plan("notes", COMMIT, RECIPE).hash())
        .isNotEqualTo(plan.hash());
    assertThat(planner(Map.of("GIVEN", "s3cret"), Wishes.NONE)
        .plan("notes", COMMIT.replace('0', '1'), RECIPE)
        .hash()).isNotEqualTo(plan.hash());
    assertThat(plan.reusing(plan.start()).hash()).isNotEqualTo(plan.hash());
  }

  @Test
  void aWordMovedFromOneListToTheNextIsAnotherPlan() {
    var one = new Plan.Order(List.of("npm", "ci", "x"), "/f", List.of());
    var two = new Plan.Order(List.of("npm", "ci"), "/f", List.of("x"));

    assertThat(PlanHash.of(List.of(one))).isNotEqualTo(PlanHash.of(List.of(two)));
  }

  private static Plan plan(UnaryOperator<Wishes> wishes) {
    return planner(Map.of("GIVEN", "s3cret"), wishes.apply(Wishes.NONE)).plan("notes", COMMIT,
        RECIPE);
  }

  private static Planner planner(Map<String, String> env, Wishes wishes) {
    var url = (GitUrl.Reading.Url) GitUrl.read("https://example.org/notes", GitUrl.Allow.REMOTE);
    var source = new Source(url.url(), Optional.empty(), false);
    return new Planner(new InstallRequest("https://example.org/notes", Optional.empty(), false,
        Optional.empty(), wishes, env, Listing.Exposure.HOTPLUG), source, HOME, List.of("file"));
  }
}
