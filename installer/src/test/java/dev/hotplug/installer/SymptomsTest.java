package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.installer.Diagnosis.BuildIncomplete;
import dev.hotplug.installer.Diagnosis.HttpServer;
import dev.hotplug.installer.Diagnosis.MissingVariables;
import dev.hotplug.installer.Diagnosis.NeedsArguments;
import dev.hotplug.installer.Diagnosis.OtherRuntime;
import dev.hotplug.installer.Diagnosis.Unclear;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What servers say when they do not start, in the manners of their languages and frameworks. */
class SymptomsTest {
  @Test
  void aMissingVariableIsNamed() {
    check("Error: GITHUB_TOKEN is required", new MissingVariables(List.of("GITHUB_TOKEN")));
    check("Error: Missing required environment variable: SLACK_BOT_TOKEN",
        new MissingVariables(List.of("SLACK_BOT_TOKEN")));
    check("Please set SLACK_BOT_TOKEN and SLACK_TEAM_ID environment variables",
        new MissingVariables(List.of("SLACK_BOT_TOKEN", "SLACK_TEAM_ID")));
    check("KeyError: 'NOTION_API_KEY'", new MissingVariables(List.of("NOTION_API_KEY")));
    check("ValueError: BRAVE_API_KEY not set", new MissingVariables(List.of("BRAVE_API_KEY")));
    check("Environment variable \"API_URL\" must be set", new MissingVariables(List.of("API_URL")));
    check("panic: DATABASE_URL is empty", new MissingVariables(List.of("DATABASE_URL")));
    check("thread 'main' panicked at src/main.rs:9:41: API_KEY must be set: NotPresent",
        new MissingVariables(List.of("API_KEY")));
    check("java.lang.IllegalArgumentException: Could not resolve placeholder 'NOTES_TOKEN'",
        new MissingVariables(List.of("NOTES_TOKEN")));
  }

  @Test
  void aListBelowItsHeadingIsReadForWhatTheRepositoryNames() {
    check(List.of("Missing environment variables:", "  - TOKEN"), List.of("TOKEN"),
        new MissingVariables(List.of("TOKEN")));
    check(List.of("1 validation error for Settings", "api_key", "  Field required"),
        List.of("API_KEY"), new Unclear("exit 1"));
  }

  @Test
  void constantsThatAreNoVariablesAreNotAskedFor() {
    check("Error [ERR_INVALID_ARG_TYPE]: the argument is required", new Unclear("exit 1"));
    check("listening with MAX_RETRIES 3", new Unclear("exit 1"));
  }

  @Test
  void argumentsThatAreWantedAreQuoted() {
    check("Usage: mcp-server-filesystem <allowed-directory>",
        new NeedsArguments("Usage: mcp-server-filesystem <allowed-directory>"));
    check("server.py: error: the following arguments are required: --db-path",
        new NeedsArguments("server.py: error: the following arguments are required: --db-path"));
    check("error: missing required argument 'dir'",
        new NeedsArguments("error: missing required argument 'dir'"));
    check("Error: required flag(s) \"repo\" not set",
        new NeedsArguments("Error: required flag(s) \"repo\" not set"));
    check("error: 'notes' requires a subcommand but one was not provided",
        new NeedsArguments("error: 'notes' requires a subcommand but one was not provided"));
  }

  @Test
  void whatAHeadingAnnouncesIsQuotedWithIt() {
    check(List.of("Notes for agents", "Usage:", "  notes-mcp [command]"), List.of(),
        new NeedsArguments("Usage: notes-mcp [command]"));
    check(List.of("error: the following required arguments were not provided:", "  <PATH>", ""),
        List.of(),
        new NeedsArguments("error: the following required arguments were not provided: <PATH>"));
    check("Usage:", new NeedsArguments("Usage:"));
  }

  @Test
  void whatListensInsteadIsFound() {
    check("Server running on http://localhost:3000/mcp",
        new HttpServer("http://localhost:3000/mcp"));
    check("INFO: Uvicorn running on http://0.0.0.0:8000 (Press CTRL+C to quit)",
        new HttpServer("http://0.0.0.0:8000"));
    check("MCP server listening on port 8931", new HttpServer("http://localhost:8931"));
    check("Tomcat started on port 8080 (http) with context path '/'",
        new HttpServer("http://localhost:8080"));
    check("2026/01/02 03:04:05 SSE server listening on :8081",
        new HttpServer("http://localhost:8081"));
    assertThat(Symptoms.read(
        new Probe.Finding.Silent("no answer in 30 s", List.of(), List.of(), List.of(4711)),
        List.of())).isEqualTo(new HttpServer("http://localhost:4711"));
  }

