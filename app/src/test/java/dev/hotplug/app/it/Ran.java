package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that has ended and has left nothing alive. */
record Ran(int exit, String out, String err) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a test does to a command while it runs. */
  private interface Meanwhile {
    void done(Process process, Path out) throws IOException, InterruptedException;
  }

  /** Runs it in {@code folder}, its stdin from nowhere, until it ends by itself. */
  static Ran in(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return in(folder, environment, command, (_, _) -> {});
  }

  /** The same, but it is told to end, by SIGTERM, once it has said {@code text} on stdout. */
  static Ran untilItSays(String text, Path folder, Map<String, String> environment,
      List<String> command) throws IOException, InterruptedException {
    return in(folder, environment, command, (process, out) -> {
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!read(out).contains(text)) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          throw new AssertionError(command + " never said " + text + " but " + read(out));
        }
      }
      process.destroy();
    });
  }

  private static Ran in(Path folder, Map<String, String> environment, List<String> command,
      Meanwhile meanwhile) throws IOException, InterruptedException {
    var homes = Homes.create();
    try {
      var files = Files.createDirectories(homes.state());
      var process = start(command, folder, environment, homes, files);
      meanwhile.done(process, files.resolve("out"));
      var ran = end(process, command, files);
      homes.awaitNobody(PATIENCE);
      return ran;
    } finally {
      homes.close();
    }
  }

  /** Runs the launcher in {@code folder}. */
  static Ran hotplug(Path folder, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(Launcher.path().toString()));
    command.addAll(List.of(words));
    return in(folder, Map.of(), command);
  }

  private static Process start(List<String> command, Path folder, Map<String, String> environment,
      Homes homes, Path files) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(files.resolve("out").toFile())
        .redirectError(files.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HOTPLUG_"));
    builder.environment().put("HOTPLUG_JAVA_HOME", requireNonNull(System.getProperty("java.home")));
    builder.environment().putAll(homes.environment());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Ran end(Process process, List<String> command, Path files)
      throws IOException, InterruptedException {
    if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(command + " did not end within " + LIMIT);
    }
    return new Ran(process.exitValue(), read(files.resolve("out")), read(files.resolve("err")));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
