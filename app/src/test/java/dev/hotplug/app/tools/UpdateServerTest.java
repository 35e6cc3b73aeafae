package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.ApprovedTools;
import dev.hotplug.installer.Between;
import dev.hotplug.installer.Change;
import dev.hotplug.installer.Handover;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.Plan;
import dev.hotplug.installer.UpdateOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateServerTest {
  private static final String TOOL = "update_mcp_server";
  private static final String BACK = "rollback_mcp_server";
  private static final String OLD = "b".repeat(40);

  @TempDir
  private Path folder;
  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder);
    world.installations().has(ScriptedInstallations.server("notes"));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theFirstCallShowsWhatIsNewAndTheCallThatCarriesItOut() {
    var plan = plan(new Change(OLD,
        Optional.of(new Between(Between.Kind.AHEAD, List.of("Add search", "Mend list"), 3)), true,
        Optional.of(List.of("- start: node a.js", "+ start: node b.js"))));
    asks(plan);

    var answer = world.use(TOOL, "{\"server_name\": \"notes\", \"ref\": \"v2\"}");

    assertThat(answer.path("status").asText()).isEqualTo("needs_confirmation");
    assertThat(answer.path("from_commit").asText()).isEqualTo(OLD);
    assertThat(answer.path("commit").asText()).isEqualTo(Plans.COMMIT);
    assertThat(answer.at("/update/commits")).hasToString("[\"Add search\",\"Mend list\"]");
    assertThat(answer.at("/update/more_commits").asInt()).isEqualTo(3);
    assertThat(answer.at("/update/plan_changes")).hasSize(2);
    assertThat(answer.at("/update/notes").toString()).contains("5 commits since",
        "The tag that was installed leads to another commit now",
        "built or started otherwise than before", "when the new version is tried out");
    assertThat(answer.path("next_step").asText())
        .contains("Nothing was run, and commit " + OLD + " stays installed.")
        .contains("update_mcp_server {\"server_name\": \"notes\", \"ref\": \"v2\", \"confirm\": \""
            + plan.hash() + "\"}");
  }

  @Test
  void whatIsNotKnownIsSaidNotToBe() {
    asks(plan(new Change(OLD, Optional.empty(), false, Optional.empty())));

    assertThat(world.on("notes", TOOL).at("/update/notes").toString()).contains(
        "could not be looked up", "is not remembered", "when the new version is tried out");
  }

  @Test
  void rewrittenHistoryIsSaid() {
    asks(plan(new Change(OLD, Optional.of(new Between(Between.Kind.ASIDE, List.of(), 0)), false,
        Optional.of(List.of()))));

    assertThat(world.on("notes", TOOL).at("/update/notes").toString())
        .contains("history was rewritten", "built and started as before");
  }

  @Test
  void theHashOfAnotherPlanIsRefused() {
    var plan = plan(new Change(OLD, Optional.empty(), false, Optional.empty()));
    asks(plan);

    var answer = world.use(TOOL, "{\"server_name\": \"notes\", \"confirm\": \"beef\"}");

    assertThat(answer.path("status").asText()).isEqualTo("needs_confirmation");
    assertThat(answer.path("reason").asText()).contains("another plan", "nothing was done");
  }

  @Test
  void aServerThatRunsIsReloadedAndItsToolsAreCompared() {
    run();
    world.installations().moves((_, handover) -> {
      assertThat(handover.take()).isEmpty();
      return done(
          Map.of("a", "{\"name\":\"a\",\"inputSchema\":{\"type\":\"object\"}}", "gone",
              "{\"name\":\"gone\"}"),
          Map.of("a", "{\"name\":\"a\",\"inputSchema\":{\"type\":\"object\",\"required\":[\"x\"]}}",
              "new", "{\"name\":\"new\"}"));
    });

    var answer = world.on("notes", TOOL);

    assertThat(answer.path("status").asText()).isEqualTo("updated");
    assertThat(answer.path("generation").asInt()).isEqualTo(2);
    assertThat(answer.path("diff")).hasToString("{\"added\":[\"new\"],\"removed\":[\"gone\"],"
        + "\"changed\":[{\"name\":\"a\",\"breaking\":true}]}");
    assertThat(answer.path("message").asText()).contains("It was reloaded.",
        "commit " + OLD + " is kept");
    assertThat(answer.path("next_step").asText())
        .contains("rollback_mcp_server {\"server_name\": \"notes\"}");
  }

  @Test
  void aToolThatIsTooLongToBeKeptIsChangedAndNotGone() {
    var giant = "{\"name\":\"a\",\"description\":\"" + "z".repeat(70_000) + "\"}";
    world.installations()
        .moves((_, _) -> done(Map.of("a", "{\"name\":\"a\"}", "b", "{\"name\":\"b\"}"),
            Map.of("a", giant, "c", "{\"name\":\"c\"}")));

    var diff = world.on("notes", BACK).path("diff");

    assertThat(diff).hasToString("""
        {"added":["c"],"removed":["b"],"changed":[{"name":"a","breaking":true}]}""");
  }

  @Test
  void aServerThatDoesNotRunIsNotStarted() {
    world.installations().moves((_, handover) -> {
      assertThat(handover.take()).isEmpty();
      return done(Map.of(), Map.of());
    });

    var answer = world.on("notes", BACK);

    assertThat(answer.has("generation")).isFalse();
    assertThat(answer.path("message").asText()).contains("It does not run here");
    assertThat(world.loaded().at("/servers")).isEmpty();
  }

  @Test
  void whatItDoesNotTakeUpIsSaidAndTheOldOneServes() {
    run();
    world.configured("{\"hotplug\":{\"servers\":{}}}");
    world.installations().moves((_, handover) -> failed(handover));

    var answer = world.on("notes", TOOL);

    assertThat(answer.path("status").asText()).isEqualTo("failed");
    assertThat(answer.path("step").asText()).isEqualTo("load");
    assertThat(answer.path("reason").asText()).contains("is configured");
    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("ready");
  }

  @Test
  void whatWasUnloadedMeanwhileIsNotStarted() {
    run();
    world.installations().moves((_, handover) -> {
      world.on("notes", "unload_mcp_server");
      assertThat(handover.take()).isEmpty();
      return done(Map.of(), Map.of());
    });

    assertThat(world.on("notes", TOOL).path("message").asText()).contains("It does not run here");
    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("stopped");
  }

  @Test
  void whatWasUnloadedMeanwhileIsNotStartedAfterAFailureEither() {
    run();
    world.installations().moves((_, _) -> {
      world.on("notes", "unload_mcp_server");
      return new UpdateOutcome.Failed(new InstallOutcome.Failed("probe", "It was silent.",
          List.of(), "Mend it and try again.", Optional.empty()));
    });

    assertThat(world.on("notes", TOOL).path("status").asText()).isEqualTo("failed");
    assertThat(world.loaded().at("/servers/0/status").asText()).isEqualTo("stopped");
  }

  @Test
  void whatWasLoadedMeanwhileIsReloaded() {
    configure();
    world.installations().moves((_, handover) -> {
      world.load("notes");
      assertThat(handover.take()).isEmpty();
      return done(Map.of(), Map.of());
    });

    assertThat(world.on("notes", TOOL).path("generation").asInt()).isEqualTo(2);
  }

  @Test
  void toolsThatItsEntryMakesOthersAreHeldBackAndShown() {
    var agreed = Catalogs.tool("echo", "Says it again", "{\"type\":\"object\"}");
    world.installations()
        .approves("notes",
            ApprovedTools.of(Map.of("echo", agreed.definition().toString()), List.of()));
    world.configured("{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"node\",\"args\":[\""
        + ScriptedInstallations.server("notes").folder() + "/x.js\", \""
        + folder.resolve("installed/notes/current/x.js") + "\"]}}}}");
    world.servers().starts("notes", Catalogs.of(agreed));
    world.load("notes");
    world.installations().moves((_, handover) -> {
      world.servers()
          .starts("notes",
              Catalogs.of(Catalogs.tool("echo", "Sends it away", "{\"type\":\"object\"}")));
      assertThat(handover.take()).isEmpty();
      return done(Map.of(), Map.of());
    });

    var answer = world.on("notes", TOOL);

    assertThat(answer.path("status").asText()).isEqualTo("updated");
    assertThat(answer.at("/quarantine/tools/0/differences/0")).hasToString("""
        {"part":"description","before":"Says it again","now":"Sends it away"}""");
    assertThat(answer.path("message").asText()).contains("It was reloaded.", "quarantined");
    assertThat(answer.path("next_step").asText()).contains(
        "\"approve\": \"" + answer.at("/quarantine/approve").asText() + "\"",
        "go back: rollback_mcp_server");
  }

  @Test
  void theNewestIsLeftAsItIs() {
    world.installations()
        .moves((_, _) -> new UpdateOutcome.Newest(ScriptedInstallations.server("notes"),
            "Commit c of main is installed already. Nothing was changed."));

    var answer = world.on("notes", TOOL);

    assertThat(answer.path("success").asBoolean()).isTrue();
    assertThat(answer.path("status").asText()).isEqualTo("newest");
    assertThat(answer.path("message").asText())
        .isEqualTo("Commit c of main is installed already. Nothing was changed.");
  }

  @Test
  void whatNobodyInstalledCannotBeUpdated() {
    var answer = world.on("nodes", TOOL);

    assertThat(answer.path("status").asText()).isEqualTo("unknown_server");
    assertThat(answer.path("error").asText()).contains("Did you mean \"notes\"?");
  }

  private void run() {
    configure();
    world.load("notes");
  }

  private void configure() {
    world.scripted("notes");
    world.configured(
        "{\"hotplug\":{\"servers\":{\"notes\":{\"command\":\"/data/notes/current/x\"}}}}");
  }

  private void asks(Plan plan) {
    world.installations().moves((consent, _) -> switch (consent.on(plan)) {
      case GRANTED -> done(Map.of(), Map.of());
      case OPEN -> new UpdateOutcome.NeedsConfirmation(plan);
      case DECLINED -> new UpdateOutcome.Declined(plan);
    });
  }

  private static Plan plan(Change change) {
    return Plans.from("https://git.example.org/acme/notes").changing(change);
  }

  private static UpdateOutcome done(Map<String, String> before, Map<String, String> after) {
    return new UpdateOutcome.Done(ScriptedInstallations.server("notes"), OLD,
        Optional.of(ApprovedTools.of(before, List.of())),
        Optional.of(ApprovedTools.of(after, List.of())), List.of());
  }

  private static UpdateOutcome failed(Handover handover) {
    return new UpdateOutcome.Failed(
        new InstallOutcome.Failed("load", handover.take().orElseThrow().reason(), List.of(),
            "Mend it and try again.", Optional.empty()));
  }
}
