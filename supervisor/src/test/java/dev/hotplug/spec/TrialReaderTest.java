package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialReaderTest {
  @TempDir
  Path folder;

  @Test
  void smokeTestsAreReadInTheirOrder() {
    var dev = dev("""
        "smoke": [{"tool": "a", "arguments": {"n": 1.50, "of": [null, true, {"x": "\\u00fc\\n"}]},
          "expect": {"isError": false}}, {"tool": "b", "arguments": {}}]""");

    assertThat(dev.smoke()).containsExactly(
        new Smoke("a", Span.of("{\"n\":1.50,\"of\":[null,true,{\"x\":\"ü\\n\"}]}"),
            Optional.of(Span.of("{\"isError\":false}"))),
        new Smoke("b", Span.of("{}"), Optional.empty()));
  }

  @Test
  void theirTextsMayReferToVariables() {
    var smoke = Written.servers(folder, """
        "n": {"command": "x", "hotplug": {"dev": {"smoke": [{"tool": "${T}",
          "arguments": {"q": ["${Q:-none}"]}, "expect": {"content": [{"text": "${T}"}]}}]}}}""")
        .read(Map.of("T", "a\"b"))
        .entry("n")
        .orElseThrow()
        .dev()
        .smoke();

    assertThat(smoke).containsExactly(new Smoke("a\"b", Span.of("{\"q\":[\"none\"]}"),
        Optional.of(Span.of("{\"content\":[{\"text\":\"a\\\"b\"}]}"))));
  }

  @Test
  void aSmokeTestThatIsWrongIsLeftOutAndTheOthersStay() {
    assertThat(wrong("\"smoke\": [{\"arguments\": {}}, {\"tool\": \"a\"}]"))
        .contains("without a tool")
        .contains("is not made");
    assertThat(wrong("\"smoke\": [{\"tool\": 7}]")).contains("the name of a tool");
    assertThat(wrong("\"smoke\": [{\"tool\": \"a\", \"arguments\": \"x\"}]"))
        .contains("hotplug.dev.smoke.arguments must be an object");
    assertThat(wrong("\"smoke\": [{\"tool\": \"a\", \"expect\": [1]}]"))
        .contains("hotplug.dev.smoke.expect must be an object");
    assertThat(wrong("\"smoke\": [{\"tool\": \"a\", \"arguments\": {\"q\": \"${NOT_SET}\"}}]"))
        .contains("NOT_SET, which is not set");
    assertThat(wrong("\"smoke\": [{\"tool\": \"a\", \"expected\": {}}]"))
        .contains("unknown option \"expected\"");
    assertThat(wrong("\"smoke\": {\"tool\": \"a\"}")).contains("must be a list of calls");
  }

  @Test
  void replayIsOffOrOnForSomeOrAll() {
    assertThat(dev("\"watch\": true").replay()).isEqualTo(new Replay.Remember());
    assertThat(dev("\"replay\": false").replay()).isEqualTo(new Replay.Off());
    assertThat(dev("\"replay\": \"readonly\"").replay()).isEqualTo(new Replay.ReadOnly());
    assertThat(dev("\"replay\": \"all\"").replay()).isEqualTo(new Replay.All());
    assertThat(dev("\"replay\": [\"a\", \"b\"]").replay())
        .isEqualTo(new Replay.Tools(Set.of("a", "b")));
  }

  @Test
  void aReplayThatIsWrongIsTheDefault() {
    for (var value : List.of("true", "1", "\"some\"", "{}", "null")) {
      assertThat(wrong("\"replay\": " + value)).contains("hotplug.dev.replay must be false");
    }
  }

  @Test
  void aDebuggerNeedsItsTypeAndAPort() {
    assertThat(wrong("\"debug\": {\"type\": \"node\"}")).contains("no type or no port");
    assertThat(wrong("\"debug\": {\"type\": \"ruby\", \"port\": 1}")).contains("\"python\"");
    assertThat(wrong("\"debug\": {\"type\": \"node\", \"port\": 65536}")).contains("65535");
    assertThat(wrong("\"debug\": 9229")).contains("an object");
    assertThat(wrong("\"keep_previous\": 1")).contains("true or false");
  }

  /** What is said of the only thing that is wrong with it. */
  private String wrong(String member) {
    var configuration = read(member);
    assertThat(configuration.problems()).as(member).hasSize(1);
    assertThat(configuration.entry("n").orElseThrow().spec().options()).isEqualTo(Options.DEFAULT);
    return configuration.problems().getFirst().toString();
  }

  private Dev dev(String member) {
    var configuration = read(member);
    assertThat(configuration.problems()).isEmpty();
    return configuration.entry("n").orElseThrow().dev();
  }

  private Configuration read(String member) {
    return Written
        .servers(folder, "\"n\": {\"command\": \"x\", \"hotplug\": {\"dev\": {" + member + "}}}")
        .read();
  }
}
