package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * The ways in which servers are started, and what they start beside themselves: every one has left
 * a process behind some supervisor. Each is a line of shell, in which {@code $life} is the pipe
 * that its processes hold open, and SERVER a server that is ready in a few milliseconds.
 */
enum Shape {
  PLAIN(1, "exec SERVER"), //
  SHELL(1, "exec sh -c 'SERVER'"), //
  SHELL_THEN_MORE(2, "exec sh -c 'SERVER; echo it has ended >&2'"), //
  BACKGROUND(2, "exec 3<&0; SERVER <&3 & wait"), //
  PIPELINE(4, "cat | SERVER | cat"), //
  NPX(2, "exec npx --no-install server.sh \"$life\""), //
  NPX_SHELL(2, "exec npx -c 'SERVER'"), //
  UV_RUN(2, "exec uv run --no-project --offline -- SERVER"), //
  PYTHON_PARENT_OF_NODE(2, "exec python3 -c \"$parent\" node \"$here/server.js\" \"$life\""), //
  HELPER_IN_THE_GROUP(2, "sleep 600 > /dev/null 2>&1 & exec SERVER"), //
  HELPER_THAT_IGNORES_TERM(2, "(trap '' TERM; exec sleep 600) > /dev/null 2>&1 & exec SERVER"), //
  HELPER_IN_ITS_OWN_SESSION(2, "setsid sleep 600 > /dev/null 2>&1 & exec SERVER"), //
  DAEMON(2, "(setsid sleep 600 > /dev/null 2>&1 &); exec SERVER"), //
  WIPED(1, "exec perl \"$here/wiped.pl\" \"$life\""), //
  WIPED_DAEMON(2, "(setsid perl -e '$0 = q(wiped); sleep 600' > /dev/null 2>&1 &); exec SERVER");

  /** Without those that take long to start. */
  static final List<Shape> QUICK = List.of(PLAIN, SHELL, SHELL_THEN_MORE, BACKGROUND, PIPELINE,
      HELPER_IN_THE_GROUP, HELPER_THAT_IGNORES_TERM, HELPER_IN_ITS_OWN_SESSION, DAEMON, WIPED,
      WIPED_DAEMON);

  /** The servers, as scripts. */
  static final Path SCRIPTS = Launcher.path().resolveSibling("app/src/it/shapes");

  private static final String BEGIN = """
      here=$0
      read -r life < "$1"
      exec 9> "$life"
      echo $$ >&9
      export here life
      parent='import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))'
      npm_config_update_notifier=false
      export npm_config_update_notifier
      """;

  private final int processes;
  private final String line;

  Shape(int processes, String line) {
    this.processes = processes;
    this.line = line.replace("SERVER", "sh \"$here/server.sh\" \"$life\"");
  }

  /** How many processes hold the pipe when it is ready, at least. */
  int processes() {
    return processes;
  }

  /** Whether the programs it needs are on the PATH. */
  boolean isPossible() {
    return switch (this) {
      case NPX, NPX_SHELL -> isOnPath("npx");
      case UV_RUN -> isOnPath("uv");
      case PYTHON_PARENT_OF_NODE -> isOnPath("python3") && isOnPath("node");
      case HELPER_IN_ITS_OWN_SESSION, DAEMON -> isOnPath("setsid");
      case WIPED -> isOnPath("perl");
      case WIPED_DAEMON -> isOnPath("setsid") && isOnPath("perl");
      case PLAIN, SHELL, SHELL_THEN_MORE, BACKGROUND, PIPELINE, HELPER_IN_THE_GROUP,
          HELPER_THAT_IGNORES_TERM ->
        true;
    };
  }

  /** Those of these that are possible here; says which are not. */
  static List<Shape> possible(List<Shape> wanted) {
    var missing = wanted.stream().filter(shape -> !shape.isPossible()).toList();
    if (!missing.isEmpty()) System.out.println("skipped, their programs are missing: " + missing);
    return wanted.stream().filter(Shape::isPossible).toList();
  }

  /** Starts such a server; the file {@code pointer} names the pipe at each start. */
  Entry entry(Path pointer) {
    return Entry.of("sh", "-c", BEGIN + line, SCRIPTS.toString(), pointer.toString());
  }

  /** Makes the server a program of the packages in {@code folder}, where npx looks for it. */
  static void prepare(Path folder) throws IOException {
    var programs = Files.createDirectories(folder.resolve("node_modules/.bin"));
    Files.copy(SCRIPTS.resolve("server.sh"), programs.resolve("server.sh"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(requireNonNull(System.getenv("PATH")).split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
