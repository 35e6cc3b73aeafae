package dev.hotplug.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tools of the scripted server do what their descriptions say. */
class ToolTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      echo        | {"text":"a \\u00e9 \\n b"}   | a \u00e9 \\n b
      version     | {}                           | v7
      add         | {"a":1.5,"b":2e1}            | 21.5
      big         | {"bytes":12}                 | 012345678901
      side_effect | {}                           | 1
      side_effect | {"text":"mine"}              | mine
      env         | {"name":"TORTURE_NOTHING"}   | TORTURE_NOTHING is not set
      stderr      | {"text":"x","times":3}       | written 3 times
      sleep       | {"ms":1}                     | slept 1 ms
      late        | {"ms":1}                     | late by 1 ms
      cancelled   | {}                           | []
      blank       | {}                           | after the blanks
      torn        | {}                           | a torn \u00e9
      fail        | {"text":"no"}                | no
      more        | {}                           | more
      """)
  void aToolAnswersWithText(String tool, String arguments, String text) throws Exception {
    try (var server = Driven.ready("version=v7", "extraTool=more")) {
      server.call(tool, arguments);

      var line = server.next();
      while (line.isBlank()) line = server.next();
      assertThat(line).startsWith(answer(2)).contains("\"text\":\"" + text + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      echo      | {"text":1}                        | -32602 | text must be a string
      add       | {"a":"1","b":2}                   | -32602 | a must be a number
      big       | {"bytes":1.5}                     | -32602 | bytes must be a whole number
      nothing   | {}                                | -32602 | Unknown tool: nothing
      fail      | {}                                | -32602 | text must be a string
      rpc_error | {"code":-32042,"message":"later"} | -32042 | later
      junk      | {"kind":"odd"}                    | -32602 | no such junk: odd
      giant     | {"kind":"odd","size":1}           | -32602 | no such giant: odd
      """)
  void aWrongCallIsAnsweredWithAnError(String tool, String arguments, int code, String message)
      throws Exception {
    try (var server = Driven.ready()) {
      server.call(tool, arguments);

      assertThat(server.next())
          .startsWith("{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":" + code)
          .contains(message);
    }
  }

  @Test
  void theNextRequestsAreAnsweredBeforeTheyAreMade() throws Exception {
    try (var server = Driven.ready()) {
      server.call("early", "{}");

      for (int id : new int[]{3, 4, 5, 2}) assertThat(server.next()).startsWith(answer(id));
    }
  }

  @Test
  void aFailureAndAnImageLookLikeOnes() throws Exception {
    try (var server = Driven.ready()) {
      server.call("fail", "{\"text\":\"no\"}");
      assertThat(server.next()).endsWith("\"isError\":true}}");

      server.call("image", "{}");
      assertThat(server.next()).contains("\"type\":\"image\"", "\"mimeType\":\"image/png\"");
    }
  }

  @Test
  void aStructuredResultKeepsWhatAWriterWouldChange() throws Exception {
    try (var server = Driven.ready()) {
      server.call("structured", "{}");

      assertThat(server.next()).contains("\"zeta\":100.0,\"alpha\":1E+2,\"minus\":-0.0",
          "\\u00e9\\/", "{ \"structured");
    }
  }

  @Test
  void aBigAnswerHasTheSizeAskedFor() throws Exception {
    try (var server = Driven.ready()) {
      server.call("big", "{\"bytes\":1000003}");

      var line = server.next();

      assertThat(line.indexOf("\"}]}}") - line.indexOf("0123456789")).isEqualTo(1_000_003);
    }
  }

  @Test
  void aSleepingCallHoldsUpNoOther() throws Exception {
    try (var server = Driven.ready()) {
      server.call("sleep", "{\"ms\":300}");
      server.call("echo", "{\"text\":\"meanwhile\"}");

      assertThat(server.next()).contains("meanwhile");
      assertThat(server.next()).startsWith(answer(2)).contains("slept");
    }
  }

  @Test
  void aCancelledSleepIsRecordedAndNotAnsweredButALateCallIs() throws Exception {
    try (var server = Driven.ready()) {
      server.call("sleep", "{\"ms\":100}");
      server.call("late", "{\"ms\":400,\"text\":\"mine\"}");
      server.cancel(2);
      server.cancel(3);

      server.call("cancelled", "{}");

      assertThat(server.next())
          .contains("[{\\\"requestId\\\":2},{\\\"requestId\\\":3,\\\"text\\\":\\\"mine\\\"}]");
      assertThat(server.next()).startsWith(answer(3)).contains("late by 400 ms");
    }
  }

  @Test
  void aHangingCallIsNotAnswered() throws Exception {
    try (var server = Driven.ready()) {
      server.call("hang", "{}");
      server.call("pid", "{}");

      assertThat(server.next()).startsWith(answer(3))
          .contains("\"" + server.process().pid() + "\"");
    }
  }

  @Test
  void idsGoWrongAsAskedFor() throws Exception {
    try (var server = Driven.ready()) {
      server.call("dup", "{}");
      assertThat(server.next()).startsWith(answer(2)).contains("first");
      assertThat(server.next()).startsWith(answer(2)).contains("second");

      server.call("unknown_id", "{}");
      assertThat(server.next()).startsWith(answer(987_654_321));
      assertThat(server.next()).contains("\"id\":\"nobody\"");
      assertThat(server.next()).startsWith(answer(3));

      server.call("string_id", "{}");
      assertThat(server.next()).contains("\"id\":\"4\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachKindOfJunkIsOneLineAndThenComesTheAnswer(Junk kind) throws Exception {
    try (var server = Driven.ready()) {
      server.call("junk", "{\"kind\":\"" + kind.name().toLowerCase(Locale.ROOT) + "\"}");

      assertThat(server.next()).doesNotContain("\"id\":2,");
      assertThat(server.next()).startsWith(answer(2));
    }
  }

  @Test
  void allJunkComesAtOnceWhenNoneIsNamed() throws Exception {
    try (var server = Driven.ready()) {
      server.call("junk", "{}");

      for (var _ : Junk.values()) assertThat(server.next()).doesNotContain("\"id\":2,");
      assertThat(server.next()).startsWith(answer(2));
    }
  }

  @Test
  void anExitAndASignalEndTheProcess() throws Exception {
    try (var one = Driven.ready(); var other = Driven.ready()) {
      one.call("exit", "{\"code\":7}");
      other.call("kill_self", "{\"signal\":\"KILL\"}");

      assertThat(one.exit()).isEqualTo(7);
      assertThat(other.exit()).isEqualTo(128 + 9);
    }
  }

  @Test
  void aClosedStdoutLeavesTheServerAlive(@TempDir Path folder) throws Exception {
    var counter = folder.resolve("counter");
    try (var server = Driven.ready("counter=" + counter)) {
      server.call("close_stdout", "{}");
      server.assertEnd();

      server.call("side_effect", "{\"text\":\"still here\"}");
      server.closeStdin();

      assertThat(server.exit()).isZero();
      assertThat(counter).hasContent("still here");
    }
  }

  @Test
  void stderrIsWrittenAsOftenAsTold() throws Exception {
    try (var server = Driven.ready()) {
      server.call("stderr", "{\"text\":\"oh\",\"times\":2}");

      assertThat(server.nextError()).isEqualTo("oh");
      assertThat(server.nextError()).isEqualTo("oh");
    }
  }

  @Test
  void everySideEffectIsALineOfTheFile(@TempDir Path folder) throws Exception {
    var counter = folder.resolve("counter");
    try (var server = Driven.ready("counter=" + counter)) {
      server.call("side_effect", "{}");
      server.call("side_effect", "{\"text\":\"mine\"}");
      server.next();
      server.next();

      assertThat(Files.readAllLines(counter)).containsExactly("1", "mine");
    }
  }

  @Test
  void theEnvironmentAndTheFolderAreTheServersOwn() throws Exception {
    try (var server = Driven.ready()) {
      server.call("env", "{\"name\":\"TORTURE_MARK\"}");
      assertThat(server.next()).contains(server.mark());

      server.call("cwd", "{}");
      assertThat(server.next()).contains(Path.of("").toAbsolutePath().toString());
    }
  }

  @Test
  void progressUsesTheTokenOfTheCall() throws Exception {
    try (var server = Driven.ready()) {
      server.call("progress", "{\"steps\":2}");

      assertThat(server.next()).contains("\"progressToken\":\"p\",\"progress\":1,\"total\":2");
      assertThat(server.next()).contains("\"progress\":2");
      assertThat(server.next()).startsWith(answer(2));
    }
  }

  @Test
  void theClientsReplyComesBackWordForWord() throws Exception {
    try (var server = Driven.ready()) {
      server.call("ask_client", "{\"method\":\"roots/list\"}");
      assertThat(server.next())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"ask-1\",\"method\":\"roots/list\"}");

      server.send("{\"jsonrpc\":\"2.0\",  \"id\":\"ask-1\",\"result\":{\"roots\":[]}}");

      assertThat(server.next()).startsWith(answer(2)).contains("\\\"2.0\\\",  \\\"id\\\"");
    }
  }

  @Test
  void anAddedToolIsAnnouncedListedAndCallable() throws Exception {
    try (var server = Driven.ready()) {
      server.call("add_tool", "{\"name\":\"late_comer\"}");
      assertThat(server.next()).contains("notifications/tools/list_changed").doesNotContain("id");
      assertThat(server.next()).startsWith(answer(2));

      server.ask("tools/list", "{}");
      assertThat(server.next()).contains("\"late_comer\"");
      server.call("late_comer", "{}");
      assertThat(server.next()).startsWith(answer(4));
    }
  }

  @Test
  void aLogMessageIsANotification() throws Exception {
    try (var server = Driven.ready()) {
      server.call("log", "{\"text\":\"hear\"}");

      assertThat(server.next()).contains("\"notifications/message\"", "\"data\":\"hear\"");
      assertThat(server.next()).startsWith(answer(2));
    }
  }

  private static String answer(int id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":";
  }
}
