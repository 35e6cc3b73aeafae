package dev.hotplug.installer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Finds out whether a start line gives an MCP server: starts it, asks {@code initialize} and
 * {@code tools/list}, closes its stdin and sees it end. Thread-safe.
 */
public interface Probe {

  /**
   * Tries one start line and waits for the answer. Interrupting the caller cancels the attempt.
   *
   * @param patience how long the server may take to answer, from its start
   * @throws InterruptedException when cancelled, after the server and all it started are gone
   */
  Finding probe(StartLine start, Duration patience) throws InterruptedException;

  /**
   * How a server would be started.
   *
   * @param command program and arguments
   * @param folder where it runs
   * @param environment what its entry adds; the rest it inherits, as when it is loaded
   */
  record StartLine(List<String> command, Path folder, Map<String, String> environment) {
    public StartLine {
      if (command.isEmpty()) {
        throw new IllegalArgumentException("a start line needs a program");
      }
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /** What was found. When it is told, nothing that was started is alive. */
  sealed interface Finding {

    /**
     * An MCP server.
     *
     * @param name what it calls itself
     * @param version its own version
     * @param tools the definitions of its tools by name, JSON objects, in its own order
     * @param took from the start to the answer of {@code initialize}
     */
    record Answers(String name, String version, SequencedMap<String, String> tools,
        Duration took) implements Finding {
      public Answers {
        tools = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tools));
      }
    }

    /**
     * No MCP server, or none with this line. The installer reads the output for the reason: a
     * missing variable, arguments wanted, a port opened instead.
     *
     * @param cause what happened, in words that go on from "it": "ended before it answered
     *   initialize: exit code 1", "did not answer initialize within 20000 ms"
     * @param stdout the last lines there that were no protocol
     * @param stderr the last lines there
     * @param ports those of TCP that it listened on when it was given up, ascending
     */
    record Silent(String cause, List<String> stdout, List<String> stderr,
        List<Integer> ports) implements Finding {
      public Silent {
        stdout = List.copyOf(stdout);
        stderr = List.copyOf(stderr);
        ports = List.copyOf(ports);
      }
    }
  }
}
