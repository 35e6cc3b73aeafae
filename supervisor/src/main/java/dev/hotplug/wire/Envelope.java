package dev.hotplug.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelope of one line in one streaming pass; params, result and error are skipped over
 * and kept as spans. A batch (JSON-RPC 2.0 section 6, MCP 2025-03-26) is read as its elements, each
 * of which is answered by itself.
 */
final class Envelope {
  private static final int EXCERPT = 200;
  private static final int MOST_IN_A_BATCH = 10_000;

  /** Longer texts get a table of names of their own, which is forgotten with them. */
  private static final int SHARES_NAMES = 4 * 1024;

  /** Far beyond what means anything; the parser remembers each level that is open. */
  private static final int DEEPEST = 250_000;

  /** No limits but that of depth: skipping holds nothing else, and a line is bounded. */
  private static final JsonFactory SKIMMER = new JsonFactoryBuilder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build())
      .build();

  private final Span line;
  private final JsonParser parser;
  private @Nullable String excerpt;

  private Envelope(Span line, JsonParser parser) {
    this.line = line;
    this.parser = parser;
  }

  /** Jackson keeps up to 6,000 member names for all parsers to come, however long they are. */
  static JsonParser parser(byte[] bytes, int from, int length) {
    try {
      var factory = length > SHARES_NAMES ? SKIMMER.copy() : SKIMMER;
      return factory.createParser(bytes, from, length);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /**
   * Reads one line, which must be valid UTF-8 without a byte order mark, but need not be JSON.
   * Never empty.
   */
  static List<Message> read(Span line) {
    if (looksLikeUtf16(line)) return List.of(unparsable(line, "not UTF-8"));
    try (var parser = line.parser()) {
      return new Envelope(line, parser).messages();
    } catch (JsonProcessingException e) {
      return List.of(unparsable(line, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /** Jackson guesses UTF-16 and UTF-32 from zero bytes at the start; MCP allows UTF-8 only. */
  private static boolean looksLikeUtf16(Span line) {
    for (byte b : line.head(4)) if (b == 0) return true;
    return false;
  }

  private static Message unparsable(Span line, String reason) {
    var malformed = new Message.Malformed(RpcError.PARSE_ERROR, null, "not JSON: " + reason,
        excerpt(line));
    var answered = Glimpse.of(line);
    return answered.isEmpty() ? malformed
        : new Message.Garbled(Span.of(answered.get().toString()), malformed);
  }

  static String excerpt(Span line) {
    return line.excerpt(EXCERPT);
  }

  static String ending(Span line) {
    return "…" + new String(line.tail(EXCERPT), StandardCharsets.UTF_8);
  }

  private List<Message> messages() throws IOException {
    var first = parser.nextToken();
    var messages = first == JsonToken.START_ARRAY ? batch() : List.of(message(first));
    if (parser.nextToken() != null) return List.of(invalid(null, "more than one JSON value"));
    return messages;
  }

  private List<Message> batch() throws IOException {
    var messages = new ArrayList<Message>();
    boolean tooMany = false;
    for (var t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      tooMany = messages.size() == MOST_IN_A_BATCH;
      if (tooMany) parser.skipChildren();
      else messages.add(message(t));
    }
    if (tooMany)
      return List.of(invalid(null, "a batch of more than " + MOST_IN_A_BATCH + " messages"));
    return messages.isEmpty() ? List.of(invalid(null, "an empty batch")) : messages;
  }

  private Message message(@Nullable JsonToken first) throws IOException {
    if (first != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return invalid(null, "a message must be a JSON object");
    }
    var members = new Members();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      members.take(name, parser.nextToken(), this);
    }
    return members.message(this);
  }

  /**
   * The value the parser stands at, skipped over. A string is valid only once the parser has gone
   * on to what follows; until then it would have to copy it.
   */
  private Span value() throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken() == JsonToken.VALUE_STRING) return line.stringAt(from);
    parser.skipChildren();
    parser.finishToken();
    return line.slice(from, (int) parser.currentLocation().getByteOffset());
  }

  private Message.Malformed invalid(@Nullable Span id, String reason) {
    if (excerpt == null) excerpt = excerpt(line);
    return new Message.Malformed(RpcError.INVALID_REQUEST, id, reason, excerpt);
  }

  /** What one message object holds, gathered in whatever order it comes. */
  private static final class Members {
    private @Nullable Span id;
    private @Nullable Span badId;
    private @Nullable Span method;
    private @Nullable Span params;
    private @Nullable Span result;
    private @Nullable Span error;
    private @Nullable String fault;
    private @Nullable Span version;

    void take(String name, JsonToken token, Envelope in) throws IOException {
      switch (name) {
        case "jsonrpc" -> version = in.value();
        case "id" -> takeId(token, in.value());
        case "method" -> {
          if (token == JsonToken.VALUE_STRING) method = in.value();
          else fault = "method must be a string";
          in.parser.skipChildren();
        }
        case "params" -> {
          if (!token.isStructStart()) fault = "params must be an object or an array";
          params = in.value();
        }
        case "result" -> result = in.value();
        case "error" -> {
          var value = in.value();
          if (token != JsonToken.VALUE_NULL) error = value;
        }
        default -> in.parser.skipChildren();
      }
    }

    private void takeId(JsonToken token, Span value) {
      boolean good = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
      if (good) id = value;
      else badId = value;
    }

    private boolean isVersioned() {
      return version != null && "2.0".equals(version.text(EXCERPT));
    }

    Message message(Envelope in) {
      if (!isVersioned()) return unanswered(in.invalid(id, "jsonrpc must be \"2.0\""));
      if (fault != null) return in.invalid(id, fault);
      if (method != null) return said(in, String.valueOf(method.text(EXCERPT)));
      if (error != null) return new Message.Failure(id, error);
      if (result != null && id != null) return new Message.Result(id, result);
      return unanswered(in.invalid(id, "neither a method nor an answer to a request"));
    }

    /** What names a request and no method is meant as its answer. */
    private Message unanswered(Message.Malformed malformed) {
      return id == null || method != null ? malformed : new Message.Garbled(id, malformed);
    }

    private Message said(Envelope in, String method) {
      if (badId != null) return in.invalid(null, "id must be a string or an integer");
      return id == null ? new Message.Notification(method, params)
          : new Message.Request(id, method, params);
    }
  }
}
