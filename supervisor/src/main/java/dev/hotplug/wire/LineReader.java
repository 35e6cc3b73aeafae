package dev.hotplug.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, never holding more of one than the limit. A byte order mark, a carriage
 * return and outer blanks are taken off; the last line may lack its newline. Confined to the thread
 * that reads.
 */
final class LineReader {

  /** What comes off the stream; arrays, since they are handed over and not compared. */
  @SuppressWarnings("ArrayRecordComponent")
  sealed interface Line {
    /**
     * A line with something in it, in valid UTF-8: the bytes from {@code from} up to {@code to}.
     */
    record Text(byte[] bytes, int from, int to, Found found) implements Line {}

    /** A line of which nothing is read. */
    sealed interface Unread extends Line {}

    record Blank() implements Unread {}

    /**
     * The limit was crossed, by the line or by what it would be once repaired: {@code head} is how
     * it begins, the rest is passed over.
     *
     * @param isCrowded whether there was no room for it beside others, which is no fault of its own
     */
    record TooLong(byte[] head, boolean isCrowded) implements Unread {}

    /** The end of a line that was too long; {@code tail} is the last of it. */
    record TooLongEnded(byte[] tail) implements Unread {}
  }

  /** What is known of a text. */
  sealed interface Found {
    /**
     * It is JSON.
     *
     * @param longest the longest member of that object, or element of that array
     */
    record Json(@Nullable Span longest) implements Found {}

    /** It was not seen to be JSON. */
    record Characters() implements Found {}

    /** The same, and what was no UTF-8 in it has been replaced. */
    record Repaired() implements Found {}
  }

  private static final int CHUNK = 64 * 1024;
  private static final int GLIMPSE = 1024;
  private static final byte[] NOTHING = {};

  /** Each array that a line outgrows is garbage, so few of them are made. */
  private static final int GROWTH = 4;

  private final InputStream in;
  private final IntSupplier limit;
  private final LongLines longLines;
  private final byte[] chunk = new byte[CHUNK];
  private final JsonCheck check = new JsonCheck();

  /** The beginning of a line that spans chunks. */
  private byte[] held = NOTHING;
  private int heldBytes;
  private byte[] tail = NOTHING;
  private boolean skipping;

  /** How long the next long line may be: as long as the last. */
  private int likely;

  /** What was taken of the room for long lines. */
  private int room;
  private @Nullable Line following;
  private int at;
  private int end;

  LineReader(InputStream in, IntSupplier limit, LongLines longLines) {
    this.in = in;
    this.limit = limit;
    this.longLines = longLines;
  }

  /** Waits for the next line, as the last was dealt with; null at the end of the stream. */
  @Nullable
  Line next() throws IOException {
    letGo();
    var ready = following;
    following = null;
    return ready == null ? read() : ready;
  }

  private @Nullable Line read() throws IOException {
    while (true) {
      if (at == end && !fill()) return atEnd();
      int newline = Octets.newline(chunk, at, end);
      int stop = newline < 0 ? end : newline;
      int length = heldBytes + stop - at;
      if (!skipping && length > limit.getAsInt()) return giveUp(stop, false);
      if (!skipping && !hasRoom(length)) return giveUp(stop, true);
      if (skipping) remember(chunk, at, stop);
      else hold(at, stop);
      at = newline < 0 ? stop : stop + 1;
      if (newline >= 0) return skipping ? tooLongEnded() : text();
    }
  }

  private boolean hasRoom(int length) {
    if (length > LongLines.SHORT && room == 0) room = longLines.awaitReading(limit.getAsInt());
    return length <= LongLines.SHORT || room > 0;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    if (room > 0 && heldBytes < held.length) return fillHeld();
    int read = in.read(chunk);
    if (read > 0) end = read;
    return read > 0;
  }

