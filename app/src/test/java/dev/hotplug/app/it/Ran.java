package dev.hotplug.app.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that has ended and has left nothing alive. */
record Ran(int exit, String out, String err) {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a test does to a command while it runs. */
  interface Meanwhile {
    /**
     * Runs once the command has begun; {@code files} holds what it says, {@code out} and
     * {@code err}.
     */
    void done(Process process, Path files) throws IOException, InterruptedException;
  }

  /** Runs it in {@code folder}, its stdin from nowhere, until it ends by itself. */
  static Ran in(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return in(folder, environment, command, (_, _) -> {});
  }

  /** The same, but it is told to end, by SIGTERM, once it has said {@code text}. */
  static Ran untilItSays(String text, Path folder, Map<String, String> environment,
      List<String> command) throws IOException, InterruptedException {
    return in(folder, environment, command, (process, files) -> {
      awaitSaid(text, process, files);
      process.destroy();
    });
  }

  /** Waits until it has said {@code text}. */
  static void awaitSaid(String text, Process process, Path files)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!said(files).contains(text)) look(process, text, end, files);
  }

  /** Waits until it has made {@code file}. */
  static void awaitFile(Path file, Process process, Path files)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(file)) look(process, file.toString(), end, files);
  }

  /** Lets a moment pass, unless what is waited for will never come. */
  private static void look(Process process, String what, long end, Path files)
      throws IOException, InterruptedException {
    if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
      throw new AssertionError("it never came to " + what + " but said " + said(files));
    }
  }

  private static String said(Path files) throws IOException {
    return read(files.resolve("out")) + read(files.resolve("err"));
  }

  private static Ran in(Path folder, Map<String, String> environment, List<String> command,
      Meanwhile meanwhile) throws IOException, InterruptedException {
    try (var homes = Homes.create()) {
      var ran = in(homes, folder, environment, command, meanwhile);
      homes.awaitNobody(PATIENCE);
      return ran;
    }
  }

  /** Runs it with these folders of the user, which others may use as well. */
  static Ran in(Homes homes, Path folder, Map<String, String> environment, List<String> command,
      Meanwhile meanwhile) throws IOException, InterruptedException {
    var files = Files.createTempDirectory("hotplug-it-ran-");
    try {
      var process = builder(command, folder, environment, homes, files).start();
      meanwhile.done(process, files);
      return end(process, command, files);
    } finally {
      Homes.delete(files);
    }
  }

  /** Runs it in {@code folder}; who does something to it meanwhile may write to its stdin. */
  static Ran talkingTo(Path folder, List<String> command, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    var files = Files.createTempDirectory("hotplug-it-ran-");
    try (var homes = Homes.create()) {
      var process = builder(command, folder, Map.of(), homes, files)
          .redirectInput(ProcessBuilder.Redirect.PIPE)
          .start();
      meanwhile.done(process, files);
      var ran = end(process, command, files);
      homes.awaitNobody(PATIENCE);
      return ran;
    } finally {
      Homes.delete(files);
    }
  }

  /** Runs the launcher in {@code folder}. */
  static Ran hotplug(Path folder, String... words) throws IOException, InterruptedException {
    return in(folder, Map.of(), Launcher.command(words));
  }

  /**
   * Runs the launcher in the project of {@code hotplug}, which shares the user's folders with it.
   */
  static Ran beside(Hotplug hotplug, Path folder, String... words)
      throws IOException, InterruptedException {
    return in(hotplug.homes(), folder, Map.of(), Launcher.command(words), (_, _) -> {});
  }

  private static ProcessBuilder builder(List<String> command, Path folder,
      Map<String, String> environment, Homes homes, Path files) {
    var builder = new ProcessBuilder(command).directory(folder.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(files.resolve("out").toFile())
        .redirectError(files.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HOTPLUG_"));
    builder.environment().put("HOTPLUG_JAVA_HOME", requireNonNull(System.getProperty("java.home")));
    builder.environment().putAll(homes.environment());
    builder.environment().putAll(environment);
    return builder;
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
