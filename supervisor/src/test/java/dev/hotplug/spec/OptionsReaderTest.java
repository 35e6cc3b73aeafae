package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsReaderTest {
  @TempDir
  Path folder;

  @Test
  void theDefaultsAreTheOnesOfTheDesign() {
    assertThat(options("")).isEqualTo(Options.DEFAULT);
    assertThat(options(", \"hotplug\": {}")).isEqualTo(Options.DEFAULT);
    assertThat(Options.DEFAULT).isEqualTo(new Options(Reload.SWAP,
        new Timeouts(seconds(60), seconds(10), Optional.empty(), seconds(30), seconds(2),
            seconds(2)),
        new Limits(64, 256), new Inherit.Names(List.of()), false, false, Optional.empty()));
  }

  @Test
  void everyOptionIsRead() {
    assertThat(options(
        """
            , "hotplug": {"reload": "replace", "keep_detached": true, "inherit": ["A", "B"],
              "limits": {"in_flight": 1, "queued": 0}, "dev": {"watch": false,
                "debug": {"type": "java", "port": 5005}},
              "timeouts": {"start_ms": 1000, "list_ms": 2e3, "call_ms": 3000.0, "drain_ms": 0, "eof_ms": 0,
                "term_ms": 2147483647}}"""))
        .isEqualTo(new Options(Reload.REPLACE,
            new Timeouts(seconds(1), seconds(2), Optional.of(seconds(3)), Duration.ZERO,
                Duration.ZERO, Duration.ofMillis(Integer.MAX_VALUE)),
            new Limits(1, 0), new Inherit.Names(List.of("A", "B")), true, false,
            Optional.of(new Debug(Debug.Type.JAVA, 5005))));
  }

  @Test
  void theVersionBeforeIsKeptWhereThatIsWantedAndNoneIsReplaced() {
    assertThat(options(", \"hotplug\": {\"dev\": {\"keep_previous\": true}}").keepPrevious())
        .isTrue();
    assertThat(
        options(", \"hotplug\": {\"dev\": {\"keep_previous\": false}, \"reload\": \"replace\"}"))
        .extracting(Options::keepPrevious, Options::reload)
        .containsExactly(false, Reload.REPLACE);

    var both = Written.servers(folder, """
        "n": {"command": "x", "hotplug": {"reload": "replace", "dev": {"keep_previous": true}}}""")
        .read();

    assertThat(both.problems()).singleElement()
        .extracting(Problem::message)
        .asString()
        .contains("keep_previous does nothing beside hotplug.reload", "none is kept", "Take one");
  }

  @Test
  void inheritIsAListOrEverythingOrNothing() {
    assertThat(options(", \"hotplug\": {\"inherit\": true}").inherit())
        .isEqualTo(new Inherit.Everything());
    assertThat(options(", \"hotplug\": {\"inherit\": false}").inherit())
        .isEqualTo(Inherit.NOTHING_MORE);
    assertThat(options(", \"hotplug\": {\"inherit\": []}").inherit())
        .isEqualTo(Inherit.NOTHING_MORE);
  }

  @Test
  void ourCallTimeoutWinsOverTheClients() {
    assertThat(call(", \"timeout\": 5000")).contains(seconds(5));
    assertThat(call(", \"timeout\": 5000, \"hotplug\": {\"timeouts\": {}}")).contains(seconds(5));
    assertThat(call(", \"timeout\": 5000, \"hotplug\": {\"reload\": \"swap\"}"))
        .contains(seconds(5));
    assertThat(call(", \"timeout\": 5000, \"hotplug\": {\"timeouts\": {\"call_ms\": 7000}}"))
        .contains(seconds(7));
    assertThat(call(", \"hotplug\": {\"timeouts\": {\"call_ms\": 7000}}")).contains(seconds(7));
  }

  private Optional<Duration> call(String members) {
    return options(members).timeouts().call();
  }

  @Test
  void theOptionsOfAUrlAreReadToo() {
    var configuration = Written
        .servers(folder, "\"n\": {\"url\": \"x\", \"hotplug\": {\"reload\": \"replace\"}}")
        .read();

    assertThat(configuration.entry("n").orElseThrow().spec().options().reload())
        .isEqualTo(Reload.REPLACE);
  }

  @Test
  void aWrongValueIsNamedAndTheDefaultCounts() {
    wrong("\"timeout\": \"5\"", 29, "timeout must be a whole number from 1 to 2147483647");
    wrong("\"timeout\": 0", 29, "but is 0");
    wrong("\"timeout\": 1.5", 29, "but is 1.5");
    wrong("\"hotplug\": null", 29, "hotplug must be an object, {…}, but is null");
    wrong("\"hotplug\": {\"reload\": \"swp\"}", 40,
        "hotplug.reload must be \"swap\" or \"replace\"");
    wrong("\"hotplug\": {\"reload\": true}", 40, "but is true");
    wrong("\"hotplug\": {\"keep_detached\": 1}", 47, "hotplug.keep_detached must be true or false");
    wrong("\"hotplug\": {\"inherit\": \"A\"}", 41, "true, false or a list of names");
    wrong("\"hotplug\": {\"inherit\": [5]}", 42, "may hold only strings");
    wrong("\"hotplug\": {\"timeouts\": 5}", 42, "hotplug.timeouts must be an object");
    wrong("\"hotplug\": {\"timeouts\": {\"start_ms\": -1}}", 55,
        "hotplug.timeouts.start_ms must be");
    wrong("\"hotplug\": {\"timeouts\": {\"start_ms\": 0}}", 55,
        "hotplug.timeouts.start_ms must be");
    wrong("\"hotplug\": {\"timeouts\": {\"drain_ms\": -1}}", 55, "from 0 to 2147483647");
    wrong("\"hotplug\": {\"timeouts\": {\"call_ms\": \"5s\"}}", 54, "but is a string");
    wrong("\"hotplug\": {\"timeouts\": {\"call_ms\": 2147483648}}", 54, "but is 2147483648");
    wrong("\"hotplug\": {\"limits\": {\"in_flight\": 0}}", 54, "hotplug.limits.in_flight must be");
    wrong("\"hotplug\": {\"limits\": {\"queued\": 1e99}}", 51, "hotplug.limits.queued must be");
  }

  @Test
  void anUnknownOptionGetsASuggestion() {
    wrong("\"hotplug\": {\"relaod\": \"swap\"}", 30,
        "unknown option \"relaod\", did you mean \"reload\"? It is ignored.");
    wrong("\"hotplug\": {\"keepDetached\": true}", 30, "did you mean \"keep_detached\"?");
    wrong("\"hotplug\": {\"timeouts\": {\"start\": 5}}", 43, "unknown option \"start\"");
    wrong("\"hotplug\": {\"timeouts\": {\"startMs\": 5}}", 43, "did you mean \"start_ms\"?");
    wrong("\"hotplug\": {\"limits\": {\"inflight\": 5}}", 41, "did you mean \"in_flight\"?");
    wrong("\"hotplug\": {\"colour\": 5}", 30,
        "It is ignored. hotplug may hold reload, timeouts, limits, inherit, keep_detached, dev, "
            + "source.");
  }

  private void wrong(String member, int column, String part) {
    var configuration = Written
        .in(folder, "{\"mcpServers\": {\"n\":\n{\"command\": \"x\", " + member + "}}}")
        .read();

    assertThat(configuration.entry("n").orElseThrow().spec().options()).isEqualTo(Options.DEFAULT);
    assertThat(configuration.problems()).hasSize(1);
    var problem = configuration.problems().getFirst();
    assertThat(problem.message()).startsWith("\"n\": ").contains(part);
    assertThat(problem.line() + ":" + problem.column()).as(problem.message())
        .isEqualTo("2:" + column);
  }

  private Options options(String members) {
    var configuration = Written.servers(folder, "\"n\": {\"command\": \"x\"" + members + "}")
        .read();
    assertThat(configuration.problems()).isEmpty();
    return configuration.entry("n").orElseThrow().spec().options();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