  /** Reads a long line to where it is held, and keeps what follows it. */
  private boolean fillHeld() throws IOException {
    int read = in.read(held, heldBytes, Math.min(CHUNK, held.length - heldBytes));
    if (read <= 0) return false;
    int stop = heldBytes + read;
    int looked = check.goOn(held, stop);
    int newline = Octets.newline(held, Math.max(looked, heldBytes), stop);
    if (newline >= 0) {
      end = stop - newline;
      System.arraycopy(held, newline, chunk, 0, end);
    }
    heldBytes = stop - end;
    return true;
  }

  private void hold(int from, int to) {
    int needed = heldBytes + to - from;
    if (needed > held.length) held = Arrays.copyOf(held, grown(needed));
    System.arraycopy(chunk, from, held, heldBytes, to - from);
    heldBytes = needed;
  }

  /** One that fits a chunk is held in an array of its size. */
  private int grown(int needed) {
    long grown = heldBytes == 0 ? needed : (long) GROWTH * held.length;
    long wanted = room > 0 ? Math.max(grown, likely) : grown;
    return Math.max(needed, (int) Math.min(wanted, limit.getAsInt()));
  }

  /** Lets go of what is held; the newline, if it was reached, is left for the next call. */
  private Line giveUp(int stop, boolean isCrowded) {
    tail = NOTHING;
    remember(held, 0, heldBytes);
    remember(chunk, at, stop);
    var head = Arrays.copyOf(held, Math.min(heldBytes, GLIMPSE));
    if (head.length < GLIMPSE) head = joined(head, Math.min(stop, at + GLIMPSE - head.length));
    at = stop;
    letGo();
    skipping = true;
    return new Line.TooLong(head, isCrowded);
  }

  private byte[] joined(byte[] head, int to) {
    var joined = Arrays.copyOf(head, head.length + to - at);
    System.arraycopy(chunk, at, joined, head.length, to - at);
    return joined;
  }

  /** Forgets the line that it holds, or gave out last. */
  void letGo() {
    forget();
    longLines.read(room);
    room = 0;
  }

  private void forget() {
    held = NOTHING;
    heldBytes = 0;
    check.begin();
  }

  private Line tooLongEnded() {
    skipping = false;
    return new Line.TooLongEnded(tail);
  }

  /** Keeps the last bytes of a line that is not held, since its id may stand there. */
  private void remember(byte[] bytes, int from, int to) {
    int start = Math.max(from, to - GLIMPSE);
    int kept = Math.min(tail.length, GLIMPSE - (to - start));
    var last = Arrays.copyOfRange(tail, tail.length - kept, tail.length + to - start);
    System.arraycopy(bytes, start, last, kept, to - start);
    tail = last;
  }

  private @Nullable Line atEnd() {
    if (skipping) return tooLongEnded();
    return heldBytes == 0 ? null : text();
  }

  /** What is held, which is let go. */
  private Line text() {
    // Parts of a line may be kept for long, and with each the whole array.
    var line = heldBytes < held.length / 2 ? Arrays.copyOf(held, heldBytes) : held;
    Found found = check.ends(line, heldBytes) ? new Found.Json(check.longest(line))
        : new Found.Characters();
    int from = Utf8.mark(line);
    int to = heldBytes;
    if (room > 0) likely = heldBytes + CHUNK;
    forget();
    while (from < to && isBlank(line[from])) from++;
    while (from < to && isBlank(line[to - 1])) to--;
    if (from == to) return new Line.Blank();
    return found instanceof Found.Json || Utf8.isValid(line, from, to)
        ? new Line.Text(line, from, to, found)
        : repaired(line, from, to);
  }

  private Line repaired(byte[] line, int from, int to) {
    var repaired = Utf8.repaired(line, from, to, limit.getAsInt());
    return repaired == null ? unrepaired(line, from, to)
        : new Line.Text(repaired, 0, repaired.length, new Found.Repaired());
  }

  private Line unrepaired(byte[] line, int from, int to) {
    following = new Line.TooLongEnded(Arrays.copyOfRange(line, Math.max(from, to - GLIMPSE), to));
    return new Line.TooLong(Arrays.copyOfRange(line, from, Math.min(to, from + GLIMPSE)), false);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