  @Test
  void whatIsNotThereIsABuildThatIsIncomplete() {
    check("Error: Cannot find module './dist/index.js'",
        new BuildIncomplete("Cannot find module './dist/index.js'"));
    check("ModuleNotFoundError: No module named 'mcp'",
        new BuildIncomplete("ModuleNotFoundError: No module named 'mcp'"));
    check("Error: Could not locate the bindings file. Tried:",
        new BuildIncomplete("Could not locate the bindings file. Tried:"));
    check("no main manifest attribute, in notes.jar",
        new BuildIncomplete("no main manifest attribute, in notes.jar"));
    check("notes: error while loading shared libraries: libssl.so.1.1: cannot open",
        new BuildIncomplete("error while loading shared libraries: libssl.so.1.1: cannot open"));
    check("Unhandled exception. FileNotFoundException: Could not load file or assembly 'Notes'",
        new BuildIncomplete("Could not load file or assembly 'Notes'"));
  }

  @Test
  void whatWasBuiltForAnotherRuntimeNeedsThatOne() {
    check(
        "java.lang.UnsupportedClassVersionError: a/B has been compiled by a more recent version"
            + " of the Java Runtime (class file version 69.0)",
        new OtherRuntime(
            "compiled by a more recent version of the Java Runtime (class file version 69.0)"));
    check("You must install or update .NET to run this application.",
        new OtherRuntime("You must install or update .NET to run this application."));
    check("You must install .NET to run this application.",
        new OtherRuntime("You must install .NET to run this application."));
    assertThat(new OtherRuntime("You must install .NET").nextStep()).contains("DOTNET_ROOT");
    assertThat(new OtherRuntime("compiled by a more recent version of the Java").nextStep())
        .contains("Install the Java");
  }

  @Test
  void scriptsOfPackagesAreNoHelpToJavaAndDotnet() {
    for (var what : List.of("no main manifest attribute, in notes.jar",
        "NoClassDefFoundError: org/h2/Driver", "Could not find or load main class a.B",
        "Could not load file or assembly 'Notes'")) {
      assertThat(new BuildIncomplete(what).nextStep()).as(what).doesNotContain("allow_scripts");
    }
    assertThat(new BuildIncomplete("Cannot find module 'zod'").nextStep())
        .contains("allow_scripts");
  }

  @Test
  void ofSeveralSymptomsTheOneThatExplainsTheOthersCounts() {
    check(List.of("Usage: notes <dir>", "API_KEY is required", "Cannot find module 'zod'"),
        List.of(), new BuildIncomplete("Cannot find module 'zod'"));
    check(List.of("Usage: notes <dir>", "API_KEY is required"), List.of(),
        new MissingVariables(List.of("API_KEY")));
    check(List.of("See http://localhost:3000 for help", "Usage: notes <dir>"), List.of(),
        new NeedsArguments("Usage: notes <dir>"));
    assertThat(Symptoms.read(new Probe.Finding.Silent("no answer", List.of("Usage: notes <dir>"),
        List.of(), List.of(4711)), List.of())).isEqualTo(new HttpServer("http://localhost:4711"));
  }

  @Test
  void whatIsSaidOnStdoutCountsToo() {
    assertThat(Symptoms.read(
        new Probe.Finding.Silent("exit 1", List.of("API_KEY is required"), List.of(), List.of()),
        List.of())).isEqualTo(new MissingVariables(List.of("API_KEY")));
  }

  @Test
  void whatSaysNothingIsSaidAsItIs() {
    check(List.of(), List.of(), new Unclear("exit 1"));
    check("Segmentation fault", new Unclear("exit 1"));
  }

  @Test
  void noLineIsTooLong() {
    var diagnosis = Symptoms.read(silent(List.of("usage: " + "x".repeat(5_000))), List.of());

    assertThat(diagnosis.reason()).hasSizeLessThan(300);
  }

  private static void check(String line, Diagnosis expected) {
    check(List.of(line), List.of(), expected);
  }

  private static void check(List<String> stderr, List<String> wanted, Diagnosis expected) {
    assertThat(Symptoms.read(silent(stderr), wanted)).as(String.join("\n", stderr))
        .isEqualTo(expected);
  }

  private static Probe.Finding.Silent silent(List<String> stderr) {
    return new Probe.Finding.Silent("exit 1", List.of(), stderr, List.of());
  }
}
