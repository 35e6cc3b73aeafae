package dev.hotplug.upstream;

import dev.hotplug.wire.Ask;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call of one tool (MCP {@code tools/call}).
 *
 * @param arguments a JSON object, passed on as it is
 * @param meta the {@code _meta} of the call, passed on as it is, null when there is none
 * @param deadline how long to wait; empty for as long as it takes
 * @param progress who wants progress on it, null when nobody does
 */
public record ToolCall(String tool, Span arguments, @Nullable Span meta,
    Optional<Duration> deadline, Ask.@Nullable Progress progress) {
  private static final Span NAME = Span.of("{\"name\":");
  private static final Span ARGUMENTS = Span.of(",\"arguments\":");
  private static final Span META = Span.of(",\"_meta\":");
  private static final Span END = Span.of("}");

  Ask ask() {
    var params = new ArrayList<>(List.of(NAME, Span.string(tool), ARGUMENTS, arguments));
    if (meta != null) params.addAll(List.of(META, meta));
    params.add(END);
    return new Ask("tools/call", params, deadline, progress);
  }
}
