package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent stands on the left, what the tool gets on the right. */
class FittingTest {
  private static final String NAMES = "\"server_name\":\"s\",\"tool_name\":\"t\"";

  /** {@code t(text: string, n?: integer, x?: number, on?: boolean, list?: array, o?: object)}. */
  private static final Tool T = Catalogs.taking("t", """
      {"text":{"type":"string"},"n":{"type":"integer"},"x":{"type":"number"},
       "on":{"type":"boolean"},"list":{"type":"array"},"o":{"type":"object"},
       "maybe":{"anyOf":[{"type":"integer"},{"type":"null"}]},
       "either":{"type":["integer","string"]},"any":{}}""", "text");

  private static final Tool NO_SCHEMA = Catalogs.tool("t", "", "{\"type\":\"object\"}");

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"parameters":{"text":"a","n":1}}                            | {"text":"a","n":1}
      {"parameters":{ "n" : 1.0 , "x":1e2 }}                       | { "n" : 1.0 , "x":1e2 }
      {"parameters":{}}                                            | {}
      {"parameters":null}                                          | {}
      {}                                                           | {}
      {"parameters":{"text":"a","unknown":[1, 2]}}                 | {"text":"a","unknown":[1, 2]}
      {"parameters":{"text":"a","text":"b"}}                       | {"text":"a","text":"b"}
      """)
  void whatFitsPassesAsItCame(String sent, String fitted) throws Misuse {
    check(T, sent, fitted);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"parameters":"{\\"text\\":\\"a\\", \\"n\\":1}"}             | {"text":"a", "n":1}
      {"parameters":"\\"{\\\\\\"text\\\\\\":\\\\\\"a\\\\\\"}\\""}  | {"text":"a"}
      {"parameters":" {\\"text\\":\\"a\\"}\\n"}                    | {"text":"a"}
      {"parameters":""}                                            | {}
      {"parameters":"  "}                                          | {}
      {"parameters":"null"}                                        | {}
      {"arguments":"{\\"text\\":\\"a\\"}"}                         | {"text":"a"}
      """)
  void aJsonStringIsUnpacked(String sent, String fitted) throws Misuse {
    check(T, sent, fitted);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"text":"a","n":1}                            | {"text":"a","n":1}
      {"arguments":{"text":"a"}}                    | {"text":"a"}
      {"args":{"text":"a"}}                         | {"text":"a"}
      {"params":{"text":"a"}}                       | {"text":"a"}
      {"input":{"text":"a"}}                        | {"text":"a"}
      {"parameters":{"text":"a"},"n":1}             | {"n":1,"text":"a"}
      {"parameters":{"n":2},"n":1}                  | {"n":2}
      {"parameters":{},"text":"a","n":1}            | {"text":"a","n":1}
      {"parameters":{"text":"a"},"explanation":"x"} | {"text":"a"}
      """)
  void flatAndOtherwiseNamedArgumentsAreFound(String sent, String fitted) throws Misuse {
    check(T, sent, fitted);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"parameters":{"parameters":{"text":"a"}}}                    | {"text":"a"}
      {"parameters":{"arguments":{"text":"a"}}}                     | {"text":"a"}
      {"arguments":{"input":{"text":"a"}}}                          | {"text":"a"}
      {"parameters":{"args":{"input":{"text":"a"}}}}                | {"text":"a"}
      {"parameters":{"parameters":"{\\"text\\":\\"a\\"}"}}          | {"text":"a"}
      {"parameters":{"tool_name":"t","parameters":{"text":"a"}}}    | {"text":"a"}
      {"parameters":{"server_name":"s","tool_name":"t","arguments":{}}} | {}
      {"parameters":{"t":{"text":"a"}}}                             | {"text":"a"}
      """)
  void doublyNestedArgumentsAreUnwrapped(String sent, String fitted) throws Misuse {
    check(T, sent, fitted);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"parameters":{"input":{"a":1}}}               | {"input":{"a":1}}
      {"parameters":{"input":{"a":1},"text":"b"}}    | {"input":{"a":1},"text":"b"}
      {"parameters":{"parameters":[1]}}              | {"parameters":[1]}
      {"parameters":{"input":{"text":"a"},"args":{}}}| {"input":{"text":"a"},"args":{}}
      """)
  void whatIsNoWrapperStays(String sent, String fitted) throws Misuse {
    check(T, sent, fitted);
  }

  @Test
  void aToolWithoutASchemaGetsWhatWasSent() throws Misuse {
    check(NO_SCHEMA, "{\"parameters\":{\"input\":{\"a\":1}}}", "{\"input\":{\"a\":1}}");
    check(NO_SCHEMA, "{\"parameters\":{\"input\":{}}}", "{\"input\":{}}");
    check(NO_SCHEMA, "{\"parameters\":{\"parameters\":{}}}", "{}");
    check(NO_SCHEMA, "{\"parameters\":{\"n\":\"1\"}}", "{\"n\":\"1\"}");
    check(NO_SCHEMA, "{\"input\":\"x\"}", "{\"input\":\"x\"}");
    check(NO_SCHEMA, "{\"input\":{\"a\":1}}", "{\"a\":1}");
    check(NO_SCHEMA, "{\"a\":1}", "{\"a\":1}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      parameters | {"parameters":{"parameters":{"a":1}}}  | {"parameters":{"a":1}}
      parameters | {"parameters":"abc"}                   | {"parameters":"abc"}
      input      | {"parameters":{"input":{"a":1}}}       | {"input":{"a":1}}
      input      | {"parameters":{"input":"abc"}}         | {"input":"abc"}
      input      | {"input":"abc"}                        | {"input":"abc"}
      input      | {"input":{"input":"abc"}}              | {"input":{"input":"abc"}}
      input      | {"arguments":{"input":"abc"}}          | {"input":"abc"}
      args       | {"parameters":{"args":[1]}}            | {"args":[1]}
      args       | {"args":[1]}                           | {"args":[1]}
      arguments  | {"parameters":{"arguments":{"a":1}}}   | {"arguments":{"a":1}}
      server_name| {"parameters":{"server_name":"x"}}     | {"server_name":"x"}
      t          | {"parameters":{"t":{"t":1}}}           | {"t":{"t":1}}
      """)
  void aToolMayHaveAnArgumentOfThatName(String argument, String sent, String fitted) throws Misuse {
    check(Catalogs.taking("t", "{\"" + argument + "\":{}}", argument), sent, fitted);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      "n":"5"                 | "n":5
      "n":" -5 "              | "n":-5
      "n":"5.0"               | "n":5.0
      "x":"1.50"              | "x":1.50
      "x":"1e3"               | "x":1e3
      "x":"7"                 | "x":7
      "on":"true"             | "on":true
      "on":"False"            | "on":false
      "on":"True"             | "on":true
      "list":"[1, \\"a\\"]"   | "list":[1, "a"]
      "o":"{\\"a\\":{}}"      | "o":{"a":{}}
      "maybe":"None"          | "maybe":null
      "maybe":"null"          | "maybe":null
      "maybe":"3"             | "maybe":3
      """)
  void aStringIsReadWhereTheSchemaExcludesStrings(String sent, String fitted) throws Misuse {
    check(T, "{\"parameters\":{\"text\":\"a\"," + sent + "}}", "{\"text\":\"a\"," + fitted + "}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      "text":"5"
      "text":"true"
      "text":"{\\"a\\":1}"
      "either":"5"
      "any":"5"
      "unknown":"5"
      "n":"5.5"
      "n":"five"
      "n":""
      "n":"NaN"
      "n":"[1]"
      "x":"1,000"
      "on":"yes"
      "on":"None"
      "list":"{}"
      "o":"[]"
      "o":"\\"{}\\""
      "n":true
      "on":1
      """)
  void everyOtherValueStaysAsItCame(String members) throws Misuse {
    check(T, "{\"parameters\":{" + members + "}}", "{" + members + "}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"parameters":"abc"}
      {"parameters":[1]}
      {"parameters":5}
      {"parameters":true}
      {"parameters":"[1]"}
      {"parameters":"{broken"}
      {"parameters":"{'a': 1}"}
      {"arguments":"abc"}
      """)
  void whatIsNoObjectIsRefused(String sent) throws Misuse {
    assertThat(fit(T, sent)).isNull();
  }

  @Test
  void nestingWithoutEndIsNotFollowed() throws Misuse {
    int depth = 100_000;
    var deep = "{\"parameters\":".repeat(depth) + "{}" + "}".repeat(depth);

    assertThat(fit(T, deep))
        .hasToString(deep.substring("{\"parameters\":".length(), deep.length() - 1));
  }

  @Test
  void theVeryBytesThatCamePass() throws Misuse {
    var line = "xx{\"text\":\"a\"}yy".getBytes(StandardCharsets.UTF_8);
    var parameters = Span.of(line).slice(2, line.length - 2);

    var fitted = Fitting.fit(T, Map.of("parameters", parameters));

    assertThat(fitted).isSameAs(parameters);
  }

  @Test
  void bigArgumentsThatFitAreNotCopied() throws Misuse {
    var parameters = Span.of("{\"text\":\"a\",\"list\":[" + "7,".repeat(2_000_000) + "7]}");
    var sent = Map.of("parameters", parameters);
    assertThat(Fitting.fit(T, sent)).isNotNull();

    long before = allocated();
    var fitted = Fitting.fit(T, sent);
    long bytes = allocated() - before;

    assertThat(fitted).isSameAs(parameters);
    assertThat(bytes).isLessThan(200_000);
  }

  @Test
  void aStringIsReadAsJsonOnlyWithinBounds() throws Misuse {
    var long4M = "{\"list\":[" + "7, ".repeat(1_400_000) + "7]}";

    assertThat(fit(T, "{\"parameters\":" + Span.string(long4M) + "}")).isNull();
    assertThat(String.valueOf(fit(T, "{\"n\":\"5" + " ".repeat(4 << 20) + "\"}")))
        .startsWith("{\"n\":\"5 ");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static void check(Tool tool, String sent, String fitted) throws Misuse {
    assertThat(fit(tool, sent)).hasToString(fitted);
  }

  private static @Nullable Span fit(Tool tool, String sent) throws Misuse {
    var members = sent.equals("{}") ? "{" + NAMES + "}" : "{" + NAMES + "," + sent.substring(1);
    var use = new ToolUse(Map.of("arguments", Span.of(members)), _ -> {});
    return Fitting.fit(tool, Arguments.of(use, Usage.of("", "tool_name", "server_name")).others());
  }
}
