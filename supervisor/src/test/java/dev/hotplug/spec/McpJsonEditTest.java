package dev.hotplug.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpJsonEditTest {
  private static final String ENTRY = "{\"command\": \"x\", \"args\": [\"a\", 1], \"env\": {}}";

  @Test
  void anEmptyFileBecomesAWholeOne() {
    var whole = """
        {
          "mcpServers": {
            "n": {
              "command": "x",
              "args": ["a", 1],
              "env": {}
            }
          }
        }
        """;

    added("", whole);
    added(" \n", whole);
    added("\uFEFF", "\uFEFF" + whole);
    added("\r\n", whole.replace("\n", "\r\n"));
    added("{}", whole.stripTrailing());
    added("{}\n", whole);
    added("{\n}\n", whole);
  }

  @Test
  void theLineOfAnEntryIsThatOfItsName(@TempDir Path folder) throws Exception {
    var file = folder.resolve(McpJson.FILE_NAME);
    Files.writeString(file, """
        {
          "mcpServers": {"a": {}, "b": {},
            "n":
              {"command": "n"}
          },
          "hotplug": {"servers": {"n": {}}}
        }
        """);

    assertThat(McpJson.line(file, ServerList.MCP_SERVERS, "b")).hasValue(2);
    assertThat(McpJson.line(file, ServerList.MCP_SERVERS, "n")).hasValue(3);
    assertThat(McpJson.line(file, ServerList.HOTPLUG_SERVERS, "n")).hasValue(6);
    assertThat(McpJson.line(file, ServerList.HOTPLUG_SERVERS, "a")).isEmpty();
    assertThat(McpJson.line(folder.resolve("none"), ServerList.MCP_SERVERS, "a")).isEmpty();
  }

  @Test
  void theServerComesLastAndLooksLikeTheOthers() {
    added("""
        {
          "mcpServers": {
            "a": {
              "command": "y"
            }
          },
          "z": 1
        }
        """, """
        {
          "mcpServers": {
            "a": {
              "command": "y"
            },
            "n": {
              "command": "x",
              "args": ["a", 1],
              "env": {}
            }
          },
          "z": 1
        }
        """);
  }

  @Test
  void indentationAndLineEndsAreFollowed() {
    added("{\r\n\t\"mcpServers\" : {\r\n\t\t\"a\" : {}\r\n\t}\r\n}",
        "{\r\n\t\"mcpServers\" : {\r\n\t\t\"a\" : {},\r\n\t\t\"n\" : {\r\n\t\t\t\"command\" : \"x\",\r\n"
            + "\t\t\t\"args\" : [\"a\", 1],\r\n\t\t\t\"env\" : {}\r\n\t\t}\r\n\t}\r\n}");
    added("{\n    \"mcpServers\": {}\n}\n", """
        {
            "mcpServers": {
                "n": {
                    "command": "x",
                    "args": ["a", 1],
                    "env": {}
                }
            }
        }
        """);
    added("{\n \"mcpServers\": {\n }\n}",
        "{\n \"mcpServers\": {\n  \"n\": {\n   \"command\": \"x\",\n"
            + "   \"args\": [\"a\", 1],\n   \"env\": {}\n  }\n }\n}");
  }

  @Test
  void whatStandsOnOneLineStaysOnOneLine() {
    var flat = "\"n\": {\"command\": \"x\", \"args\": [\"a\", 1], \"env\": {}}";
    var tight = "\"n\":{\"command\":\"x\",\"args\":[\"a\",1],\"env\":{}}";

    added("{\"mcpServers\": {}}", "{\"mcpServers\": {" + flat + "}}");
    added("{\"mcpServers\": {\"a\": {}}}\n", "{\"mcpServers\": {\"a\": {}, " + flat + "}}\n");
    added("{\"mcpServers\":{\"a\":{}}}", "{\"mcpServers\":{\"a\":{}," + tight + "}}");
    added("{\"a\":1}", "{\"a\":1,\"mcpServers\":{" + tight + "}}");
    added("{\n  \"mcpServers\": {\n    \"a\": {\"command\": \"y\"}\n  }\n}\n",
        "{\n  \"mcpServers\": {\n    \"a\": {\"command\": \"y\"},\n    " + flat + "\n  }\n}\n");
  }

  @Test
  void aMissingListIsAddedBehindWhatIsThere() {
    added("{\n  \"hotplug\": {\"servers\": {}}\n}\n", """
        {
          "hotplug": {"servers": {}},
          "mcpServers": {
            "n": {
              "command": "x",
              "args": ["a", 1],
              "env": {}
            }
          }
        }
        """);
  }

  @Test
  void aServerThatIsListedGetsAnotherValueAndNothingElseChanges() {
    var text = "{\n  \"mcpServers\": {\n    \"n\" :  %s ,\n    \"z\": {}\n  }\n}";

    replaced(text.formatted("{\"command\": \"old\"}"),
        text.formatted("{\"command\" : \"x\", \"args\" : [\"a\", 1], \"env\" : {}}")
            .replace("\" : ", "\": ")
            .replace("\"n\": ", "\"n\" : "));
    replaced(text.formatted("{}"), text.formatted("{\n      \"command\": \"x\",\n"
        + "      \"args\": [\"a\", 1],\n      \"env\": {}\n    }"));
    replaced(text.formatted("null"), text.formatted("{\n      \"command\": \"x\",\n"
        + "      \"args\": [\"a\", 1],\n      \"env\": {}\n    }"));
    replaced("{\"mcpServers\":{\"n\":5}}",
        "{\"mcpServers\":{\"n\":{\"command\":\"x\",\"args\":[\"a\",1],\"env\":{}}}}");
  }

  @Test
  void aServerThatIsListedLikeThisInAnyLayoutStaysAsItIs() {
    var text = "{\"mcpServers\": {\"n\": {\n\"command\" :\"x\",\"args\":[ \"a\",1 ],  \"env\": {\n} } } }";

    assertThat(McpJson.put(text, "n", ENTRY)).isEqualTo(new Edit.Unchanged(text));
  }

  @Test
  void doingItTwiceChangesNothingTheSecondTime() {
    for (var text : List.of("", "{}", "{\"mcpServers\": {\"a\": {}}}")) {
      var once = ((Edit.Added) McpJson.put(text, "n", ENTRY)).after();

      assertThat(McpJson.put(once, "n", ENTRY)).isEqualTo(new Edit.Unchanged(once));
    }
  }

  @Test
  void treesInsideTheEntryGetTheirLines() {
    var after = McpJson.put("{\n\t\"mcpServers\": {\n\t}\n}\n", "n",
        "{\"env\": {\"A\": \"b\"}, \"list\": [1, {\"x\": []}]}");

    assertThat(((Edit.Added) after).after()).isEqualTo("""
        {
        \t"mcpServers": {
        \t\t"n": {
        \t\t\t"env": {
        \t\t\t\t"A": "b"
        \t\t\t},
        \t\t\t"list": [
        \t\t\t\t1,
        \t\t\t\t{
        \t\t\t\t\t"x": []
        \t\t\t\t}
        \t\t\t]
        \t\t}
        \t}
        }
        """);
  }

  @Test
  void theUnitIsFoundWhereverALineIsIndented() {
    added("{\"x\": {\n   \"y\": 1\n},\n\"mcpServers\":\n{}}", """
        {"x": {
           "y": 1
        },
        "mcpServers":
        {
           "n": {
              "command": "x",
              "args": ["a", 1],
              "env": {}
           }
        }}""");
    added("{\"mcpServers\"\n: {\"a\": {}}}",
        "{\"mcpServers\"\n: {\"a\": {}, \"n\": {\"command\": \"x\", \"args\": [\"a\", 1], \"env\": {}}}}");
  }

  @Test
  void namesAndValuesAreWrittenAsJson() {
    var after = ((Edit.Added) McpJson.put("", "a\"b\\ü", "{\"command\": \"\\u00e9\\\"\"}")).after();

    assertThat(after).contains("\"a\\\"b\\\\ü\": {").contains("\"command\": \"\\u00e9\\\"\"");
  }

  @Test
  void whatCannotBeEditedSafelyIsRefusedWithItsPlace() {
    refused("{\"mcpServers\": {},}", 1, 19, "not valid JSON: unexpected '}' after a comma");
    refused("{\"mcpServers\": {}} {}", 1, 20, "not valid JSON: more text");
    refused("[]", 1, 1, "must hold an object, but holds a list");
    refused("{\"mcpServers\": []}", 1, 16, "mcpServers must be an object, but is a list");
    refused("{\"mcpServers\": null}", 1, 16, "mcpServers must be an object, but is null");
    refused("{\"mcpServers\": {},\n \"mcpServers\": {}}", 2, 2, "\"mcpServers\" stands twice");
    refused("{\"mcpServers\": {\"n\": {},\n \"n\": {}}}", 2, 2, "\"n\" stands twice");
  }

  private static void refused(String text, int line, int column, String part) {
    assertThat(McpJson.put(text, "n", ENTRY)).isInstanceOfSatisfying(Edit.Refused.class,
        refused -> {
          assertThat(refused.line() + ":" + refused.column()).isEqualTo(line + ":" + column);
          assertThat(refused.message()).contains(part).contains(". Nothing was changed. ");
        });
  }

  @Test
  void aNameThatWouldNotBeReadIsRefused() {
    assertThat(McpJson.put("{}", "", ENTRY)).isInstanceOf(Edit.Refused.class);
    assertThat(McpJson.put("{}", "a\nb", ENTRY)).isInstanceOf(Edit.Refused.class);
  }

  @Test
  void anEntryThatIsNoObjectIsTheCallersMistake() {
    for (var entry : List.of("", "5", "[]", "{", "{} {}")) {
      assertThatThrownBy(() -> McpJson.put("{}", "n", entry))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aFileIsEditedAsTheTextThatItHolds(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("missing.json");
    var latin1 = Files.write(folder.resolve("latin1.json"),
        "{\n\"é\": 1}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(McpJson.put(missing, "n", ENTRY)).isEqualTo(McpJson.put("", "n", ENTRY));
    assertThat(McpJson.put(latin1, "n", ENTRY)).isInstanceOfSatisfying(Edit.Refused.class,
        it -> assertThat(it).isEqualTo(new Edit.Refused(2, 2,
            "from here on this file is not UTF-8. Nothing was changed. Save it as UTF-8.")));
    assertThat(McpJson.put(folder, "n", ENTRY)).isInstanceOf(Edit.Refused.class);
  }

  private static void added(String before, String after) {
    assertThat(McpJson.put(before, "n", ENTRY)).isEqualTo(new Edit.Added(before, after));
  }

  private static void replaced(String before, String after) {
    assertThat(McpJson.put(before, "n", ENTRY)).isEqualTo(new Edit.Replaced(before, after));
  }
}
