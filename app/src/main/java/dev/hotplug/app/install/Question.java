package dev.hotplug.app.install;

import dev.hotplug.wire.Exchange;
import dev.hotplug.wire.Span;

/** A client that can ask its user (MCP, elicitation). Thread-safe. */
public interface Question {
  /**
   * Asks; does not wait.
   *
   * @param params of {@code elicitation/create}
   */
  Exchange ask(Span params);
}
