package dev.hotplug.app.tools;

/** A tool that may wait: each use runs on a virtual thread of its own, named after the tool. */
abstract non-sealed class WaitingTool implements MetaTool {

  /** Does what is asked and says how it went. */
  abstract Answer use(ToolUse use) throws InterruptedException, Misuse;

  @Override
  public final void accept(ToolUse use) {
    use.answerOnThread(definition().name(), () -> use(use));
  }
}
