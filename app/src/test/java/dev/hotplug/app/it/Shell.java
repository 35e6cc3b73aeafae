package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the launcher in one folder, one command after another, for the same user, without a
 * terminal. After each, nothing that it started may be alive.
 */
final class Shell implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Gives a command a terminal, and types the first argument when it is asked something. */
  private static final String TERMINAL = """
      import os, pty, sys
      pid, terminal = pty.fork()
      if pid == 0: os.execv(sys.argv[2], sys.argv[2:])
      shown = b''
      try:
          while chunk := os.read(terminal, 4096):
              asked = b'[y/N]' in shown
              shown += chunk
              if b'[y/N]' in shown and not asked: os.write(terminal, sys.argv[1].encode())
      except OSError:
          pass  # nobody has the terminal any more
      sys.stdout.buffer.write(shown)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """;

  private final Homes homes = Homes.create();
  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;

  private Shell(Path folder) throws IOException {
    this.folder = folder;
  }

  static Shell in(Path folder) throws IOException {
    return new Shell(folder);
  }

  /** The folders of the user. */
  Homes homes() {
    return homes;
  }

  /** Sets a variable for the commands to come. */
  Shell set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Takes a variable back for the commands to come. */
  Shell unset(String name) {
    environment.remove(name);
    return this;
  }

  /** Runs it without a terminal. */
  Ran hotplug(String... words) throws IOException, InterruptedException {
    return run(Launcher.command(words), (_, _) -> {});
  }

  /** The same, but it gets that signal once it has made {@code file}. */
  Ran endedBy(String signal, Path file, String... words) throws IOException, InterruptedException {
    return run(Launcher.command(words), (process, files) -> {
      Ran.awaitFile(file, process, files);
      Signal.send(signal, process.pid());
    });
  }

  /** Runs it before a person who types {@code keys} when asked; both streams are {@code out}. */
  Ran typing(String keys, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("python3", "-c", TERMINAL, keys));
    command.addAll(Launcher.command(words));
    return run(command, (_, _) -> {});
  }

  private Ran run(List<String> command, Ran.Meanwhile meanwhile)
      throws IOException, InterruptedException {
    var ran = Ran.in(homes, folder, environment, command, meanwhile);
    homes.awaitNobody(PATIENCE);
    return ran;
  }

  @Override
  public void close() {
    homes.close();
  }
}
