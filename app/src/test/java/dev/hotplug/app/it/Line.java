package dev.hotplug.app.it;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a server's stdout, read as strictly as JSON-RPC 2.0 and MCP are written: valid UTF-8,
 * one object, no name twice, and no member too many or too few.
 */
sealed interface Line {

  record Request(Bytes id, String method, @Nullable Bytes params) implements Line {}

  record Notification(String method, @Nullable Bytes params) implements Line {

    /** The params as a tree; an empty object when there are none. */
    JsonNode tree() {
      return params == null ? Bytes.tree("{}") : params.tree();
    }
  }

  record Result(Bytes id, Bytes result) implements Line {}

  record Failure(Bytes id, Bytes error) implements Line {}

  /** Not what may stand there. */
  record Violation(String reason, String line) implements Line {}

  static Line read(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return read(members(line));
    } catch (CharacterCodingException _) {
      return violation("no valid UTF-8", line);
    } catch (IOException | IllegalArgumentException e) {
      return violation(String.valueOf(e.getMessage()), line);
    }
  }

  private static Violation violation(String reason, byte[] line) {
    var text = new String(line, StandardCharsets.UTF_8);
    return new Violation(reason, text.length() > 300 ? text.substring(0, 300) + "…" : text);
  }

  private static Line read(Map<String, Bytes> members) {
    require(Bytes.of("\"2.0\"").equals(members.get("jsonrpc")), "jsonrpc is not \"2.0\"");
    if (members.containsKey("method")) return said(members);
    if (members.containsKey("result")) {
      only(members, Set.of("jsonrpc", "id", "result"));
      require(startsWith(members, "result", "{"), "result is no object");
      return new Result(id(members), get(members, "result"));
    }
    only(members, Set.of("jsonrpc", "id", "error"));
    return new Failure(idOrNull(members), error(get(members, "error")));
  }

  private static Line said(Map<String, Bytes> members) {
    only(members, Set.of("jsonrpc", "id", "method", "params"));
    var method = get(members, "method").tree();
    require(method.isTextual() && !method.textValue().isEmpty(), "method is no name");
    var params = members.get("params");
    require(params == null || startsWith(members, "params", "{"), "params are no object");
    if (!members.containsKey("id")) return new Notification(method.textValue(), params);
    return new Request(id(members), method.textValue(), params);
  }

  private static Bytes error(Bytes error) {
    var tree = error.tree();
    require(tree.isObject(), "error is no object");
    require(tree.path("code").isIntegralNumber(), "error.code is no integer");
    require(tree.path("message").isTextual(), "error.message is no text");
    tree.fieldNames()
        .forEachRemaining(name -> require(Set.of("code", "message", "data").contains(name),
            "error." + name + " may not be there"));
    return error;
  }

  private static Bytes id(Map<String, Bytes> members) {
    var id = get(members, "id");
    require(id.toString().matches("(?s)\".*\"|-?(0|[1-9][0-9]*)"), "id is no text and no integer");
    return id;
  }

  /** Null stands where the other side could not read an id. */
  private static Bytes idOrNull(Map<String, Bytes> members) {
    var id = get(members, "id");
    return id.equals(Bytes.of("null")) ? id : id(members);
  }

  private static void only(Map<String, Bytes> members, Set<String> names) {
    for (var name : members.keySet()) require(names.contains(name), name + " may not be there");
  }

  private static boolean startsWith(Map<String, Bytes> members, String name, String prefix) {
    return get(members, name).toString().startsWith(prefix);
  }

  private static Bytes get(Map<String, Bytes> members, String name) {
    var value = members.get(name);
    if (value == null) throw new IllegalArgumentException(name + " is missing");
    return value;
  }

  private static void require(boolean claim, String otherwise) {
    if (!claim) throw new IllegalArgumentException(otherwise);
  }

  /** The members as they stood there. */
  private static Map<String, Bytes> members(byte[] line) throws IOException {
    var members = new LinkedHashMap<String, Bytes>();
    try (var parser = Bytes.FACTORY.createParser(line)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "no object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        require(members.put(name, value(parser, line)) == null, name + " stands there twice");
      }
      end(parser, line);
    }
    return members;
  }

  private static Bytes value(JsonParser parser, byte[] line) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    return Bytes.slice(line, from, (int) parser.currentLocation().getByteOffset());
  }

  private static void end(JsonParser parser, byte[] line) throws IOException {
    if (parser.nextToken() != null) throw new JsonParseException(parser, "text after the object");
    require(line[0] == '{' && line[line.length - 1] == '}', "blanks around the object");
  }
}
