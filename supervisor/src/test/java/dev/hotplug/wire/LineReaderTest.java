package dev.hotplug.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams become lines, whatever the pieces they come in. */
class LineReaderTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void aLineIsWhatStandsBetweenNewlines() throws Exception {
    check("a\nb\n", "a", "b");
    check("a\nb", "a", "b");
    check("a", "a");
    check("");
    check("a\r\nb\r\n", "a", "b");
    check("a\rb\n", "a\rb");
    check(" \t a b \t\r\n", "a b");
    check("é😀\n", "é😀");
  }

  @Test
  void blankLinesAreReportedAndNeverEmptyText() throws Exception {
    check("\n", "<blank>");
    check("\r\n", "<blank>");
    check(" \t \n\n", "<blank>", "<blank>");
    check(" ", "<blank>");
    check("a\n\nb\n", "a", "<blank>", "b");
  }

  @Test
  void aLongLineWaitsForRoomAndIsPassedOverWhenThereIsNone() throws Exception {
    var longLines = new LongLines(MEBIBYTE, Duration.ofMillis(1));
    var line = "x".repeat(LongLines.SHORT + 1) + "\n";
    var first = new LineReader(stream(line + "short\n"), () -> MEBIBYTE, longLines);
    var second = new LineReader(stream(line + line), () -> MEBIBYTE, longLines);
    assertThat(first.next()).isInstanceOf(LineReader.Line.Text.class);

    assertThat(second.next()).isInstanceOfSatisfying(LineReader.Line.TooLong.class,
        tooLong -> assertThat(tooLong.isCrowded()).isTrue());
    assertThat(second.next()).isInstanceOf(LineReader.Line.TooLongEnded.class);
    assertThat(first.next()).isInstanceOf(LineReader.Line.Text.class);
    assertThat(second.next()).isInstanceOf(LineReader.Line.Text.class);
  }

  @Test
  void aByteOrderMarkIsTakenOffAnyLine() throws Exception {
    check("\uFEFFa\n\uFEFF b\n", "a", "b");
    check("\uFEFF\n", "<blank>");
    check("a\uFEFF\n", "a\uFEFF");
  }

  @Test
  void whatIsNotUtf8IsRepairedAndSaid() throws Exception {
    byte[] bytes = {'a', (byte) 0xFF, 'b', '\n', 'c', '\n'};

    assertThat(all(new ByteArrayInputStream(bytes), 100)).containsExactly("<repaired>a\uFFFDb",
        "c");
  }

  @Test
  void aLineThatIsTooLongOnceRepairedIsTooLong() throws Exception {
    var bytes = new byte[50];
    Arrays.fill(bytes, (byte) 0xFF);

    assertThat(all(new ByteArrayInputStream(bytes), 149)).hasSize(2)
        .first()
        .asString()
        .startsWith("<too long>");
    assertThat(all(new ByteArrayInputStream(bytes), 150))
        .containsExactly("<repaired>" + "\uFFFD".repeat(50));
  }

  @Test
  void whereAStreamIsSplitMakesNoDifference() throws Exception {
    var bytes = utf8("\uFEFFfirst\r\n\n{\"é\":\"😀\"}\n0123456789012345678901234567890\nlast");
    var expected = List.of("first", "<blank>", "{\"é\":\"😀\"}", "<too long>0123456789",
        "<ended>1234567890", "last");

    for (int cut = 0; cut <= bytes.length; cut++) {
      var pieces = List.of(Arrays.copyOfRange(bytes, 0, cut),
          Arrays.copyOfRange(bytes, cut, bytes.length));
      var split = new Reads(pieces.stream().filter(piece -> piece.length > 0).toList());

      assertThat(all(split, 30)).as("cut at " + cut).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 65_535, 65_536, 65_537})
  void soDoesTheSizeOfTheReads(int size) throws Exception {
    var lines = IntStream.range(0, 300).mapToObj(i -> i + "x".repeat(i * 3)).toList();
    var bytes = utf8(String.join("\n", lines));

    assertThat(all(Reads.of(bytes, size), 1_000)).isEqualTo(lines);
  }

  @Test
  void aLineMayBeExactlyAsLongAsTheLimit() throws Exception {
    var ten = "0123456789";

    assertThat(all(stream(ten + "\n" + ten), 10)).containsExactly(ten, ten);
    assertThat(all(stream(ten + "\na\n"), 9)).containsExactly("<too long>" + ten, "<ended>" + ten,
        "a");
    assertThat(all(stream(ten), 9)).containsExactly("<too long>" + ten, "<ended>" + ten);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 65_536})
  void aGoodLineAfterAGiantOneIsRead(int size) throws Exception {
    var giant = "{" + "x".repeat(300_000) + "}";

    var lines = all(Reads.of(utf8(giant + "\ngood\n"), size), 200_000);

    assertThat(lines).hasSize(3).last().isEqualTo("good");
    assertThat(lines.get(0)).startsWith("<too long>{xxx");
    assertThat(lines.get(1)).isEqualTo("<ended>" + "x".repeat(9) + "}");
  }

  @Test
  void theTailOfAGiantLineIsItsLastKibibyte() throws Exception {
    var line = "x".repeat(150_000) + "y".repeat(1_024);

    for (int size : new int[]{1, 100, 1_025, 70_000}) {
      var reader = new LineReader(Reads.of(utf8(line), size), () -> 1_000, LongLines.UNBOUNDED);
      assertThat(reader.next()).isInstanceOf(LineReader.Line.TooLong.class);

      var end = requireNonNull((LineReader.Line.TooLongEnded) reader.next());

      assertThat(end.tail()).isEqualTo(utf8("y".repeat(1_024)));
    }
  }

  /** Its id may stand there, and where the reads are cut is an accident. */
  @Test
  void theHeadOfAGiantLineIsItsFirstKibibyteHoweverSmallTheFirstRead() throws Exception {
    var line = utf8("{\"id\":7," + "x".repeat(5_000));

    for (int first : new int[]{1, 5, 500, 1_500, 5_000}) {
      var pieces = List.of(Arrays.copyOf(line, first),
          Arrays.copyOfRange(line, first, line.length));
      var reader = new LineReader(new Reads(pieces), () -> 2_000, LongLines.UNBOUNDED);

      var tooLong = requireNonNull((LineReader.Line.TooLong) reader.next());

      assertThat(tooLong.head()).as("first read " + first).isEqualTo(Arrays.copyOf(line, 1_024));
    }
  }

  @Test
  void anEndlessLineIsReportedOnceAndHoldsNoMemory() throws Exception {
    var endless = new InputStream() {
      private long left = 256L * MEBIBYTE;

      @Override
      public int read() {
        throw new UnsupportedOperationException("read in pieces");
      }

      @Override
      public int read(byte[] into, int from, int length) {
        left -= length;
        Arrays.fill(into, from, from + length, (byte) 'x');
        return left < 0 ? -1 : length;
      }
    };
    var reader = new LineReader(endless, () -> MEBIBYTE, LongLines.UNBOUNDED);

    long before = allocated();
    assertThat(reader.next()).isInstanceOf(LineReader.Line.TooLong.class);
    assertThat(reader.next()).isInstanceOf(LineReader.Line.TooLongEnded.class);
    assertThat(reader.next()).isNull();

    assertThat(allocated() - before).isLessThan(16L * MEBIBYTE);
  }

  /** A server that writes byte by byte must not cost us twenty times its line. */
  @Test
  void aLineThatDripsInCostsNoMoreMemoryThanOneThatCame() throws Exception {
    var bytes = new byte[4 * MEBIBYTE];
    Arrays.fill(bytes, (byte) 'x');
    var reader = new LineReader(Reads.of(bytes, 1), () -> 8 * MEBIBYTE, LongLines.UNBOUNDED);

    long before = allocated();
    var line = requireNonNull((LineReader.Line.Text) reader.next());

    assertThat(Arrays.copyOfRange(line.bytes(), line.from(), line.to())).isEqualTo(bytes);
    assertThat(allocated() - before).isLessThan(24L * MEBIBYTE);
  }

  /** Such a line is read where it is held, together with what follows it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4_093, 65_535, 65_536, 1_000_000})
  void longLinesAndWhatStandsBetweenThemAreCutApart(int size) throws Exception {
    var text = "é\"".repeat(100_000);
    var json = "\uFEFF " + Span.string(text) + " ";
    var lines = List.of("first", json, "", "second", "x" + json, "{\"a\":" + json + "}", json);

    var read = all(Reads.of(utf8(String.join("\n", lines)), size), 2 * MEBIBYTE);

    var expected = lines.stream()
        .map(line -> line.isEmpty() ? "<blank>" : line.replaceFirst("^\uFEFF", "").strip())
        .toList();
    // Without showing either.
    assertThat(read.equals(expected)).isTrue();
  }

  @Test
  void aLongLineIsKnownToBeJsonOnceItIsRead() throws Exception {
    var whole = "{\"a\":1,\"result\":[\"" + "x".repeat(3 * MEBIBYTE) + "\"],\"b\":2}";
    var bad = whole.replace("],", "],,");
    var reader = new LineReader(Reads.of(utf8(whole + "\n" + bad + "\n{}\n"), 10_000),
        () -> 8 * MEBIBYTE, LongLines.UNBOUNDED);

    var longest = requireNonNull(
        found(reader) instanceof LineReader.Found.Json(var it) ? it : null);
    assertThat(longest.length()).isEqualTo(3 * MEBIBYTE + "[\"\"]".length());
    assertThat(found(reader)).isInstanceOf(LineReader.Found.Characters.class);
    assertThat(found(reader)).isEqualTo(new LineReader.Found.Json(null));
  }

  private static LineReader.Found found(LineReader reader) throws IOException {
    return requireNonNull((LineReader.Line.Text) reader.next()).found();
  }

  @Test
  void theLimitMayChangeBetweenLines() throws Exception {
    var limit = new AtomicInteger(3);
    var reader = new LineReader(stream("1234\n1234\n"), limit::get, LongLines.UNBOUNDED);
    assertThat(reader.next()).isInstanceOf(LineReader.Line.TooLong.class);
    assertThat(reader.next()).isInstanceOf(LineReader.Line.TooLongEnded.class);

    limit.set(4);

    assertThat(reader.next()).isInstanceOf(LineReader.Line.Text.class);
  }

  @Test
  void theEndIsToldAgainAndAgain() throws Exception {
    var reader = new LineReader(stream("a"), () -> 10, LongLines.UNBOUNDED);

    assertThat(reader.next()).isNotNull();
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
  }

  private static void check(String stream, String... lines) throws IOException {
    assertThat(all(stream(stream), 100)).as(stream).containsExactly(lines);
    assertThat(all(Reads.of(utf8(stream), 1), 100)).as(stream).containsExactly(lines);
  }

  private static List<String> all(InputStream in, int limit) throws IOException {
    var reader = new LineReader(in, () -> limit, LongLines.UNBOUNDED);
    var all = new ArrayList<String>();
    for (var line = reader.next(); line != null; line = reader.next()) all.add(words(line));
    return all;
  }

  private static String words(LineReader.Line line) {
    return switch (line) {
      case LineReader.Line.Text(var bytes, var from, var to, var found) ->
        (found instanceof LineReader.Found.Repaired ? "<repaired>" : "")
            + text(Arrays.copyOfRange(bytes, from, to));
      case LineReader.Line.Blank _ -> "<blank>";
      case LineReader.Line.TooLong(var head, var _) ->
        "<too long>" + text(head).substring(0, Math.min(10, head.length));
      case LineReader.Line.TooLongEnded(var tail) ->
        "<ended>" + text(tail).substring(Math.max(0, tail.length - 10));
    };
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
