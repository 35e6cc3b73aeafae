package dev.hotplug.installer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How somebody tells a client to start a server.
 *
 * @param command the program, by name or path
 * @param env the names of the variables that it is given
 */
record Launch(String command, List<String> args, List<String> env) {
  private static final Set<String> CONTAINERS = Set.of("docker", "podman");

  /** Programs that start what their first own word names. */
  private static final Set<String> STARTERS = Set.of("npx", "bunx", "pnpx", "uvx", "pipx", "uv",
      "node", "bun", "deno", "tsx", "python", "python3", "npm", "pnpm", "yarn", "poetry", "pdm",
      "cmd", "env", "sh", "bash");

  /** Words of those programs that are not yet what they start. */
  private static final Set<String> VERBS = Set.of("run", "exec", "dlx", "tool", "start", "x", "/c",
      "npx", "uvx", "node", "python", "python3", "--");

  /** Their options that take the next word. */
  private static final Set<String> TAKES_WORD = Set.of("-p", "--package", "--from", "--with",
      "--python", "--directory", "--project", "--with-requirements", "--index-url", "-C",
      "--prefix", "-r", "--require", "--import", "--env-file", "--filter");

  /** The entry {@code config} of a client's configuration: command, args, env. */
  static Launch of(JsonNode config) {
    var args = new ArrayList<String>();
    config.path("args").forEach(it -> args.add(Documents.string(it)));
    var env = new ArrayList<String>();
    config.path("env").fieldNames().forEachRemaining(env::add);
    return new Launch(Documents.string(config.path("command")), args, env);
  }

  /** Puts it into {@code hints}, as read in {@code file}. */
  void tell(Folder folder, String file, Hints hints) {
    env.forEach(it -> hints.variable(folder, file, it));
    if (CONTAINERS.contains(program())) {
      containerVariables().forEach(it -> hints.variable(folder, file, it));
    } else if (!command.isEmpty()) {
      hints.argument(folder, file, serverArguments());
    }
  }

  /** What the server itself gets: all that follows its package, file or module. */
  List<String> serverArguments() {
    if (!STARTERS.contains(program())) return args;
    int at = 0;
    while (at < args.size()) {
      var word = args.get(at);
      if (word.equals("-m")) return from(at + 2);
      if (TAKES_WORD.contains(word)) at++;
      else if (!VERBS.contains(word) && !word.startsWith("-")) return from(at + 1);
      at++;
    }
    return List.of();
  }

  private List<String> containerVariables() {
    var names = new ArrayList<String>();
    for (int i = 0; i + 1 < args.size(); i++) {
      if (Set.of("-e", "--env").contains(args.get(i))) {
        names.add(args.get(i + 1).replaceFirst("=.*", ""));
      }
    }
    return names;
  }

  private List<String> from(int at) {
    return args.subList(Math.min(at, args.size()), args.size());
  }

  private String program() {
    var name = command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
    return name.replaceFirst("\\.(exe|cmd|bat)$", "");
  }
}
