package dev.hotplug.app.replay;

import dev.hotplug.app.compare.Shown;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.wire.Span;

/**
 * A call that was made and answered, and can be made again.
 *
 * @param id never given to another one
 * @param isReadOnly whether the tool said of itself that it changes nothing
 * @param arguments as they were sent, secrets and all; never to be shown
 * @param result what it was answered last, never to be shown either
 * @param redaction takes out the secrets of the generation that answered
 */
public record Remembered(long id, String tool, boolean isReadOnly, Span arguments, Span result,
    Redaction redaction) {
  private static final int MOST_SHOWN = 300;

  /** What an entry costs beside its texts, in bytes. */
  private static final int FRAME = 200;

  /** Its arguments as they may be shown, cut where they are long. */
  public String shownArguments() {
    return new Shown(redaction).json(arguments, MOST_SHOWN);
  }

  /** The room it takes in memory. */
  int bytes() {
    return FRAME + tool.length() + arguments.length() + result.length();
  }
}
