package dev.hotplug.wire;

/**
 * Something on a line that had no effect but must not go unseen: servers print banners, and a
 * silent proxy would hide why.
 */
public sealed interface Noise {

  /** What was meant as the answer to a request of ours and is no JSON-RPC. */
  record Garbled(String id, String excerpt) implements Noise {}

  /** An empty line. */
  record Blank() implements Noise {}

  /**
   * A line beyond the limit, reported when the limit is crossed; the rest of it is passed over.
   *
   * @param limit in bytes
   */
  record TooLong(int limit, String excerpt) implements Noise {}

  /** A long line for which there was no room beside others; the rest of it is passed over. */
  record NoRoom(String excerpt) implements Noise {}

  /** A line that was not UTF-8; its bad bytes were read as U+FFFD. */
  record Repaired(String excerpt) implements Noise {}

  /** An answer to nothing that waits: late, a duplicate, or of an unknown id. */
  record Stray(String id) implements Noise {}

  /** An error that names no request: what it is about may wait for its answer in vain. */
  record Unaddressed(String excerpt) implements Noise {}

  /** An answer whose id came back as a string; it was taken for the request of that number. */
  record RetypedId(String id) implements Noise {}

  /** A message that could not be sent because the other side does not read. */
  record Dropped(String method) implements Noise {}
}
