package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In every row a good server stands beside the bad one and must be listed. */
class McpJsonProblemsTest {
  @TempDir
  Path folder;

  @Test
  void aWrongValueIsNamedWithItsPlaceAndTakesOnlyItsServer() {
    refused("5", 3, 8, "a server must be an object, but is a number");
    refused("null", 3, 8, "a server must be an object, but is null");
    refused("{}", 3, 8, "neither command nor url");
    refused("{ \"args\": [] }", 3, 8, "neither command nor url");
    refused("{\"type\": \"stdio\", \"url\": \"x\"}", 3, 8, "it has no command");
    refused("{\"type\": \"http\", \"command\": \"x\"}", 3, 8, "it has no url");
    refused("{\"command\": 5}", 3, 20, "command must be a string, but is a number");
    refused("{\"command\": [\"npx\", \"x\"]}", 3, 20, "command must be a string, but is a list");
    refused("{\"command\": \"\"}", 3, 20, "command is empty");
    refused("{\"command\": \"${E}\"}", 3, 20, "command is empty");
    refused("{\"command\": \"x\", \"args\": \"-y\"}", 3, 33, "args must be a list of strings");
    refused("{\"command\": \"x\", \"args\": {}}", 3, 33, "args must be a list of strings");
    refused("{\"command\": \"x\", \"args\": [\"a\", null]}", 3, 39, "args may hold only strings");
    refused("{\"command\": \"x\", \"args\": [[\"a\"]]}", 3, 34, "args may hold only strings");
    refused("{\"command\": \"x\", \"args\": [\"a\\u0000\"]}", 3, 34, "a NUL character");
    refused("{\"command\": \"\\ud800\"}", 3, 20, "half of a surrogate pair");
    refused("{\"command\": \"x\", \"env\": null}", 3, 32, "env must be an object of strings");
    refused("{\"command\": \"x\", \"env\": {\"A\": null}}", 3, 38, "env may hold only strings");
    refused("{\"command\": \"x\", \"env\": {\"A=B\": \"c\"}}", 3, 33, "cannot name a variable");
    refused("{\"command\": \"x\", \"env\": {\"\": \"c\"}}", 3, 33, "cannot name a variable");
    refused("{\"command\": \"x\", \"cwd\": false}", 3, 32, "cwd must be a string, but is false");
    refused("{\"url\": 5}", 3, 16, "url must be a string");
    refused("{\"url\": \"\"}", 3, 16, "url is empty");
    refused("{\"url\": \"x\", \"headers\": []}", 3, 32, "headers must be an object of strings");
    refused("{\"type\": \"htpp\", \"url\": \"x\"}", 3, 17,
        "unknown type \"htpp\", did you mean \"http\"?");
    refused("{\"type\": null, \"url\": \"x\"}", 3, 17, "unknown type null");
  }

  @Test
  void everythingThatIsWrongWithAServerIsSaidAtOnce() {
    var problems = read("{\"command\": 1, \"args\": 2, \"env\": 3, \"timeout\": -4}").problems();

    assertThat(problems).extracting(Problem::column).containsExactly(20, 31, 41, 55);
  }

  @Test
  void numbersAndTruthValuesAreTakenAsTheirText() {
    var configuration = read(
        "{\"command\": \"x\", \"args\": [8080, 1.0, true], \"env\": {\"A\": 1e3, \"B\": false}}");

    assertThat(configuration.problems()).isEmpty();
    var spec = (ServerSpec.Stdio) configuration.entry("bad").orElseThrow().spec();
    assertThat(spec.args()).containsExactly("8080", "1.0", "true");
    assertThat(spec.env().values()).containsExactly("1e3", "false");
  }

