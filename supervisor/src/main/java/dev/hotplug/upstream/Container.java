package dev.hotplug.upstream;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The containers that one {@code docker run} creates. What we start and stop is only docker's
 * client: a container does not end with it, whatever signal that gets. It is known by a label that
 * we add, and never by its name, which somebody else's may have, or id file: a run that fails
 * because of those has created nothing, and so nothing is stopped.
 *
 * @param client docker or one like it, as words of a shell, with its variables and with the options
 *   that stand before {@code run}
 * @param label what only these containers have, as a word of a shell
 */
record Container(String client, String label) {
  private static final String LABEL = "dev.hotplug";
  private static final Set<String> PROGRAMS = Set.of("docker", "podman", "nerdctl", "finch");

  /**
   * Which daemon a client speaks to. Others are left out: what a client is told of credentials is
   * nobody's business who reads our files or command lines, and stopping takes none.
   */
  private static final List<String> VARIABLES = List.of("CONTAINER_CONNECTION", "CONTAINER_HOST",
      "DOCKER_CERT_PATH", "DOCKER_CONFIG", "DOCKER_CONTEXT", "DOCKER_HOST", "DOCKER_TLS_VERIFY");

  private static final long SECONDS_TO_STOP = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Options before {@code run} that take the next word. */
  private static final Set<String> GLOBAL_WITH_VALUE = Set.of("--config", "--context", "-c",
      "--host", "-H", "--log-level", "-l", "--tlscacert", "--tlscert", "--tlskey", "--connection",
      "--url", "--identity", "--root", "--runroot", "--namespace", "-n", "--address", "-a");

  /**
   * A command line as it is to be run.
   *
   * @param container what it will run, empty for most
   */
  record Run(List<String> command, Optional<Container> container) {}

  /**
   * Reads a command line.
   *
   * @param command the program's absolute path and its arguments
   * @param environment what it will have
   * @param owner the generation it is for, in a text that no other has
   */
  static Run read(List<String> command, Map<String, String> environment, String owner) {
    int run = indexOfRun(command);
    if (run < 0 || !command.subList(0, run).stream().allMatch(Container::isOneLine)) {
      return new Run(command, Optional.empty());
    }
    var label = LABEL + "=" + owner;
    var labelled = new ArrayList<>(command);
    labelled.addAll(run + 1, List.of("--label", label));
    var client = client(command.subList(0, run), environment);
    return new Run(labelled, Optional.of(new Container(client, quoted(label))));
  }

  private static String client(List<String> words, Map<String, String> environment) {
    var client = new ArrayList<String>();
    for (var variable : VARIABLES) {
      var value = environment.get(variable);
      if (value != null && isOneLine(value)) client.add(variable + "=" + quoted(value));
    }
    words.stream()
        .filter(word -> !word.equals("container"))
        .map(Container::quoted)
        .forEach(client::add);
    return String.join(" ", client);
  }

  /** What is not would break the watchdog's protocol, and names no daemon. */
  private static boolean isOneLine(String value) {
    return value.chars().noneMatch(Character::isISOControl);
  }

  private static int indexOfRun(List<String> command) {
    var program = command.getFirst();
    if (!PROGRAMS.contains(program.substring(program.lastIndexOf('/') + 1))) return -1;
    for (int i = 1; i < command.size(); i++) {
      var word = command.get(i);
      if (word.equals("run")) return i;
      if (GLOBAL_WITH_VALUE.contains(word)) i++;
      else if (!word.startsWith("-") && !word.equals("container")) return -1;
    }
    return -1;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** The command, for a shell, that kills them; it fails when none runs. */
  String kill() {
    return client + " kill " + running();
  }

  /**
   * Stops gently those that run still, and names them; empty when there are none. Waits as long as
   * that takes, but not for ever.
   */
  Optional<Swept> stop() throws InterruptedException {
    try {
      var stopping = Births.start(shell(client + " stop -t " + SECONDS_TO_STOP + " " + running()));
      if (!stopping.waitFor(PATIENCE)) {
        stopping.destroyForcibly();
        return Optional.of(new Swept(0, toString(), true));
      }
      return stopping.exitValue() == 0 ? Optional.of(new Swept(0, toString())) : Optional.empty();
    } catch (IOException _) {
      // Without a shell no container can have been started either.
      return Optional.empty();
    }
  }

  private String running() {
    return "$(" + client + " ps -q --filter label=" + label + ")";
  }

  /** What runs a command of ours in a shell, its output dropped. */
  static ProcessBuilder shell(String command) {
    return new ProcessBuilder("sh", "-c", command).redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
  }

  /** For people. */
  @Override
  public String toString() {
    return "the container labelled " + label.replace("'", "");
  }
}
