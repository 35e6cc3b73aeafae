package dev.hotplug.wire;

import java.util.function.IntSupplier;

/**
 * How a {@link Peer} is strung up.
 *
 * @param reader the name of its reading thread
 * @param writer the name of its writing thread
 * @param lineLimit the longest line it reads, in bytes; asked for again and again, so it may change
 */
public record Wires(String reader, String writer, IntSupplier lineLimit) {
  /** 16 MiB. */
  public static final int DEFAULT_LINE_LIMIT = 16 * 1024 * 1024;
}
