package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevReaderTest {
  @TempDir
  Path folder;

  @Test
  void anEntryThatSaysNothingGetsTheDefault() {
    assertThat(dev("\"type\": \"stdio\"")).isEqualTo(Dev.DEFAULT);
    assertThat(dev("\"hotplug\": {}")).isEqualTo(Dev.DEFAULT);
    assertThat(dev("\"hotplug\": {\"dev\": {}}")).isEqualTo(Dev.DEFAULT);
    assertThat(Dev.DEFAULT).isEqualTo(new Dev(new Watch.Inferred(), List.of(), new Build.None(),
        Duration.ofMillis(100), List.of(), new Replay.Remember()));
  }

  @Test
  void everyOptionIsRead() {
    assertThat(dev("""
        "hotplug": {"dev": {"watch": ["src/**", "!x"], "ignore": "gen", "build": ["make", "a b"],
          "shell": false, "debounce_ms": 0, "smoke": [{"tool": "t"}], "replay": "readonly"}}"""))
        .isEqualTo(new Dev(globs("src/**", "!x"), List.of("gen"),
            new Build.Command(List.of("make", "a b")), Duration.ZERO,
            List.of(new Smoke("t", Span.of("{}"), Optional.empty())), new Replay.ReadOnly()));
  }

  @Test
  void watchIsOnOffOrGlobs() {
    assertThat(watch("true")).isEqualTo(new Watch.Inferred());
    assertThat(watch("false")).isEqualTo(new Watch.Off());
    assertThat(watch("\"a/*.py\"")).isEqualTo(globs("a/*.py"));
  }

  @Test
  void aBuildIsACommandInAnyForm() {
    assertThat(build("false")).isEqualTo(new Build.None());
    assertThat(build("\"auto\"")).isEqualTo(new Build.Auto());
    assertThat(build("\"npm run 'a b'\"")).isEqualTo(command("npm", "run", "a b"));
    assertThat(build("\"a && b\", \"shell\": true")).isEqualTo(command("sh", "-c", "a && b"));
    assertThat(build("\"a '&&' 'b|c'\"")).isEqualTo(command("a", "&&", "b|c"));
    assertThat(build("[\"auto\"]")).isEqualTo(command("auto"));
    assertThat(build("[\"a\", \"&&\"]")).isEqualTo(command("a", "&&"));
  }

  @Test
  void whatOtherClientsWriteIsReadWhereOursIsAbsent() {
    assertThat(dev("\"dev\": {\"watch\": [\"a\"], \"debug\": {}}").watch()).isEqualTo(globs("a"));
    assertThat(dev("\"dev\": {\"watch\": \"a\"}").watch()).isEqualTo(globs("a"));
    assertThat(dev("\"dev\": {\"watch\": [\"a\"], \"cwd\": \"/x\"}").watch())
        .isEqualTo(new Watch.Globs(Path.of("/x"), List.of("a")));
    assertThat(dev("\"dev\": {\"watch\": [\"a\"], \"cwd\": \"x\"}").watch())
        .isEqualTo(new Watch.Globs(folder.resolve("x"), List.of("a")));
    assertThat(dev("\"dev\": {\"watch\": [\"a\"], \"enabled\": false}").watch())
        .isEqualTo(new Watch.Off());
    assertThat(dev("\"watchPaths\": [\"a\", \"/b\"]").watch()).isEqualTo(globs("a", "/b"));
    assertThat(dev("\"dev\": {}, \"watchPaths\": [\"b\"]").watch()).isEqualTo(globs("b"));
    assertThat(dev("\"dev\": {\"watch\": \"a\"}, \"watchPaths\": [\"b\"]").watch())
        .isEqualTo(globs("a"));
  }

  @Test
  void oursWinsOverTheirs() {
    assertThat(
        dev("\"dev\": {\"watch\": \"a\"}, \"hotplug\": {\"dev\": {\"watch\": false}}").watch())
        .isEqualTo(new Watch.Off());
    assertThat(
        dev("\"dev\": {\"watch\": \"a\"}, \"hotplug\": {\"dev\": {\"debounce_ms\": 5}}").watch())
        .isEqualTo(globs("a"));
  }

  @Test
  void whatOtherClientsCallPathsAreNoGlobs() {
    assertThat(dev("\"watchPaths\": [\"/p/[a]\", \"!b/{c,*\"]").watch())
        .isEqualTo(globs("/p/\\[a\\]", "\\!b/\\{c,\\*"));
  }

  @Test
  void bracesMayNest() {
    assertThat(watch("\"{src/**/*.{js,ts},x}\"")).isEqualTo(globs("{src/**/*.{js,ts},x}"));
  }

  @Test
  void variablesAreExpanded() {
    var dev = Written.servers(folder,
        """
            "n": {"command": "x", "hotplug": {"dev": {"watch": "${A}/*", "ignore": ["${B:-c}"], "build": "${A} d"}}}""")
        .read(Map.of("A", "a"))
        .entry("n")
        .orElseThrow()
        .dev();

    assertThat(dev).isEqualTo(new Dev(globs("a/*"), List.of("c"), command("a", "d"),
        Dev.DEFAULT.debounce(), List.of(), new Replay.Remember()));
  }

  @Test
  void whatAVariableHoldsIsOneWordOfABuild() {
    var dev = Written.servers(folder, """
        "n": {"command": "x", "hotplug": {"dev": {"build": "${MAKE} ${T:-all of it} '${Q}'"}}}""")
        .read(Map.of("MAKE", "/my tools/make", "Q", "don't; && stop"))
        .entry("n")
        .orElseThrow()
        .dev();

    assertThat(dev.build()).isEqualTo(command("/my tools/make", "all of it", "don't; && stop"));
  }

  @Test
  void theServerOfAUrlMayHaveThemToo() {
    var configuration = Written
        .servers(folder, "\"n\": {\"url\": \"x\", \"hotplug\": {\"dev\": {\"watch\": \"a\"}}}")
        .read();

    assertThat(configuration.entry("n").orElseThrow().dev().watch()).isEqualTo(globs("a"));
  }

  @Test
  void aWrongValueIsNamedAndTheDefaultCounts() {
    wrong("\"hotplug\": {\"dev\": 5}", 37, "hotplug.dev must be an object, {…}, but is 5");
    wrong("\"hotplug\": {\"dev\": {\"wach\": 5}}", 38, "did you mean \"watch\"?");
    wrongOption("\"watch\": 5", 47, "hotplug.dev.watch must be true, false, a glob or a list");
    wrong("\"hotplug\": {\"dev\": {\"watch\": 5}}, \"dev\": {\"watch\": \"a\"}", 47,
        "hotplug.dev.watch must be");
    wrong("\"hotplug\": {\"dev\": {\"watch\": 5}}, \"watchPaths\": [\"a\"]", 47,
        "hotplug.dev.watch must be");
    wrongOption("\"watch\": \"[a\"", 47,
        "watch: \"[a\" is no glob that can be watched: [ is never");
    wrongOption("\"watch\": \"" + "{a,b}".repeat(22) + "\"", 47, "more than 64 globs. That one is");
    wrongOption("\"watch\": \"!\"", 47, "it is empty. That one is ignored.");
    wrongOption("\"watch\": \" \"", 47, "hotplug.dev.watch holds an empty string. That one is");
    wrongOption("\"watch\": \"${GONE}/a\"", 47, "the variable GONE, which is not set");
    wrongOption("\"ignore\": [5]", 49, "hotplug.dev.ignore must be a glob in double quotes");
    wrongOption("\"ignore\": false", 48, "hotplug.dev.ignore must be a glob or a list of globs");
    wrongOption("\"build\": true", 47, "must be false, \"auto\", a command or a list of its words");
    wrongOption("\"build\": \"a 'b\"", 47, "a quote that is not closed");
    wrongOption("\"build\": []", 47, "hotplug.dev.build is empty");
    wrongOption("\"build\": [\"a\", 1]", 53, "hotplug.dev.build must be a list of strings");
    wrongOption("\"build\": \"a && b\"", 47,
        "build holds &&, which needs a shell. Nothing is built.");
    wrongOption("\"build\": \"a $(b)\"", 47, "Add \"shell\": true, or write one command as a list");
    wrongOption("\"build\": \"${GONE} b\"", 47, "the variable GONE, which is not set");
    wrongOption("\"shell\": true", 47, "hotplug.dev.shell is true, but hotplug.dev.build is no");
    wrongOption("\"build\": false, \"shell\": true", 63, "take \"shell\" out");
    wrongOption("\"build\": [\"\"]", 47, "hotplug.dev.build is empty");
    wrongOption("\"build\": \" \"", 47, "hotplug.dev.build is empty");
    wrongOption("\"shell\": 1", 47, "hotplug.dev.shell must be true or false");
    wrongOption("\"debounce_ms\": -1", 53, "hotplug.dev.debounce_ms must be a whole number");
    wrong("\"dev\": 5", 25, "dev must be an object");
    wrong("\"dev\": {\"watch\": 5}", 35, "dev.watch must be");
    wrong("\"dev\": {\"watch\": 5}, \"watchPaths\": [\"a\"]", 35, "dev.watch must be");
    wrong("\"dev\": 5, \"watchPaths\": [\"a\"]", 25, "dev must be an object");
    wrongOption("\"watch\": []", 47, "hotplug.dev.watch is an empty list. It is ignored");
    wrong("\"watchPaths\": []", 32, "watchPaths is an empty list. It is ignored");
    wrong("\"dev\": {\"watch\": []}", 35, "dev.watch is an empty list. It is ignored");
    wrong("\"dev\": {\"enabled\": 5}", 37, "dev.enabled must be true or false");
    wrong("\"watchPaths\": 5", 32, "watchPaths must be a list of paths");
    wrong("\"watchPaths\": [\"\"]", 33, "watchPaths holds an empty string. That one is");
  }

  private void wrongOption(String member, int column, String part) {
    wrong("\"hotplug\": {\"dev\": {" + member + "}}", column, part);
  }

  private void wrong(String member, int column, String part) {
    var configuration = Written
        .in(folder, "{\"mcpServers\": {\"n\":\n{\"command\": \"x\", " + member + "}}}")
        .read();

    assertThat(configuration.entry("n").orElseThrow().dev()).as(member).isEqualTo(Dev.DEFAULT);
    assertThat(configuration.problems()).as(member).hasSize(1);
    var problem = configuration.problems().getFirst();
    assertThat(problem.message()).startsWith("\"n\": ").contains(part);
    assertThat(problem.line() + ":" + problem.column()).as(problem.message())
        .isEqualTo("2:" + column);
  }

  private Watch watch(String value) {
    return dev("\"hotplug\": {\"dev\": {\"watch\": " + value + "}}").watch();
  }

  private Build build(String value) {
    return dev("\"hotplug\": {\"dev\": {\"build\": " + value + "}}").build();
  }

  private static Watch globs(String... globs) {
    return new Watch.Globs(null, List.of(globs));
  }

  private static Build command(String... words) {
    return new Build.Command(List.of(words));
  }

  private Dev dev(String members) {
    var configuration = Written.servers(folder, "\"n\": {\"command\": \"x\", " + members + "}")
        .read();
    assertThat(configuration.problems()).isEmpty();
    return configuration.entry("n").orElseThrow().dev();
  }
}
