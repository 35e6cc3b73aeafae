package dev.hotplug.app.replay;

import dev.hotplug.app.compare.Difference;
import dev.hotplug.upstream.Redaction;
import dev.hotplug.wire.Span;
import java.util.List;
import java.util.Optional;

/** How a repeated call was answered. What is in here may be shown. */
public sealed interface Repeated {
  Remembered call();

  /** As before; a secret counts as equal to the one that has come in its place. */
  record Equal(Remembered call) implements Repeated {}

  /**
   * Otherwise than before.
   *
   * @param differences the first of them, without secrets, long values cut
   * @param isCut whether there are more
   * @param answer what it was answered now
   */
  record Different(Remembered call, List<Difference> differences, boolean isCut,
      Answer answer) implements Repeated {
    public Different {
      differences = List.copyOf(differences);
    }
  }

  /** Not at all; {@code reason} says why, half a sentence: {@code was not answered within 5 s}. */
  record Failed(Remembered call, String reason) implements Repeated {}

  /**
   * What takes the place of what was answered before.
   *
   * @param result empty where it is too large to be kept
   * @param redaction takes out the secrets of the generation that answered
   */
  record Answer(Optional<Span> result, Redaction redaction) {}
}
