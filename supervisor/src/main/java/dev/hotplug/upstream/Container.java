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
import java.util.TreeMap;

/**
 * The container behind {@code docker run}. What we start and stop is only docker's client: the
 * container does not end with it, whatever signal that gets, so it is stopped by name.
 *
 * @param client docker or one like it, as words of a shell, with its variables and with the options
 *   that stand before {@code run}
 * @param name its name, or the file that holds its id, as a word of a shell
 */
record Container(String client, String name) {
  private static final Set<String> PROGRAMS = Set.of("docker", "podman", "nerdctl", "finch");
  private static final List<String> VARIABLES = List.of("DOCKER_", "CONTAINER_");
  private static final long SECONDS_TO_STOP = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Options before {@code run} that take the next word. */
  private static final Set<String> GLOBAL_WITH_VALUE = Set.of("--config", "--context", "-c",
      "--host", "-H", "--log-level", "-l", "--tlscacert", "--tlscert", "--tlskey", "--connection",
      "--url", "--identity", "--root", "--runroot", "--namespace", "-n", "--address", "-a");

  /** Options of {@code run} that take none; any other does. */
  private static final Set<String> RUN_WITHOUT_VALUE = Set.of("--detach", "--interactive", "--tty",
      "--rm", "--init", "--privileged", "--read-only", "--publish-all", "--no-healthcheck",
      "--oom-kill-disable", "--sig-proxy", "--disable-content-trust", "--quiet", "--replace",
      "--no-hosts", "--rmi", "--tls-verify", "--help");

  private static final String SHORT_WITHOUT_VALUE = "ditPq";

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
   * @param cwd where it will be run
   * @param name for a container that is given none
   */
  static Run read(List<String> command, Map<String, String> environment, Path cwd, String name) {
    int run = indexOfRun(command);
    if (run < 0) return new Run(command, Optional.empty());
    var client = client(command.subList(0, run), environment);
    return named(command, run, cwd)
        .map(given -> new Run(command, Optional.of(new Container(client, given))))
        .orElseGet(() -> new Run(withName(command, run, name),
            Optional.of(new Container(client, quoted(name)))));
  }

  private static String client(List<String> words, Map<String, String> environment) {
    var client = new ArrayList<String>();
    new TreeMap<>(environment).forEach((variable, value) -> {
      if (VARIABLES.stream().anyMatch(variable::startsWith)) {
        client.add(variable + "=" + quoted(value));
      }
    });
    words.stream()
        .filter(word -> !word.equals("container"))
        .map(Container::quoted)
        .forEach(client::add);
    return String.join(" ", client);
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

  private static Optional<String> named(List<String> command, int run, Path cwd) {
    for (int i = run + 1; i < command.size() && command.get(i).startsWith("-"); i++) {
      var word = command.get(i);
      var next = i + 1 < command.size() ? command.get(i + 1) : "";
      if (isOption("--name", word)) return Optional.of(quoted(value(word, next)));
      if (isOption("--cidfile", word)) {
        var file = cwd.resolve(value(word, next)).toString();
        return Optional.of("\"$(cat " + quoted(file) + ")\"");
      }
      if (takesNext(word)) i++;
    }
    return Optional.empty();
  }

  private static boolean isOption(String option, String word) {
    return word.equals(option) || word.startsWith(option + "=");
  }

  private static String value(String word, String next) {
    int equals = word.indexOf('=');
    return equals < 0 ? next : word.substring(equals + 1);
  }

  private static boolean takesNext(String word) {
    if (word.startsWith("--")) return !word.contains("=") && !RUN_WITHOUT_VALUE.contains(word);
    for (int i = 1; i < word.length(); i++) {
      if (SHORT_WITHOUT_VALUE.indexOf(word.charAt(i)) < 0) return i == word.length() - 1;
    }
    return false;
  }

  private static List<String> withName(List<String> command, int run, String name) {
    var all = new ArrayList<>(command);
    all.addAll(run + 1, List.of("--name", name));
    return all;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** The command, for a shell, that kills it. */
  String kill() {
    return client + " kill " + name;
  }

  /**
   * Stops it gently, if it runs still; whether it did. Waits as long as that takes, but not for
   * ever.
   */
  boolean stop() throws InterruptedException {
    var stop = "[ \"$(" + client + " inspect -f '{{.State.Running}}' " + name + ")\" = true ] && "
        + client + " stop -t " + SECONDS_TO_STOP + " " + name;
    try {
      var stopping = Births.start(shell(stop));
      if (stopping.waitFor(PATIENCE)) return stopping.exitValue() == 0;
      stopping.destroyForcibly();
      return true;
    } catch (IOException _) {
      // Without a shell the container cannot have been started either.
      return false;
    }
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
    return "container " + name.replace("'", "");
  }
}
