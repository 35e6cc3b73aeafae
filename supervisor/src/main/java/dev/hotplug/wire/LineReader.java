package dev.hotplug.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    /** A line with something in it, in valid UTF-8. */
    record Text(byte[] bytes, boolean repaired) implements Line {}

    record Blank() implements Line {}

    /** The limit was crossed: {@code head} is how the line begins, the rest is passed over. */
    record TooLong(byte[] head) implements Line {}

    /** The end of a line that was too long; {@code tail} is the last of it. */
    record TooLongEnded(byte[] tail) implements Line {}
  }

  private static final int CHUNK = 64 * 1024;
  private static final int GLIMPSE = 1024;

  private final InputStream in;
  private final IntSupplier limit;
  private final byte[] chunk = new byte[CHUNK];
  private final List<byte[]> held = new ArrayList<>();
  private byte[] tail = {};
  private int heldBytes;
  private int room;
  private boolean skipping;
  private int at;
  private int end;

  LineReader(InputStream in, IntSupplier limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Waits for the next line; null at the end of the stream. */
  @Nullable
  Line next() throws IOException {
    while (true) {
      if (at == end && !fill()) return atEnd();
      int newline = newline();
      int stop = newline < 0 ? end : newline;
      if (!skipping && heldBytes + stop - at > limit.getAsInt()) return giveUp(stop);
      if (skipping) remember(chunk, at, stop);
      else hold(at, stop);
      at = newline < 0 ? stop : stop + 1;
      if (newline >= 0) return skipping ? tooLongEnded() : text(joined(heldBytes));
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = 0;
    int read = in.read(chunk);
    if (read > 0) end = read;
    return read > 0;
  }

  private int newline() {
    for (int i = at; i < end; i++) if (chunk[i] == '\n') return i;
    return -1;
  }

  /** Pieces grow with the line, so that one that comes byte by byte does not make millions. */
  private void hold(int from, int to) {
    while (from < to) {
      if (room == 0) addPiece(to - from);
      int taken = Math.min(room, to - from);
      var piece = held.getLast();
      System.arraycopy(chunk, from, piece, piece.length - room, taken);
      from += taken;
      room -= taken;
      heldBytes += taken;
    }
  }

  private void addPiece(int needed) {
    room = Math.max(needed, Math.min(heldBytes, CHUNK));
    held.add(new byte[room]);
  }

  /** Lets go of what is held; the newline, if it was reached, is left for the next call. */
  private Line giveUp(int stop) {
    hold(at, stop);
    at = stop;
    tail = new byte[0];
    int left = heldBytes;
    for (var piece : held) {
      remember(piece, 0, Math.min(piece.length, left));
      left -= piece.length;
    }
    var head = joined(Math.min(heldBytes, GLIMPSE));
    skipping = true;
    return new Line.TooLong(head);
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
    return heldBytes == 0 ? null : text(joined(heldBytes));
  }

  /** The first {@code length} bytes of what is held, which is let go. */
  private byte[] joined(int length) {
    boolean isOnePiece = held.size() == 1 && held.getFirst().length == length;
    var line = isOnePiece ? held.getFirst() : copied(length);
    held.clear();
    heldBytes = 0;
    room = 0;
    return line;
  }

  private byte[] copied(int length) {
    var copy = new byte[length];
    int to = 0;
    for (var piece : held) {
      int taken = Math.min(piece.length, length - to);
      System.arraycopy(piece, 0, copy, to, taken);
      to += taken;
    }
    return copy;
  }

  private static Line text(byte[] line) {
    int from = 0;
    int to = line.length;
    if (to >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
      from = 3;
    }
    while (from < to && isBlank(line[from])) from++;
    while (from < to && isBlank(line[to - 1])) to--;
    if (from == to) return new Line.Blank();
    var bytes = to - from == line.length ? line : Arrays.copyOfRange(line, from, to);
    return Utf8.isValid(bytes) ? new Line.Text(bytes, false)
        : new Line.Text(Utf8.repaired(bytes), true);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
