package dev.hotplug.upstream;

import java.util.List;
import java.util.Map;

/**
 * What is likely to help a server that does not start.
 *
 * @param given the environment it had
 */
record Hints(ChildEnvironment environment, Map<String, String> given) {

  /** {@code cause} with a hint where there is something to say. */
  Cause on(Cause cause) {
    var withheld = environment.withheldAndMentioned(given, cause.stderrTail());
    if (withheld.isEmpty()) return cause;
    return new Cause(cause.what(), cause.exit(), cause.stderrTail(), sentence(withheld));
  }

  private static String sentence(List<String> names) {
    var all = String.join(", ", names);
    var quoted = String.join("\", \"", names);
    return "Its output mentions " + all + ", which Hotplug has but does not hand on. If the server "
        + "needs it, add \"hotplug\": {\"inherit\": [\"" + quoted + "\"]} to its entry.";
  }
}
