package dev.hotplug.app.tools;

/** A use of a tool that cannot be understood; carries what to answer. */
final class Misuse extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  Misuse(Answer answer) {
    super("misuse", null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
