package dev.hotplug.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real Hotplug has done by the moment at which it answers {@code initialize}. */
class StartUpIT {
  private static final Pattern CLASS = Pattern.compile("(\\S+) source: ");

  /** What other tests load, commands use, or a first log line brings. */
  private static final List<String> LATER = List.of("io.modelcontextprotocol.", "reactor.",
      "org.reactivestreams.", "java.net.http.", "jdk.internal.net.http.", "com.sun.net.httpserver.",
      "org.eclipse.jgit.", "org.jline.", "picocli.", "ch.qos.logback.", "org.slf4j.",
      "java.util.logging.", "com.networknt.", "com.fasterxml.jackson.databind.",
      "com.fasterxml.jackson.dataformat.", "io.methvin.", "com.sun.jna.", "java.lang.foreign.");

  @TempDir
  private Path folder;

  /** A JVM with a cache loads all that is in it at once, though it initializes nothing. */
  @Test
  void nothingIsLoadedThatTheFirstAnswerDoesNotNeed() throws Exception {
    var classes = folder.resolve("classes");

    try (var _ = Hotplug.in(folder)
        .environment("HOTPLUG_AOT", "off")
        .environment("HOTPLUG_JAVA_OPTS", "-Xlog:class+load=info:file=" + classes)
        .start()) {
      var loaded = CLASS.matcher(Files.readString(classes)).results().map(it -> it.group(1));

      assertThat(loaded).contains("dev.hotplug.app.serve.Session")
          .noneMatch(name -> LATER.stream().anyMatch(name::startsWith));
    }
  }

  @Test
  void noServerIsStartedUntilSomebodyAsksForIt() throws Exception {
    Project.in(folder).server("idle", Entry.torture());

    try (var hotplug = Hotplug.on(folder)) {
      hotplug.request("tools/list", "{}").result();

      hotplug.homes().awaitOnly(hotplug.pid(), Duration.ZERO);
    }
  }
}
