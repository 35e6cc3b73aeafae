package dev.hotplug.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

  @Test
  void aSignatureNamesArgumentsWithTheirTypes() {
    var tool = Catalogs.taking("add", """
        {"a":{"type":"number"},"b":{"type":["integer","null"]},"note":{}}""", "a", "b");

    assertThat(Signature.of(tool)).isEqualTo("add(a: number, b: integer|null, note?: any)");
    assertThat(Signature.of(Catalogs.taking("now", "{}"))).isEqualTo("now()");
  }

  @Test
  void aSignatureIsBounded() {
    assertThat(Signature.of(wide(1_000))).hasSize(240)
        .startsWith("wide(p0: string, p1: ")
        .endsWith("…");
  }

  @Test
  void aLineIsTheBeginningOfTheFirstLine() {
    assertThat(line("  Adds numbers. \n\nAnd more.")).isEqualTo("Adds numbers.");
    assertThat(line("")).isEmpty();
    assertThat(line(" \n ")).isEmpty();
    assertThat(line("x".repeat(1_000))).hasSize(160).endsWith("x…");
  }

  @Test
  void noCharacterIsCutInHalf() {
    var line = line("x".repeat(158) + "😀😀");

    assertThat(line).isEqualTo("x".repeat(158) + "…");
    assertThat(Answer.success().put("line", line).result().toString()).contains("x…");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"type":"string"}                                  | "…"
      {"type":"integer"}                                 | 1
      {"type":"number"}                                  | 1
      {"type":"boolean"}                                 | true
      {"type":"array"}                                   | []
      {"type":"object"}                                  | {}
      {"type":"null"}                                    | null
      {"type":["null","integer"]}                        | 1
      {}                                                 | "…"
      {"type":"string","enum":["red","green"]}           | "red"
      {"type":"string","default":"blue"}                 | "blue"
      {"type":"string","default":null}                   | "…"
      {"type":"string","examples":["pink"],"default":"b"}| "pink"
      {"const":7}                                        | 7
      {"type":"array","default":[1,2]}                   | [1,2]
      """)
  void anExampleValueIsTheSchemasOwnOrOfTheRightType(String schema, String value) {
    var tool = Catalogs.taking("t", "{\"p\":" + schema + "}", "p");

    assertThat(parameters(tool).path("p")).hasToString(value);
  }

  @Test
  void anExampleCallIsJsonWithAllRequiredArgumentsAndNoOther() {
    var tool = Catalogs.taking("odd \"tool\"", """
        {"a \\"b\\"":{"type":"string"},"opt":{"type":"string"},"ü":{"type":"integer"}}""",
        "a \"b\"", "ü");

    var call = call("my \"server\"", tool);

    assertThat(call.path("server_name").asText()).isEqualTo("my \"server\"");
    assertThat(call.path("tool_name").asText()).isEqualTo("odd \"tool\"");
    assertThat(call.path("parameters").fieldNames()).toIterable().containsExactly("a \"b\"", "ü");
    assertThat(parameters(wide(1_000))).hasSize(1_000);
  }

  @Test
  void aLongExampleIsNotCopied() {
    var tool = Catalogs.taking("t",
        "{\"p\":{\"type\":\"string\",\"default\":\"" + "x".repeat(10_000) + "\"}}", "p");

    assertThat(Signature.exampleCall("s", tool)).hasSizeLessThan(200);
  }

  private static Tool wide(int parameters) {
    var names = IntStream.range(0, parameters).mapToObj(i -> "p" + i).toList();
    return Catalogs.taking("wide",
        names.stream()
            .map(name -> "\"" + name + "\":{\"type\":\"string\"}")
            .collect(Collectors.joining(",", "{", "}")),
        names.toArray(String[]::new));
  }

  private static String line(String description) {
    return Signature.line(Catalogs.tool("t", description, "{}"));
  }

  private static JsonNode parameters(Tool tool) {
    return call("s", tool).path("parameters");
  }

  private static JsonNode call(String server, Tool tool) {
    var call = Signature.exampleCall(server, tool);
    assertThat(call).startsWith("call_dynamic_server_tool {");
    return Catalogs
        .tree(Span.parse(call.substring("call_dynamic_server_tool ".length())).orElseThrow());
  }
}
