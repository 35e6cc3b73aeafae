package dev.hotplug.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test sets up a logback of its own, with the standard streams in its hands. */
class LogbackSetupTest {
  @TempDir
  private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();
  private PrintStream oldOut;
  private PrintStream oldErr;
  private Path file;

  @BeforeEach
  void begin() {
    oldOut = System.out;
    oldErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    file = folder.resolve("logs").resolve("hotplug-1.log");
  }

  @AfterEach
  void end() {
    context.stop();
    System.setOut(oldOut);
    System.setErr(oldErr);
    Logs.configure("info", null);
  }

  @Test
  void aLineGoesToStderrTheFileAndTheMemory() throws IOException {
    setUp("info", file);

    context.getLogger("dev.hotplug.servers").info("notes: \u00e9 loaded");

    assertThat(err()).isEqualTo("hotplug INFO  servers: notes: \u00e9 loaded\n");
    assertThat(Files.readString(file)).matches(
        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  servers: notes: \u00e9 loaded\n");
    assertThat(Logs.recent().last(1, _ -> true).getFirst().text())
        .isEqualTo("INFO  servers: notes: \u00e9 loaded");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"error, ERROR", "warn, WARN", "info, INFO", "debug, DEBUG", "trace, TRACE",
      "off, OFF", "DEBUG, DEBUG", "nonsense, INFO", "'', INFO"})
  void theLevelIsAsSaidElseInfo(String said, String level) {
    setUp(said, null);

    assertThat(context.getLogger("any").getEffectiveLevel()).isEqualTo(Level.toLevel(level));
  }

  @Test
  void anExceptionIsShortOnStderrAndWholeInTheFile() throws IOException {
    setUp("info", file);

    context.getLogger("tools")
        .error("a fault", new IllegalStateException("inside", new IOException("deeper")));

    assertThat(err()).contains("IllegalStateException: inside\n\tat ")
        .contains("Caused by: java.io.IOException: deeper\n\tat ");
    assertThat(err().lines().count()).isLessThan(6);
    assertThat(Files.readString(file)).contains("IllegalStateException: inside")
        .contains("LogbackSetupTest");
    assertThat(Files.readAllLines(file)).hasSizeGreaterThan(6);
  }

  @Test
  void theFilesAreBoundedAndRotated() throws IOException {
    setUp("info", file);
    System.setErr(new PrintStream(PrintStream.nullOutputStream()));
    var logger = context.getLogger("flood");

    for (int i = 0; i < 15_000; i++) logger.info("{} {}", i, "x".repeat(400));

    try (var files = Files.list(folder.resolve("logs"))) {
      var sizes = files.map(one -> one.toFile().length()).toList();
      assertThat(sizes).hasSize(3).allSatisfy(size -> assertThat(size).isLessThan(1_200_000));
    }
    assertThat(Files.readString(file)).contains(" 14999 xxx");
  }

  @Test
  void aFolderThatCannotBeWrittenCostsTheFileAndALine() throws IOException {
    Files.createFile(folder.resolve("logs"));

    setUp("info", file);
    context.getLogger("servers").info("still here");

    assertThat(err().lines()).hasSize(2);
    assertThat(err()).startsWith("hotplug WARN  ROOT: no log file, this log goes to stderr only: ")
        .endsWith("hotplug INFO  servers: still here\n");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void withoutAPlaceForAFileThereIsNone() {
    setUp("info", null);

    context.getLogger("servers").info("still here");

    assertThat(err()).isEqualTo("hotplug INFO  servers: still here\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void allLevelsThatAreOfferedAreKnownToTheBackend() {
    assertThat(Logs.LEVELS).allSatisfy(level -> assertThat(Level.toLevel(level, null))
        .hasToString(level.toUpperCase(Locale.ROOT)));
  }

  private void setUp(String level, @Nullable Path to) {
    Logs.configure(level, to);
    context.setMDCAdapter(new LogbackMDCAdapter());
    var setup = new LogbackSetup();
    setup.setContext(context);
    setup.configure(context);
  }

  private String err() {
    context.stop();
    return err.toString(StandardCharsets.UTF_8);
  }
}
