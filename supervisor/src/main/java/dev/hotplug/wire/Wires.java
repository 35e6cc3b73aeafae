package dev.hotplug.wire;

import java.util.function.IntSupplier;

/**
 * How a {@link Peer} is strung up.
 *
 * @param reader the name of its reading thread
 * @param writer the name of its writing thread
 * @param lineLimit the longest line it reads, in bytes; asked for again and again, so it may change
 * @param longLines the room for long lines, shared with other conversations
 */
public record Wires(String reader, String writer, IntSupplier lineLimit, LongLines longLines) {
  /** 16 MiB. */
  public static final int DEFAULT_LINE_LIMIT = 16 * 1024 * 1024;

  /** A conversation that shares no room with others. */
  public Wires(String reader, String writer, IntSupplier lineLimit) {
    this(reader, writer, lineLimit, LongLines.UNBOUNDED);
  }
}
