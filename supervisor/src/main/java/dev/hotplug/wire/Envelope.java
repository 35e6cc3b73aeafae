package dev.hotplug.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelope of one line; params, result and error are skipped over and kept as spans. A
 * batch (JSON-RPC 2.0 section 6, MCP 2025-03-26) is read as its elements, each of which is answered
 * by itself. What is no JSON, a parser says.
 */
final class Envelope {
  private static final int EXCERPT = 200;
  private static final int MOST_IN_A_BATCH = 10_000;

  /** Far beyond what means anything; the parser remembers each level that is open. */
  private static final int DEEPEST = 250_000;

  /**
   * No limits but that of depth: skipping holds nothing else, and a line is bounded. Nor a table of
   * names, which might become as long as the line.
   */
  private static final JsonFactory SKIMMER = new JsonFactoryBuilder()
      .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build())
      .build();

  private static final Span NULL = Span.of("null");

  private final Span line;
  private @Nullable String excerpt;

  private Envelope(Span line) {
    this.line = line;
  }

  /** From a stream, as Jackson 2.22 without its table of names takes an end for a length. */
  static JsonParser parser(byte[] bytes, int from, int length) throws IOException {
    return SKIMMER.createParser(new ByteArrayInputStream(bytes, from, length));
  }

  /** As {@link Span#values} has it. */
  static int values(byte[] bytes, int from, int length) throws IOException {
    try (var parser = parser(bytes, from, length)) {
      if (parser.nextToken() == null) return 0;
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null ? 1 : 2;
    }
  }

  /**
   * Reads one line, which must be valid UTF-8 without a byte order mark, but need not be JSON.
   * Never empty.
   */
  static List<Message> read(Span line) {
    if (looksLikeUtf16(line)) return List.of(unparsable(line, "not UTF-8"));
    try {
      return line.values() < 2 ? ofJson(withoutMark(line), null)
          : List.of(new Envelope(line).invalid(null, "more than one JSON value"));
    } catch (JsonProcessingException e) {
      return List.of(unparsable(line, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /**
   * Reads one line that is known to be JSON.
   *
   * @param longest a value in it that need not be looked at, being a member or an element
   */
  static List<Message> ofJson(Span line, @Nullable Span longest) {
    var envelope = new Envelope(line);
    if (line.skim().enters('[')) return envelope.batch();
    return List.of(envelope.message(longest == null ? line.skim() : line.skimPast(longest)));
  }

  /** A second one, which a parser passes over (RFC 8259 section 8.1). */
  private static Span withoutMark(Span line) {
    return line.slice(Utf8.mark(line.head(Utf8.MARK)), line.length());
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

  private List<Message> batch() {
    var elements = line.elements(MOST_IN_A_BATCH + 1);
    if (elements.isEmpty()) return List.of(invalid(null, "an empty batch"));
    if (elements.size() > MOST_IN_A_BATCH)
      return List.of(invalid(null, "a batch of more than " + MOST_IN_A_BATCH + " messages"));
    return elements.stream().map(it -> message(it.skim())).toList();
  }

  private Message message(Skim skim) {
    if (!skim.enters('{')) return invalid(null, "a message must be a JSON object");
    var members = new Members();
    while (skim.nextMember()) members.take(skim.name(), skim.value());
    return members.message(this);
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

    /** No name that is known is longer than what is read of one. */
    void take(Span name, Span value) {
      switch (String.valueOf(name.text(EXCERPT))) {
        case "jsonrpc" -> version = value;
        case "id" -> takeId(value);
        case "method" -> {
          if (value.isString()) method = value;
          else fault = "method must be a string";
        }
        case "params" -> {
          if (!value.isObject() && !value.isArray()) {
            fault = "params must be an object or an array";
          }
          params = value;
        }
        case "result" -> result = value;
        case "error" -> {
          if (!value.equals(NULL)) error = value;
        }
        default -> {
          // Nothing that we know.
        }
      }
    }

    private void takeId(Span value) {
      if (value.isString() || value.isInteger()) id = value;
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
