package dev.hotplug.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a server did not start, or no longer runs.
 *
 * @param what what happened, in words, without the server's name: {@code exited before it answered
 *     initialize: exit code 1}
 * @param exit how its process ended, null while it has not or never ran
 * @param stderrTail the last lines it wrote to stderr, secrets taken out
 * @param hint what is likely to help, null when nobody knows
 */
public record Cause(String what, @Nullable Exit exit, List<String> stderrTail,
    @Nullable String hint) {
  public Cause {
    stderrTail = List.copyOf(stderrTail);
  }

  /** The same with one more hint, which comes first. */
  public Cause hinting(String more) {
    return new Cause(what, exit, stderrTail, hint == null ? more : more + " " + hint);
  }

  /** The same, with more of what happened. */
  public Cause adding(String more) {
    return new Cause(what + "; " + more, exit, stderrTail, hint);
  }

  /** A cause that is all said in one sentence. */
  public static Cause of(String what) {
    return new Cause(what, null, List.of(), null);
  }
}
