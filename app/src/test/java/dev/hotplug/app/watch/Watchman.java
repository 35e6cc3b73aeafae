package dev.hotplug.app.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own that watches a folder, so that it can be left with less than this one has.
 * Orders come on stdin, one per line; what it is told goes to stdout.
 */
final class Watchman {
  private final Path folder;
  private final PrintStream out;
  private final List<Observation> observations = new ArrayList<>();

  private Watchman(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    var watchman = new Watchman(Path.of(arguments[0]), new PrintStream(System.out, true, UTF_8));
    try (var watcher = new SourceWatcher(Duration.ofSeconds(1))) {
      for (var order = orders.readLine(); order != null; order = orders.readLine()) {
        watchman.obey(order, watcher);
      }
    }
  }

  private void obey(String order, SourceWatcher watcher) throws IOException {
    var words = order.split(" ", -1);
    switch (words[0]) {
      case "limit" -> Files.writeString(Path.of("/proc/sys/user").resolve(words[1]), words[2]);
      case "watch" -> observations.add(watcher.watch(Roots.python(folder), new Heard()));
      case "how" ->
        observations.forEach(each -> out.println("how " + each.degraded().orElse("well")));
      default -> throw new IllegalArgumentException(order);
    }
    out.println("done");
  }

  private final class Heard implements Observer {
    @Override
    public void changed(Path file) {
      out.println("changed " + file);
    }

    @Override
    public void uncertain() {
      out.println("uncertain");
    }
  }
}
