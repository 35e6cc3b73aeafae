package dev.hotplug.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is large is as large as told, in both directions. */
class GiantTest {
  private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":";

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      number  | 3 | 777
      nested  | 3 | [[[]]]
      invalid | 1 | "\uFFFD"
      """)
  void aGiantIsAsLargeAsAsked(String kind, int size, String json) throws Exception {
    try (var server = Driven.ready()) {
      server.call("giant", "{\"kind\":\"" + kind + "\",\"size\":" + size + "}");

      assertThat(server.next()).isEqualTo(ANSWER + "{\"content\":[],\"giant\":" + json + "}}");
    }
  }

  @Test
  void anEndlessLineIsNeverEnded() throws Exception {
    try (var server = Driven.ready()) {
      server.call("giant", "{\"kind\":\"endless\",\"size\":3}");
      server.call("pid", "{}");

      assertThat(server.next()).startsWith(ANSWER + "{\"content\":[],\"giant\":777{");
    }
  }

  @Test
  void aGiantLineIsKeptAsItCame(@TempDir Path folder) throws Exception {
    var file = folder.resolve("kept");
    var arguments = "{\"x\" :" + "[".repeat(60_000) + "]".repeat(60_000) + "}";
    try (var server = Driven.ready("keep=" + file)) {
      server.call("echo", arguments);

      assertThat(server.next()).startsWith(ANSWER).contains("\"kept\"");
    }
    assertThat(Files.readString(file).contains(arguments)).isTrue();
  }
}
