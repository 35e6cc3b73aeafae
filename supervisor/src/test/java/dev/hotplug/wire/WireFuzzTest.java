package dev.hotplug.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hotplug.torture.SeedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any bytes, in pieces of any size, compared with a plain reading of the same: splitting at line
 * ends, and Jackson's tree. How the stream is cut follows from the bytes, so that each seed in
 * {@code WireFuzzTestInputs} is just the stream that it stands for.
 */
class WireFuzzTest {
  private static final int LARGEST_PIECE = 100;
  private static final int LONGEST_LINE = 300;

  /** What nests deeper need not be found to be JSON, nor what is no object and no array. */
  private static final int DEEPEST = 64;

  @ParameterizedTest
  @ArgumentsSource(SeedFiles.class)
  void everySeedIsReadAsItStands(byte[] stream) throws IOException {
    whateverComesIsReadAsItStands(stream);
  }

  @Tag("fuzz")
  @FuzzTest
  void whateverComesIsReadAsItStands(byte[] stream) throws IOException {
    cut(stream);
    var reader = new LineReader(Reads.of(stream, stream.length), () -> Wires.DEFAULT_LINE_LIMIT,
        LongLines.UNBOUNDED);
    for (var line = reader.next(); line != null; line = reader.next()) {
      if (line instanceof LineReader.Line.Text text) check(span(text), text.found());
    }
  }

  private static void cut(byte[] stream) throws IOException {
    var random = new Random(Arrays.hashCode(stream));
    for (int limit : List.of(Wires.DEFAULT_LINE_LIMIT, random.nextInt(LONGEST_LINE))) {
      int piece = 1 + random.nextInt(LARGEST_PIECE);
      assertThat(lines(stream, piece, limit)).isEqualTo(PlainReading.lines(stream, limit));
    }
  }

  private static List<String> lines(byte[] stream, int piece, int limit) throws IOException {
    var reader = new LineReader(Reads.of(stream, piece), () -> limit, LongLines.UNBOUNDED);
    var lines = new ArrayList<String>();
    for (var line = reader.next(); line != null; line = reader.next()) {
      lines.add(switch (line) {
        case LineReader.Line.Text text -> span(text).toString();
        case LineReader.Line.Blank _ -> "";
        case LineReader.Line.TooLong _ -> PlainReading.TOO_LONG;
        case LineReader.Line.TooLongEnded _ -> PlainReading.TOO_LONG_ENDED;
      });
    }
    return lines;
  }

  private static Span span(LineReader.Line.Text text) {
    return Span.slice(text.bytes(), text.from(), text.to());
  }

  private static void check(Span line, LineReader.Found found) throws IOException {
    var messages = Envelope.read(line);

    if (found instanceof LineReader.Found.Json(var longest)) {
      assertThat(Envelope.ofJson(line, longest)).isEqualTo(messages);
    }
    checkInPieces(line, found);
    PlainReading.messages(line.toString())
        .ifPresent(plain -> assertThat(messages).map(WireFuzzTest::words).isEqualTo(plain));
    for (var message : messages) {
      switch (message) {
        case Message.Request(var id, _, var params) -> {
          passedOn(id, id);
          if (params != null) passedOn(id, params);
        }
        case Message.Notification(_, var params) -> {
          if (params != null) passedOn(Span.of("1"), params);
        }
        case Message.Result(var id, var result) -> passedOn(id, result);
        case Message.Failure(_, var error) -> {
          passedOn(Span.of("1"), error);
          assertThat(RpcError.of(error).span().isObject()).isTrue();
        }
        case Message.Malformed(_, var id, _, _) -> {
          if (id != null) passedOn(id, id);
        }
        case Message.Garbled(var id, _) -> passedOn(id, id);
      }
    }
  }

  /** What is found to be JSON is, however it comes; and nearly all that is JSON is found to be. */
  private static void checkInPieces(Span line, LineReader.Found found) {
    var bytes = line.bytes();
    if (found instanceof LineReader.Found.Repaired || Utf8.mark(bytes) > 0) return;
    var check = new JsonCheck();
    for (int to = 0; to <= bytes.length; to++) {
      assertThat(check.goOn(bytes, to)).isLessThanOrEqualTo(to);
    }
    boolean isFound = check.ends(bytes, bytes.length);
    int depth = PlainReading.depth(line.toString());
    if (depth == 0) return;
    assertThat(isFound).isEqualTo(depth > 0 && depth <= DEEPEST);
    assertThat(found instanceof LineReader.Found.Json).isEqualTo(isFound);
  }

  /** What one side said, the other side reads: to the byte, on one line. */
  private static void passedOn(Span id, Span value) throws IOException {
    var out = new ByteArrayOutputStream();
    Line.result(id, value).writeTo(out);
    assertThat(lines(out.toByteArray(), LARGEST_PIECE, Wires.DEFAULT_LINE_LIMIT)).hasSize(1);
    assertThat(Envelope.read(Span.slice(out.toByteArray(), 0, out.size() - 1)))
        .isEqualTo(List.of(new Message.Result(id, value)));
    Meta.add(value, Map.of("hotplug", Span.of("true")))
        .ifPresent(it -> assertThat(PlainReading.hotplugOf(it.toString())).isTrue());
    assertThat(PlainReading.membersOf(value)).isEqualTo(PlainReading.trees(value.members()));
    assertThat(PlainReading.elementsOf(value)).isEqualTo(PlainReading.trees(value.elements()));
    for (var inner : value.members().values()) read(inner);
    for (var inner : value.elements()) read(inner);
  }

  /** As we read what is meant for ourselves. */
  private static void read(Span value) {
    var text = value.text();
    try {
      assertThat(value.tree().textValue()).isEqualTo(text);
    } catch (JsonProcessingException e) {
      assertThat(e).isInstanceOf(StreamConstraintsException.class);
    }
  }

  private static String words(Message message) {
    return switch (message) {
      case Message.Request(var id, var method, var params) ->
        PlainReading.words("request", id, method, params);
      case Message.Notification(var method, var params) ->
        PlainReading.words("notification", null, method, params);
      case Message.Result(var id, var result) -> PlainReading.words("result", id, "", result);
      case Message.Failure(var id, var error) -> PlainReading.words("failure", id, "", error);
      case Message.Malformed _, Message.Garbled _ -> PlainReading.REFUSED;
    };
  }
}
