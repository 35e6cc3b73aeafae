package dev.hotplug.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sets logback up without XML, which would cost start-up: to stderr, to a bounded and rotated file
 * where one can be written, and to memory for {@code get_server_logs}. Found by logback through
 * {@code META-INF/services}.
 */
public final class LogbackSetup extends ContextAwareBase implements Configurator {
  private static final String STDERR = "hotplug %-5level %logger{0}: %msg%n%ex{short}";
  private static final String FILE = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex";
  private static final String MEMORY = "%-5level %logger{0}: %msg";
  private static final FileSize LARGEST = FileSize.valueOf("1MB");
  private static final int ROTATED = 2;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(Logs.level(), Level.INFO));
    root.addAppender(stderr());
    root.addAppender(memory());
    Logs.file().filter(LogbackSetup::canBeWritten).ifPresent(file -> root.addAppender(file(file)));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private Appender<ILoggingEvent> stderr() {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setTarget("System.err");
    return started(appender, STDERR);
  }

  private Appender<ILoggingEvent> file(Path file) {
    var appender = new RollingFileAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setFile(file.toString());
    var window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(appender);
    window.setFileNamePattern(file + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(ROTATED);
    window.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(LARGEST);
    size.start();
    appender.setRollingPolicy(window);
    appender.setTriggeringPolicy(size);
    return started(appender, FILE);
  }

  private Appender<ILoggingEvent> started(OutputStreamAppender<ILoggingEvent> appender,
      String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private Appender<ILoggingEvent> memory() {
    var layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(MEMORY);
    layout.start();
    var appender = new AppenderBase<ILoggingEvent>() {
      @Override
      protected void append(ILoggingEvent event) {
        Logs.recent().add(0, layout.doLayout(event));
      }
    };
    appender.setContext(context);
    appender.start();
    return appender;
  }

  private static boolean canBeWritten(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) return false;
    try {
      Files.createDirectories(folder);
      LogFiles.prune(folder);
      return Files.isWritable(folder);
    } catch (IOException e) {
      Logs.recent().add(0, "no log file, only stderr: " + e);
      return false;
    }
  }
}
