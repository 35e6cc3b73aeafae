package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server writes to stderr is kept: the last of it, bounded, without secrets. */
class StderrTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SECRET = "s3cr3t-0123456789";
  private final StderrTail tail = new StderrTail(() -> NOW);

  @Test
  void linesHaveTheirGenerationAndTime() {
    tail.add(1, "a");
    tail.add(2, "b");
    tail.add(2, "c");

    assertThat(tail.last(2, _ -> true)).containsExactly(new StderrTail.Line(2, NOW, "b"),
        new StderrTail.Line(2, NOW, "c"));
    assertThat(tail.last(9, line -> line.generation() == 1))
        .containsExactly(new StderrTail.Line(1, NOW, "a"));
    assertThat(tail.last(0, _ -> true)).isEmpty();
  }

  @Test
  void whoComesBackIsGivenWhatWasAddedMeanwhile() {
    tail.add(1, "a");
    var first = tail.since(0);
    tail.add(1, "b");
    tail.add(1, "c");

    assertThat(first.lines()).extracting(StderrTail.Line::text).containsExactly("a");
    assertThat(tail.since(first.count()).lines()).extracting(StderrTail.Line::text)
        .containsExactly("b", "c");
    assertThat(tail.since(3)).isEqualTo(new StderrTail.Since(3, List.of()));
  }

  @Test
  void whatIsForgottenIsCountedForWhoComesBack() {
    for (int i = 0; i < 1_000; i++) tail.add(1, "x".repeat(10_000));

    var since = tail.since(0);

    assertThat(since.count()).isEqualTo(1_000);
    assertThat(since.lines()).hasSize(tail.last(1_000, _ -> true).size()).hasSizeLessThan(110);
  }

  @Test
  void theOldestGoWhenAMebibyteIsFull() {
    for (int i = 0; i < 3_000; i++) tail.add(1, i + "x".repeat(1_000));

    var lines = tail.last(Integer.MAX_VALUE, _ -> true);

    assertThat(lines).hasSizeBetween(900, 1_048);
    assertThat(lines.getLast().text()).startsWith("2999x");
  }

  @Test
  void emptyLinesAreNotFree() {
    for (int i = 0; i < 100_000; i++) tail.add(1, "");

    assertThat(tail.last(Integer.MAX_VALUE, _ -> true)).hasSizeLessThan(20_000);
  }

  @Test
  void aStreamIsReadLineByLineToItsEnd() {
    assertThat(drained("a\nb\r\n\n  c  \nlast")).containsExactly("a", "b", "  c", "last");
    assertThat(drained("")).isEmpty();
    assertThat(drained("\n\n")).isEmpty();
    assertThat(drained("é😀\u001B[31mred\n")).containsExactly("é😀\u001B[31mred");
  }

  @Test
  void aLongLineIsCutIntoSeveral() {
    var lines = drained("x".repeat(10_000) + "\ny");

    assertThat(lines).extracting(String::length).containsExactly(4_096, 4_096, 1_808, 1);
  }

  @Test
  void noCharacterIsCutInHalf() {
    var text = "x" + "😀".repeat(10_000);

    for (var environment : List.of(Map.<String, String>of(), Map.of("TOKEN", SECRET))) {
      assertThat(String.join("", drained(text, environment))).isEqualTo(text);
      assertThat(drained(text, environment)).allMatch(StderrTest::isWhole);
      log(environment).add(text);
      assertThat(log(environment).lastLines()).allMatch(StderrTest::isWhole).isNotEmpty();
    }
  }

  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Test
  void aStreamThatBreaksHasEnded() throws Exception {
    var broken = closed();
    var end = new CompletableFuture<@Nullable Void>();

    new OutputDrain(broken, new Redaction(Map.of()), _ -> {}, end).run();

    assertThat(end).succeedsWithin(Duration.ZERO);
  }

  private static InputStream closed() throws IOException {
    var closed = InputStream.nullInputStream();
    closed.close();
    return closed;
  }

  @Test
  void secretsAreKnownByTheNamesOfTheirVariables() {
    for (var name : List.of("API_KEY", "token", "GH_TOKEN", "DB_PASSWORD", "CLIENT_SECRET",
        "AWS_CREDENTIALS", "BASIC_AUTH", "PRIVATE_PEM", "BEARER", "COOKIE", "SESSION_ID")) {
      assertThat(clean(Map.of(name, SECRET), "a " + SECRET + " b")).as(name)
          .isEqualTo("a [redacted " + name + "] b");
    }
    assertThat(clean(Map.of("HOST", SECRET), SECRET)).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --api-key hunter2hunter2 | hunter2hunter2 | api-key
      --token=hunter2hunter2 | hunter2hunter2 | token
      -e DB_PASSWORD=hunter2hunter2 | hunter2hunter2 | DB_PASSWORD
      --header Authorization:hunter2hunter2 | hunter2hunter2 | Authorization
      --db postgres://me:hunter2hunter2@db/x | hunter2hunter2 | password
      https://x.example.org/mcp?v=1&api_key=hunter2hunter2 | hunter2hunter2 | api_key
      --env=API_KEY=hunter2hunter2 | hunter2hunter2 | API_KEY
      --config={"accessToken":"hunter2hunter2"} | hunter2hunter2 | accessToken
      Server=x;Password=hunter2hunter2;Port=1 | hunter2hunter2 | Password
      postgres://me:hunter2@hunter2@db/x | hunter2@hunter2 | password
      ghp_0123456789abcdefghij0123 | ghp_0123456789abcdefghij0123 | token
      """)
  void secretsInACommandLineAreKnown(String line, String secret, String name) {
    var redaction = new Redaction(Map.of(), List.of(line.split(" ")));

    assertThat(redaction.clean("a " + secret + " b")).isEqualTo("a [redacted " + name + "] b");
    assertThat(redaction.clean("postgres://me@db/x?v=1 --db -e")).contains("v=1 --db -e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization: Bearer %s", "--header=Authorization: Bearer %s",
      "{\"Authorization\": \"Bearer %s\", \"v\": 1}"})
  void aSchemeBeforeASecretIsNoneOfIt(String word) {
    var redaction = new Redaction(Map.of(), List.of(word.formatted(SECRET)));

    assertThat(redaction.clean("sent " + SECRET)).isEqualTo("sent [redacted Authorization]");
    assertThat(clean(Map.of("HEADERS", word.formatted(SECRET)), SECRET))
        .isEqualTo("[redacted Authorization]");
  }

  @Test
  void aSecretWithinAScriptIsKnown() {
    var redaction = new Redaction(Map.of(),
        List.of("sh", "-c", "exec env A=1 API_KEY='" + SECRET + "' node server.js"));

    assertThat(redaction.clean("a " + SECRET)).isEqualTo("a [redacted API_KEY]");
    assertThat(redaction.clean("node server.js")).isEqualTo("node server.js");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--author=John Smith", "--max-tokens=128000", "--key-file=/etc/key",
      "--session-dir=/var/lib", "--tokenizer=gpt2-large", "KeyError: DATABASE",
      "https://example.org/path"})
  void whatOnlySoundsSecretStays(String word) {
    var redaction = new Redaction(Map.of(), List.of(word));

    assertThat(redaction.clean("got " + word)).isEqualTo("got " + word);
  }

  @Test
  void aSecretIsKnownAsJsonHasItToo() {
    assertThat(clean(Map.of("A_KEY", "sec\"ret\\s"), "{\"a\":\"sec\\\"ret\\\\s\"}"))
        .isEqualTo("{\"a\":\"[redacted A_KEY]\"}");
  }

  @Test
  void aSecretWithinAValueIsKnown() {
    assertThat(clean(Map.of("DATABASE_URL", "postgres://me:" + SECRET + "@db/x"), "at " + SECRET))
        .isEqualTo("at [redacted password]");
  }

  @Test
  void shortValuesStayAndLongerOnesGoFirst() {
    assertThat(clean(Map.of("KEY", "12345"), "12345")).isEqualTo("12345");
    assertThat(clean(Map.of("A_KEY", SECRET, "B_KEY", SECRET + "-longer"), SECRET + "-longer"))
        .isEqualTo("[redacted B_KEY]");
    assertThat(clean(Map.of("A_KEY", SECRET), SECRET + SECRET))
        .isEqualTo("[redacted A_KEY][redacted A_KEY]");
  }

  @Test
  void eachLineOfASecretIsOne() {
    var pem = "-----BEGIN KEY-----\r\nMIIEvQIBADANBgkqhkiG\n  abcdefgh==  \nxyz\n";

    assertThat(drained(pem, Map.of("PRIVATE_KEY", pem))).containsExactly("[redacted PRIVATE_KEY]",
        "[redacted PRIVATE_KEY]", "  [redacted PRIVATE_KEY]", "xyz");
  }

  @Test
  void aSecretIsFoundWhereverALongLineIsCut() {
    for (int before = 4_096 - 40; before < 4_096 + 40; before++) {
      var line = "x".repeat(before) + SECRET + "y".repeat(5_000) + SECRET;

      var lines = drained(line + "\nnext", Map.of("API_KEY", SECRET));

      assertThat(String.join("", lines)).as("after " + before)
          .isEqualTo("x".repeat(before) + "[redacted API_KEY]" + "y".repeat(5_000)
              + "[redacted API_KEY]next");
      assertThat(lines).allMatch(each -> each.length() <= 4_096);
    }
  }

  @Test
  void whatIsLoggedIsCutButNotThroughASecret() {
    var log = log(Map.of("API_KEY", SECRET));

    log.add("x".repeat(4_090) + SECRET + "y".repeat(100_000));
    log.add("z".repeat(4_096));
    log.add(SECRET);

    assertThat(log.lastLines()).containsExactly("x".repeat(4_090) + "[redac…", "z".repeat(4_096),
        "[redacted API_KEY]");
  }

  @Test
  void theLastLinesAreThoseOfOneGeneration() {
    var log = log(Map.of());
    tail.add(1, "older");
    for (int i = 0; i < 30; i++) log.add("line " + i);

    assertThat(log.lastLines()).hasSize(20).startsWith("line 10").endsWith("line 29");
  }

  private GenerationLog log(Map<String, String> environment) {
    return new GenerationLog(tail, 7, new Redaction(environment));
  }

  private List<String> drained(String text) {
    return drained(text, Map.of());
  }

  private static List<String> drained(String text, Map<String, String> environment) {
    var lines = new ArrayList<String>();
    var end = new CompletableFuture<@Nullable Void>();
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

    new OutputDrain(in, new Redaction(environment), lines::add, end).run();

    assertThat(end).isCompleted();
    return lines;
  }

  private static String clean(Map<String, String> environment, String text) {
    return new Redaction(environment).clean(text);
  }
}
