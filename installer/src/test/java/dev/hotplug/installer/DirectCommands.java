package dev.hotplug.installer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs commands as they are, without a group of their own; whoever waits is who reads. */
final class DirectCommands implements Commands {
  private static final int TAIL = 20;

  @Override
  public Ending run(Command command, Limits limits, Consumer<String> output)
      throws InterruptedException {
    var program = program(command);
    if (program == null) return new Ending.NotStarted("no " + command.line().getFirst());
    var line = new ArrayList<>(command.line());
    line.set(0, program);
    var builder = new ProcessBuilder(line).directory(command.folder().toFile())
        .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    long begin = System.nanoTime();
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return new Ending.NotStarted(String.valueOf(e.getMessage()));
    }
    return ended(process, limits, output, begin);
  }

  /** Found on the command's path, not on ours. */
  private static @Nullable String program(Command command) {
    var name = command.line().getFirst();
    if (name.contains("/")) return name;
    for (var folder : command.environment().getOrDefault("PATH", "").split(":", -1)) {
      var program = Path.of(folder, name);
      if (Files.isExecutable(program)) return program.toString();
    }
    return null;
  }

  private static Ending ended(Process process, Limits limits, Consumer<String> output, long begin)
      throws InterruptedException {
    var lines = new ArrayList<String>();
    var reader = Thread.ofPlatform().daemon().start(() -> read(process, lines, output));
    try {
      boolean isOver = !process.waitFor(limits.time().toMillis(), TimeUnit.MILLISECONDS);
      if (isOver) end(process);
      reader.join();
      var tail = List.copyOf(lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
      return isOver ? new Ending.OverLimit(limits.time().toMillis() + " ms", tail)
          : new Ending.Exited(process.exitValue(), tail,
              Duration.ofNanos(System.nanoTime() - begin));
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  private static void read(Process process, List<String> lines, Consumer<String> output) {
    try (var in = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        output.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
