package dev.hotplug.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotplug.wire.Reply;
import dev.hotplug.wire.Span;
import java.time.Duration;
import java.util.Optional;

/** Calls of tools as tests make them; single quotes stand for double ones. */
final class Calls {
  private Calls() {}

  static ToolCall of(String tool, String arguments) {
    return new ToolCall(tool, Span.of(arguments.replace('\'', '"')), null, Optional.empty(), null);
  }

  static ToolCall within(Duration limit, String tool, String arguments) {
    return new ToolCall(tool, Span.of(arguments.replace('\'', '"')), null, Optional.of(limit),
        null);
  }

  /** The text with which a tool answers. */
  static String text(Upstream upstream, String tool, String arguments) throws Exception {
    var reply = Await.result(upstream.call(of(tool, arguments)).reply());
    assertThat(reply).isInstanceOf(Reply.Ok.class);
    return ((Reply.Ok) reply).result().tree().path("content").path(0).path("text").asText();
  }
}