  @Test
  void aRepeatedMemberIsAProblemAndTheLastOneCounts() {
    var twice = read(
        "{\"command\": \"x\", \"command\": \"y\", \"env\": {\"A\": \"1\", \"A\": \"2\"}}");

    var spec = (ServerSpec.Stdio) twice.entry("bad").orElseThrow().spec();
    assertThat(spec.command()).isEqualTo("y");
    assertThat(spec.env()).containsEntry("A", "2");
    assertThat(twice.problems()).extracting(Problem::column).containsExactly(25, 59);
    assertThat(twice.problems().getFirst().message()).contains("\"command\" stands twice");
  }

  @Test
  void aServerThatIsListedTwiceIsAProblemAndTheLastOneCounts() {
    var configuration = read("{\"command\": \"first\"},\n\"bad\": {\"command\": \"last\"}");

    assertThat(((ServerSpec.Stdio) configuration.entry("bad").orElseThrow().spec()).command())
        .isEqualTo("last");
    problem(configuration, 4, 1, "\"bad\" is listed twice");
  }

  @Test
  void anUnusableRepetitionStillCounts() {
    var configuration = read("{\"command\": \"first\"},\n\"bad\": {}");

    assertThat(configuration.entries()).containsOnlyKeys("good");
  }

  @Test
  void aListThatIsTwiceInAFileIsAProblemAndTheLastOneCounts() {
    var configuration = Written.in(folder, """
        {"mcpServers": {"a": {"command": "x"}},
         "mcpServers": {"b": {"command": "x"}}}""").read();

    assertThat(configuration.entries()).containsOnlyKeys("b");
    problem(configuration, 2, 2, "\"mcpServers\" stands twice");
  }

  @Test
  void aNameThatCannotBeShownOnOneLineIsRefused() {
    var longest = "n".repeat(128);

    assertThat(named(longest).problems()).isEmpty();
    assertThat(named("grüße \uD83D\uDE00 a.b/c:d").problems()).isEmpty();
    problem(named(""), 1, 17, "must not be empty");
    problem(named(longest + "n"), 1, 17, "longer than 128");
    problem(named("a\\nb"), 1, 17, "\"a?b\": a server's name must not hold control characters");
    problem(named("a\\u007f"), 1, 17, "control characters");
    problem(named("a\\u2028"), 1, 17, "control characters");
  }

  private Configuration named(String name) {
    var configuration = Written
        .in(folder,
            "{\"mcpServers\": {\"" + name
                + "\": {\"command\": \"x\"}, \"good\": {\"command\": \"x\"}}}")
        .read();
    assertThat(configuration.entries()).containsKey("good")
        .hasSize(configuration.problems().isEmpty() ? 2 : 1);
    return configuration;
  }

  @Test
  void aListThatIsNoObjectDoesNotHideTheOther() {
    for (var list : List.of("[]", "null", "\"x\"", "5")) {
      var theirs = Written
          .in(folder,
              "{\"mcpServers\": " + list
                  + ", \"hotplug\": {\"servers\": {\"a\": {\"command\": \"x\"}}}}")
          .read();
      var ours = Written
          .in(folder,
              "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}," + " \"hotplug\": {\"servers\": "
                  + list + "}}")
          .read();

      assertThat(theirs.entries()).containsOnlyKeys("a");
      problem(theirs, 1, 16, "mcpServers must be an object");
      assertThat(ours.entries()).containsOnlyKeys("a");
      problem(ours, 1, 64, "hotplug.servers must be an object");
    }
  }

  @Test
  void whatTheServerSurvivesIsAProblemToo() {
    noted("{\"command\": \"x\", \"disabled\": \"yes\"}", 3, 37, "counts as disabled");
    noted("{\"command\": \"x\", \"url\": \"y\"}", 3, 25, "both a command and a url");
    noted("{\"command\": \"x\", \"args\": [\"${env:KEY}\"]}", 3, 34, "Write ${KEY}.");
  }

