package dev.hotplug.installer;

import dev.hotplug.installer.Fetching.Fetched;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fetches with real children, and keeps all that was heard of it. */
final class Fetcher {
  private final FetchLimits limits;
  private final List<String> options;
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  final List<String> heard = new CopyOnWriteArrayList<>();

  Fetcher(FetchLimits limits, List<String> options) {
    this.limits = limits;
    this.options = options;
  }

  Fetcher with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Fetched fetch(String url, String ref, Path into) throws InterruptedException {
    return fetch(new Source(url(url), Optional.of(ref).filter(r -> !r.isEmpty()), false), into);
  }

  /** Which commit {@code ref}, or else the default branch, leads to. */
  Fetching.Tip tip(String url, String ref, Path into) throws InterruptedException {
    return new ChildFetching(new DirectCommands(), line(), environment, limits)
        .tip(new Source(url(url), Optional.of(ref).filter(r -> !r.isEmpty()), false), into);
  }

  Fetched fetch(Source source, Path into) throws InterruptedException {
    return new ChildFetching(new DirectCommands(), line(), environment, limits).fetch(source, into,
        heard::add);
  }

  static GitUrl url(String url) {
    return switch (GitUrl.read(url, GitUrl.Allow.LOCAL)) {
      case GitUrl.Reading.Url(GitUrl read) -> read;
      case GitUrl.Reading.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private List<String> line() {
    var line = new ArrayList<String>();
    line.add(Path.of(property("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError"));
    line.addAll(options);
    line.addAll(List.of("-cp", property("java.class.path"), FetchMain.class.getName()));
    return line;
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name));
  }
}
