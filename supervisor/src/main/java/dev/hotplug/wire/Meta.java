package dev.hotplug.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    var meta = result.member(NAME);
    if (meta == null) return Optional.of(append(result, Composed.object(members)));
    if (!meta.isObject() || !meta.members(members.keySet()).isEmpty()) return Optional.empty();
    var added = Composed.object(members);
    var text = added.slice(1, added.length() - 1) + (meta.isEmptyObject() ? "" : ",");
    return Optional.of(insert(result, result.offset(meta) + 1, text));
  }

  private static Span append(Span result, Span meta) {
    return insert(result, result.length() - 1,
        (result.isEmptyObject() ? "" : ",") + Span.string(NAME) + ":" + meta);
  }

  private static Span insert(Span into, int at, String text) {
    return Composed.of(List.of(into.slice(0, at), Span.of(text), into.slice(at, into.length())));
  }
}