  @Test
  void theProjectsOptionsAreChecked() {
    project("{\"line_limits_bytes\": 5}", 1, 14, "did you mean \"line_limit_bytes\"?");
    project("{\"lineLimitBytes\": 5000}", 1, 14, "did you mean \"line_limit_bytes\"?");
    project("{\"server\": {}}", 1, 14, "did you mean \"servers\"?");
    project("{\"colour\": 1}", 1, 14, "unknown option \"colour\". It is ignored.");
    project("{\"line_limit_bytes\": \"5\"}", 1, 34,
        "must be a whole number from 1024 to 1073741824");
    project("{\"line_limit_bytes\": -5}", 1, 34, "but is -5");
    project("{\"line_limit_bytes\": 1e999999999}", 1, 34, "must be a whole number");
    project("{\"line_limit_bytes\": " + "9".repeat(2000) + "}", 1, 34, "but is a number");
    project("[]", 1, 13, "hotplug must be an object, {…}, but is a list");
  }

  private void project(String hotplug, int line, int column, String part) {
    var configuration = Written
        .in(folder,
            "{\"hotplug\": " + hotplug + ", \"mcpServers\": {\"good\": {\"command\": \"x\"}}}")
        .read();

    assertThat(configuration.entries()).containsOnlyKeys("good");
    assertThat(configuration.lineLimitBytes()).isEmpty();
    problem(configuration, line, column, part);
  }

  @Test
  void aMisspelledListIsNoticed() {
    for (var key : List.of("mcpservers", "mcp_servers", "mcpServer", "mcp.servers")) {
      var configuration = Written.in(folder, "{\"" + key + "\": {\"a\": {\"command\": \"x\"}}}")
          .read();

      problem(configuration, 1, 2, "did you mean \"mcpServers\"?");
    }
  }

  @Test
  void problemsComeInTheOrderOfTheText() {
    var configuration = Written.in(folder, """
        {"mcpServers": {"a": {}, "b": {"command": "x"}},
         "hotplug": {"servers": {"b": {"command": 1}}, "x": 1},
         "mcpServers": {"c": {}, "b": {}}}""").read();

    assertThat(configuration.problems()).extracting(it -> it.line() + ":" + it.column())
        .containsExactly("2:43", "2:48", "3:2", "3:22", "3:26");
  }

  @Test
  void aMessageNeverRepeatsAValue() {
    var problems = read("{\"command\": \"x\", \"args\": {\"k\": \"s3cret\"}, \"env\": \"s3cret\","
        + " \"cwd\": [\"s3cret\"], \"disabled\": \"s3cret\", \"hotplug\": \"s3cret\"}").problems();

    assertThat(problems).hasSize(5);
    assertThat(problems.toString()).doesNotContain("s3cret");
    assertThat(Written.in(folder, "{\"TOKEN\": s3cret}").read().problems().toString())
        .doesNotContain("s3cret");
  }

  private void refused(String entry, int line, int column, String part) {
    var configuration = read(entry);

    assertThat(configuration.entries()).containsOnlyKeys("good");
    problem(configuration, line, column, part);
    assertThat(configuration.problems().getFirst().message()).startsWith("\"bad\": ")
        .contains(" This server is left out, the others are not affected. ");
  }

  private void noted(String entry, int line, int column, String part) {
    var configuration = read(entry);

    assertThat(configuration.entries()).containsOnlyKeys("good", "bad");
    problem(configuration, line, column, part);
  }

  private Configuration read(String entry) {
    return Written
        .in(folder, "{\"mcpServers\": {\n\"good\": {\"command\": \"x\"},\n\"bad\": " + entry + "}}")
        .read(Map.of("E", ""));
  }

  private static void problem(Configuration configuration, int line, int column, String part) {
    assertThat(configuration.problems()).hasSize(1);
    var problem = configuration.problems().getFirst();
    assertThat(problem.message()).contains(part);
    assertThat(problem.line() + ":" + problem.column()).as(problem.message())
        .isEqualTo(line + ":" + column);
  }
}
