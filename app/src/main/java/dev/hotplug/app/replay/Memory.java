package dev.hotplug.app.replay;

import dev.hotplug.upstream.Redaction;
import dev.hotplug.wire.Span;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The last calls of one server, of each tool those that differ in their arguments. Bounded; what
 * was called longest ago goes first. Thread-safe; asked for each call, it never waits for long.
 */
final class Memory {
  private static final int MOST_PER_TOOL = 5;
  private static final int MOST_TOOLS = 100;

  /** In bytes. */
  private static final int LARGEST_ARGUMENTS = 16 * 1024;

  /** In bytes. */
  private static final int LARGEST_RESULT = 64 * 1024;

  /** In bytes, all in all. */
  private static final int ROOM = 256 * 1024;

  private final LongSupplier ids;

  /** The tool that was called last is the last. */
  private final LinkedHashMap<String, ArrayDeque<Remembered>> tools = new LinkedHashMap<>(16, 0.75f,
      true);

  private int held;

  /** One that remembers nothing yet; {@code ids} gives each number once. */
  Memory(LongSupplier ids) {
    this.ids = ids;
  }

  /** Whether a call with this result is small enough; what is larger is not worth a copy. */
  static boolean hasRoomFor(Span arguments, Span result) {
    return arguments.length() <= LARGEST_ARGUMENTS && hasRoomFor(result);
  }

  static boolean hasRoomFor(Span result) {
    return result.length() <= LARGEST_RESULT;
  }

  /** Remembers a call; one that was made before keeps its number. */
  synchronized void add(String tool, boolean isReadOnly, Span arguments, Span result,
      Redaction redaction) {
    var calls = tools.computeIfAbsent(tool, _ -> new ArrayDeque<>());
    var before = find(arguments, calls);
    before.ifPresent(it -> drop(it, calls));
    long id = before.map(Remembered::id).orElseGet(ids::getAsLong);
    var call = new Remembered(id, tool, isReadOnly, arguments, result, redaction);
    calls.add(call);
    held += call.bytes();
    if (calls.size() > MOST_PER_TOOL) drop(calls.getFirst(), calls);
    while (tools.size() > MOST_TOOLS || held > ROOM) forgetOldest();
  }

  private static Optional<Remembered> find(Span arguments, Collection<Remembered> calls) {
    for (var call : calls) if (call.arguments().equals(arguments)) return Optional.of(call);
    return Optional.empty();
  }

  private void drop(Remembered call, Collection<Remembered> calls) {
    calls.remove(call);
    held -= call.bytes();
  }

  /** Of the tool that was called longest ago. */
  private void forgetOldest() {
    var tool = tools.entrySet().iterator().next();
    drop(tool.getValue().getFirst(), tool.getValue());
    if (tool.getValue().isEmpty()) tools.remove(tool.getKey());
  }

  /** {@code call} is answered with {@code result} by now; nothing where it was forgotten. */
  synchronized void renew(Remembered call, Span result, Redaction redaction) {
    for (var calls : tools.values()) {
      if (!calls.remove(call)) continue;
      held -= call.bytes();
      var renewed = new Remembered(call.id(), call.tool(), call.isReadOnly(), call.arguments(),
          result, redaction);
      calls.add(renewed);
      held += renewed.bytes();
    }
    while (held > ROOM) forgetOldest();
  }

  synchronized void clear() {
    tools.clear();
    held = 0;
  }

  /** All of them, in the order in which they were made first. */
  synchronized List<Remembered> all() {
    return tools.values()
        .stream()
        .flatMap(Collection::stream)
        .sorted(Comparator.comparingLong(Remembered::id))
        .toList();
  }
}
