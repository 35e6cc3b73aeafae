package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.installer.Choice;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallServerTest {
  private static final String TOOL = "install_mcp_server_from_git";
  private static final String URL = "https://git.example.org/acme/notes";
  private static final String MINIMAL = "{\"git_url\": \"" + URL + "\"}";

  @TempDir
  private Path folder;
  private final ManualTimer timer = new ManualTimer();
  private World world;

  @BeforeEach
  void begin() {
    world = World.in(folder, timer);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theFirstCallAnswersWithThePlanAndTheCallThatCarriesItOut() {
    var plan = Plans.from(URL);
    world.installations().plans(plan, Plans.done("notes", List.of()));

    var answer = world.use(TOOL, MINIMAL);

    assertThat(answer.path("status").asText()).isEqualTo("needs_confirmation");
    assertThat(answer.path("confirm").asText()).isEqualTo(plan.hash());
    assertThat(answer.has("reason")).isFalse();
    assertThat(answer.path("plan").toString()).isEqualTo(
        """
            {"server_name":"notes","git_url":"https://git.example.org/acme/notes","commit":"%s",\
            "ecosystem":"node (npm)","subdir":"packages/notes",\
            "steps":[["npm","ci","--ignore-scripts"]],"steps_in":["/data/notes"],\
            "steps_retried_as":[["npm","install"]],"start":["node","/data/notes/dist/index.js"],\
            "other_starts":[["node","/data/notes/dist/index.js","--stdio"]],"env":["NOTES_TOKEN"],"env_given":[],\
            "files":["/p/.mcp.json"],"allow_scripts":false,"expose":"hotplug",\
            "warnings":["It wants a token."],"evidence":["package.json: bin \\"notes\\""]}"""
            .formatted(Plans.COMMIT));
  }

  @Test
  void theCallThatIsShownCarriesItOut() {
    world.installations().plans(Plans.from(URL), Plans.done("notes", List.of("add", "list")));
    var shown = world.use(TOOL, """
        {"git_url": "%s", "args": ["--dir", "a b"], "ref": "v1"}""".formatted(URL))
        .path("next_step")
        .asText();

    var call = shown.substring(shown.indexOf(TOOL) + TOOL.length());
    var answer = world.use(TOOL, call.substring(0, call.lastIndexOf('}') + 1));

    assertThat(answer.path("status").asText()).isEqualTo("installed");
    assertThat(answer.path("server_name").asText()).isEqualTo("notes");
    assertThat(answer.path("commit").asText()).hasSize(40);
    assertThat(answer.path("tools")).hasToString("[{\"name\":\"add\"},{\"name\":\"list\"}]");
    assertThat(answer.path("warnings")).hasToString("[\"Step 1 was tried twice.\"]");
    var requests = world.installations().requests();
    assertThat(requests.getLast()).isEqualTo(requests.getFirst());
    assertThat(requests.getLast().wishes().args()).containsExactly("--dir", "a b");
  }

  @Test
  void theHashOfAnotherPlanIsRefusedWithThePlanAsItIsNow() {
    var old = Plans.running(List.of("npm", "ci"));
    var now = Plans.running(List.of("npm", "ci", "--foreground-scripts"));
    world.installations().plans(now, Plans.done("notes", List.of()));

    var answer = world.use(TOOL,
        "{\"git_url\": \"" + URL + "\", \"confirm\": \"" + old.hash() + "\"}");

    assertThat(answer.path("status").asText()).isEqualTo("needs_confirmation");
    assertThat(answer.path("reason").asText()).contains("another plan")
        .contains("nothing was done");
    assertThat(answer.path("confirm").asText()).isEqualTo(now.hash());
    assertThat(answer.at("/plan/steps/0")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"TOKEN\": \"s3cret-value\", \"PORT\": 8080, \"OTHER\": \"${OTHER}\"}",
      "[\"TOKEN=s3cret-value\", \"PORT=8080\", \"OTHER=${OTHER}\"]",
      "\"{\\\"TOKEN\\\": \\\"s3cret-value\\\", \\\"PORT\\\": 8080, \\\"OTHER\\\": \\\"${OTHER}\\\"}\""})
  void variablesComeAsAnObjectOrAsAListAndTheirValuesAreNeverShown(String env) {
    world.installations().plans(Plans.from(URL), Plans.done("notes", List.of()));

    var answer = world.use(TOOL, "{\"git_url\": \"" + URL + "\", \"env_vars\": " + env + "}");

    assertThat(world.installations().requests().getFirst().env())
        .isEqualTo(Map.of("TOKEN", "s3cret-value", "PORT", "8080", "OTHER", "${OTHER}"));
    assertThat(answer.toString()).doesNotContain("s3cret").doesNotContain("8080");
    assertThat(answer.path("next_step").asText()).contains("\"OTHER\":\"${OTHER}\"")
        .contains("Send the values of env_vars again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"TOKEN\": {\"a\": \"s3cret\"}}", "[\"s3cret\"]", "[[\"s3cret\"]]",
      "\"=s3cret\"", "{\"TOKEN\": null}"})
  void variablesThatAreNoneAreRefusedWithoutBeingShown(String env) {
    var answer = world.use(TOOL, "{\"git_url\": \"" + URL + "\", \"env_vars\": " + env + "}");

    assertThat(answer.path("status").asText()).isEqualTo("invalid_arguments");
    assertThat(answer.path("error").asText()).startsWith("env_vars must be")
        .doesNotContain("s3cret");
    assertThat(world.installations().requests()).isEmpty();
  }

  @Test
  void allArgumentsArriveAsTheyAreMeant() {
    world.installations().plans(Plans.from(URL), Plans.done("notes", List.of()));

    world.use(TOOL, """
        {"git_url": "%s", "server_name": "mine", "server_file": "src/x.py",
        "requirements_file": "req.txt", "auto_detect": "false", "ref": "main", "subdir": "a/b",
        "args": ["x"], "allow_scripts": true, "submodules": true, "expose": "client"}"""
        .formatted(URL));

    InstallRequest request = world.installations().requests().getFirst();
    assertThat(request.name()).contains("mine");
    assertThat(request.ref()).contains("main");
    assertThat(request.submodules()).isTrue();
    assertThat(request.exposure()).isEqualTo(Listing.Exposure.CLIENT);
    assertThat(request.wishes().serverFile()).contains("src/x.py");
    assertThat(request.wishes().requirementsFile()).contains("req.txt");
    assertThat(request.wishes().autoDetect()).isFalse();
    assertThat(request.wishes().subdir()).contains("a/b");
    assertThat(request.wishes().allowScripts()).isTrue();
  }

  @Test
  void whatIsNeitherHotplugNorClientIsNoExposure() {
    var answer = world.use(TOOL, "{\"git_url\": \"" + URL + "\", \"expose\": \"world\"}");

    assertThat(answer.path("error").asText()).startsWith("expose must be");
  }

  @Test
  void ofSeveralServersEachIsNamedWithTheArgumentThatPicksIt() {
    world.installations()
        .does((_, _, _) -> new InstallOutcome.NeedsChoice(URL,
            List.of(new Choice("node server in a", "subdir", "a"),
                new Choice("node server in b", "subdir", "b"))));

    var answer = world.use(TOOL, MINIMAL);

    assertThat(answer.path("status").asText()).isEqualTo("needs_choice");
    assertThat(answer.path("candidates")).hasSize(2);
    assertThat(answer.at("/candidates/1").toString())
        .isEqualTo("{\"what\":\"node server in b\",\"argument\":\"subdir\",\"value\":\"b\"}");
    assertThat(answer.path("next_step").asText())
        .contains(TOOL + " {\"git_url\": \"" + URL + "\", \"subdir\": \"a\"}");
  }

  @Test
  void aFailureIsAnErrorAndNamesStepReasonAndLog() {
    world.installations()
        .does((_, _, _) -> new InstallOutcome.Failed("build 2/3: npm run build",
            "It ended with exit code 2. Nothing is installed.", List.of("error TS1005: ';'"),
            "Mend the repository, and try again.", Optional.of("/state/x.log")));

    var result = Catalogs.tree(world.raw(TOOL, MINIMAL));
    var answer = Conformance.checked(world.tools(), TOOL, Span.of(result));

    assertThat(result.path("isError").booleanValue()).isTrue();
    assertThat(answer.path("status").asText()).isEqualTo("failed");
    assertThat(answer.path("step").asText()).isEqualTo("build 2/3: npm run build");
    assertThat(answer.path("reason").asText()).startsWith("It ended with exit code 2.");
    assertThat(answer.path("log_tail")).hasToString("[\"error TS1005: ';'\"]");
    assertThat(answer.path("log").asText()).isEqualTo("/state/x.log");
  }

  @Test
  void theStepTheSecondsAndTheLastLineAreTold() throws Exception {
    var told = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    world.installations().does((_, _, progress) -> {
      progress.on("build 2/3: npm run build", "compiling x.ts");
      told.countDown();
      goOn.await();
      return Plans.done("notes", List.of());
    });
    var use = world.begin(TOOL, Map.of("name", Span.string(TOOL), "arguments", Span.of(MINIMAL),
        "_meta", Span.of("{\"progressToken\":7}")));
    told.await();

    timer.ring();
    var first = world.nextProgress();
    timer.ring();
    var second = world.nextProgress();
    goOn.countDown();
    World.await(use);

    assertThat(first.path("message").asText())
        .matches("build 2/3: npm run build, \\d+ s: compiling x\\.ts");
    assertThat(second.path("progress").asDouble()).isGreaterThan(first.path("progress").asDouble());
  }

  @Test
  void whoTakesItBackInterruptsIt() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    world.installations().does((_, _, _) -> {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts that down");
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
    });
    var use = world.begin(TOOL, MINIMAL);
    begun.await();

    use.cancel("never mind");

    interrupted.await();
    assertThat(use.result()).isCancelled();
  }

  @Test
  void oneThatIsInterruptedAsHotplugEndsSaysSo() {
    world.installations().does((_, _, _) -> {
      throw new InterruptedException();
    });

    var answer = world.use(TOOL, MINIMAL);

    assertThat(answer.path("status").asText()).isEqualTo("closed");
    assertThat(answer.path("error").asText()).contains("Nothing is left of it");
  }

  @Test
  void installAndLoadAnswersWithTheToolsOfTheServer() {
    world.scripted("notes");
    world.installations().plans(Plans.from(URL), Plans.done("notes", List.of("echo")));

    var answer = andLoad(Plans.from(URL).hash());

    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(answer.path("status").asText()).isEqualTo("installed");
    assertThat(answer.path("generation").asInt()).isEqualTo(1);
    assertThat(answer.at("/tools/0").has("signature")).isTrue();
    assertThat(answer.path("warnings")).hasToString("[\"Step 1 was tried twice.\"]");
    assertThat(answer.path("next_step").asText()).contains("call_dynamic_server_tool");
  }

  @Test
  void whatDoesNotLoadIsInstalledAllTheSame() {
    world.installations().plans(Plans.from(URL), Plans.done("notes", List.of("echo")));

    var answer = andLoad(Plans.from(URL).hash());

    assertThat(answer.path("success").booleanValue()).isFalse();
    assertThat(answer.path("step").asText()).isEqualTo("load");
    assertThat(answer.path("error").asText()).endsWith("It is installed and listed.");
  }

  @Test
  void installAndLoadAsksBeforeItDoesEither() {
    world.scripted("notes");
    world.installations().plans(Plans.from(URL), Plans.done("notes", List.of("echo")));

    var answer = andLoad("nothing");

    assertThat(answer.path("status").asText()).isEqualTo("needs_confirmation");
    assertThat(answer.path("next_step").asText()).contains("install_and_load_mcp_server {");
    assertThat(world.loaded().path("count").asInt()).isZero();
  }

  private JsonNode andLoad(String confirm) {
    return world.use("install_and_load_mcp_server",
        "{\"git_url\": \"" + URL + "\", \"confirm\": \"" + confirm + "\"}");
  }
}
