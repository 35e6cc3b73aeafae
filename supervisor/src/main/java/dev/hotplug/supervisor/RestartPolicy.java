package dev.hotplug.supervisor;

import dev.hotplug.upstream.Cause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a server that crashed is restarted: each time after a longer pause, until there were too many
 * crashes without calm between them.
 *
 * @param first the pause after the first crash; it doubles with each further one
 * @param longest no pause is longer
 * @param mostCrashes at this many, the server is given up
 * @param calm after this long without a crash, they are counted anew
 */
public record RestartPolicy(Duration first, Duration longest, int mostCrashes, Duration calm) {
  public static final RestartPolicy DEFAULT = new RestartPolicy(Duration.ofMillis(200),
      Duration.ofSeconds(30), 5, Duration.ofSeconds(60));

  /** Why a server is given up, the last of whose {@code crashes} crashes this was. */
  Cause givingUp(int crashes, Cause last) {
    return new Cause(
        "crashed " + crashes + " times without " + calm.toSeconds()
            + " s of calm between; the last time it " + last.what(),
        last.exit(), last.stderrTail(), last.hint());
  }

  /** The pause after {@code crashes} of them: 75 to 125 % of what the rule says, against herds. */
  Duration pause(int crashes, RandomGenerator random) {
    double ruled = first.toMillis() * Math.pow(2, crashes - 1.0);
    double spread = ruled * (0.75 + random.nextDouble() / 2);
    return Duration.ofMillis((long) Math.min(spread, (double) longest.toMillis()));
  }
}
