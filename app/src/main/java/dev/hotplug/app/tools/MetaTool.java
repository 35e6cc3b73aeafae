package dev.hotplug.app.tools;

/** One tool of Hotplug's own. */
sealed interface MetaTool permits WaitingTool, CallTool {
  Definition definition();

  /** Answers {@code use}, now or later. Must not block. */
  void accept(ToolUse use);
}
