package dev.hotplug.installer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the commands of an installation: package managers and compilers, one at a time or several at
 * once. How a process is started, watched and stopped is not the installer's business. Thread-safe.
 */
public interface Commands {

  /**
   * Runs one command until it ends or breaks a limit, and waits for it. Interrupting the caller is
   * how a run is cancelled.
   *
   * @param output gets each line of the merged output as it comes, on any thread; it must not block
   * @return how it ended; a command that cannot start or was stopped is an ending, not an exception
   * @throws InterruptedException when cancelled, after the command and all it started are gone
   */
  Ending run(Command command, Limits limits, Consumer<String> output) throws InterruptedException;

  /**
   * A command to run.
   *
   * @param line program and arguments, never a shell string
   * @param folder where it runs
   * @param environment all that it sees; nothing of ours is added
   */
  record Command(List<String> line, Path folder, Map<String, String> environment) {
    public Command {
      if (line.isEmpty()) {
        throw new IllegalArgumentException("a command needs a program");
      }
      line = List.copyOf(line);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * What a run may use before it is stopped.
   *
   * @param time from start to end
   * @param outputBytes how much it may write to stdout and stderr together
   */
  record Limits(Duration time, long outputBytes) {
    public Limits {
      if (!time.isPositive() || outputBytes <= 0) {
        throw new IllegalArgumentException("limits must be positive");
      }
    }
  }

  /** How a run ended. When it is told, nothing that the command started is alive. */
  sealed interface Ending {

    /**
     * It ended by itself.
     *
     * @param code the exit code, 128 + n after signal n
     * @param tail the last lines of its output
     */
    record Exited(int code, List<String> tail, Duration took) implements Ending {
      public Exited {
        tail = List.copyOf(tail);
      }

      /** Whether it succeeded by its own account. */
      public boolean isSuccess() {
        return code == 0;
      }
    }

    /**
     * It was stopped.
     *
     * @param limit the broken limit, in words: "10 minutes"
     * @param tail the last lines of its output
     */
    record OverLimit(String limit, List<String> tail) implements Ending {
      public OverLimit {
        tail = List.copyOf(tail);
      }
    }

    /**
     * It never ran.
     *
     * @param reason what is missing and where it was looked for
     */
    record NotStarted(String reason) implements Ending {}
  }
}
