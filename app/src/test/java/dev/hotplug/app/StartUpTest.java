package dev.hotplug.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a JVM of its own, its stdin a file: it ends when it has read that. */
class StartUpTest {
  private static final String INITIALIZE = """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}
      """;
  private static final String LIST = """
      {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      """;
  private static final String ANSWER_TO_NOTHING = """
      {"jsonrpc":"2.0","id":77,"result":{}}
      """;
  private static final Pattern CLASS = Pattern
      .compile("(?m)^\\S*\\[class,load\\S* (\\S+) source: ");

  @TempDir
  private Path folder;

  @Test
  void nothingLoadsBeforeTheFirstAnswersThatNeedNot() throws Exception {
    start(INITIALIZE + LIST);

    assertThat(read("out").lines()).hasSize(2);
    assertThat(read("out"))
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\"")
        .contains("\"id\":2,\"result\":{\"tools\":[");
    assertThat(read("err")).isEmpty();
    assertThat(loaded()).contains("dev.hotplug.app.serve.Session", "dev.hotplug.wire.Span")
        .hasSizeGreaterThan(500)
        .noneMatch(name -> name.startsWith("org.slf4j.") || name.startsWith("ch.qos.logback."))
        .noneMatch(name -> name.startsWith("picocli.") || name.startsWith("dev.hotplug.app.cli."))
        .noneMatch(name -> name.startsWith("org.jline."))
        .noneMatch(name -> name.startsWith("com.fasterxml.jackson.databind."))
        .noneMatch(name -> name.startsWith("io.modelcontextprotocol."))
        .noneMatch(name -> name.startsWith("reactor.") || name.startsWith("org.reactivestreams."))
        .noneMatch(name -> name.startsWith("org.eclipse.jgit."))
        .noneMatch(name -> name.startsWith("io.methvin.") || name.startsWith("com.sun.jna."))
        .noneMatch(name -> name.startsWith("dev.hotplug.app.watch."))
        .noneMatch(name -> name.startsWith("dev.hotplug.installer."))
        .noneMatch(name -> name.startsWith("dev.hotplug.upstream.Posix"))
        .noneMatch(name -> name.startsWith("java.util.logging."));
  }

  @Test
  void whatIsLoggedGoesToStderrAndTheStateFolder() throws Exception {
    start(INITIALIZE + ANSWER_TO_NOTHING);

    assertThat(read("out").lines()).hasSize(1);
    assertThat(read("err"))
        .isEqualTo("hotplug WARN  client: an answer to nothing that was asked, id 77\n");
    try (var logs = Files.list(folder.resolve("state/hotplug/logs"))) {
      assertThat(logs).singleElement()
          .satisfies(log -> assertThat(Files.readString(log)).contains("id 77"));
    }
  }

  @Test
  void aStateFolderThatCannotBeMadeCostsALineAndNothingElse() throws Exception {
    Files.createFile(folder.resolve("state"));

    start(INITIALIZE + ANSWER_TO_NOTHING + LIST);

    assertThat(read("out").lines()).hasSize(2);
    assertThat(read("err").lines()).hasSize(2);
    assertThat(read("err")).startsWith("hotplug WARN  ROOT: no log file,").contains("id 77");
  }

  private void start(String input) throws Exception {
    Files.writeString(folder.resolve("in"), input);
    var child = new ProcessBuilder(Path.of(property("java.home"), "bin", "java").toString(),
        "-Xlog:class+load=info:file=" + folder.resolve("classes"), "-cp",
        property("java.class.path"), "dev.hotplug.app.Main").directory(folder.toFile())
        .redirectInput(folder.resolve("in").toFile())
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile());
    child.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
    child.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    var process = child.start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends with its stdin").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> loaded() throws IOException {
    return CLASS.matcher(read("classes"))
        .results()
        .map(found -> Objects.requireNonNull(found.group(1)))
        .toList();
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
