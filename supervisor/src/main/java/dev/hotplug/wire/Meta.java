package dev.hotplug.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Adds to the {@code _meta} of a result, and leaves every other byte of it as it was (MCP
 * 2025-06-18, base protocol, {@code _meta}).
 */
public final class Meta {
  private static final String NAME = "_meta";

  private Meta() {}

  /**
   * The result with these members added; empty where it has no room for them, being no object,
   * having another {@code _meta} than MCP knows, or one of these members already.
   *
   * @param members at least one
   */
  public static Optional<Span> add(Span result, Map<String, Span> members) {
    if (!result.isObject()) return Optional.empty();
    var text = members.entrySet()
        .stream()
        .map(member -> Span.string(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(","));
    var all = result.members();
    var meta = all.get(NAME);
    if (meta == null) return Optional.of(append(result, text, all.isEmpty()));
    if (!meta.isObject()) return Optional.empty();
    var present = meta.members().keySet();
    if (!Collections.disjoint(present, members.keySet())) return Optional.empty();
    return Optional
        .of(insert(result, result.offset(meta) + 1, text + (present.isEmpty() ? "" : ",")));
  }

  private static Span append(Span result, String text, boolean isFirst) {
    return insert(result, result.length() - 1,
        (isFirst ? "" : ",") + Span.string(NAME) + ":{" + text + "}");
  }

  private static Span insert(Span into, int at, String text) {
    var added = text.getBytes(StandardCharsets.UTF_8);
    var bytes = new byte[into.length() + added.length];
    into.slice(0, at).copyTo(bytes, 0);
    System.arraycopy(added, 0, bytes, at, added.length);
    into.slice(at, into.length()).copyTo(bytes, at + added.length);
    return Span.of(bytes);
  }
}
