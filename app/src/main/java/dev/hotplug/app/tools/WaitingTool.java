package dev.hotplug.app.tools;

/** A tool that may wait: each use runs on a virtual thread of its own, named after the tool. */
abstract non-sealed class WaitingTool implements MetaTool {
  private final Definition definition;
  private final Servers servers;

  WaitingTool(Definition definition, Servers servers) {
    this.definition = definition;
    this.servers = servers;
  }

  /** Does what is asked and says how it went. */
  abstract Answer use(ToolUse use) throws InterruptedException, Misuse;

  /** What it works with. */
  final Servers servers() {
    return servers;
  }

  @Override
  public final Definition definition() {
    return definition;
  }

  @Override
  public final void accept(ToolUse use) {
    use.answerOnThread(definition.name(), () -> use(use));
  }
}
