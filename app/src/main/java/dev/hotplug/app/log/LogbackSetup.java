package dev.hotplug.app.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Sets logback up without XML, which would cost start-up: to stderr, to a bounded and rotated file
 * where one can be written, and to memory for {@code get_server_logs}. Found by logback through
 * {@code META-INF/services}.
 */
public final class LogbackSetup extends ContextAwareBase implements Configurator {
  private static final FileSize LARGEST = FileSize.valueOf("1MB");
  private static final int ROTATED = 2;
  private static final int QUEUED = 1_024;
  private static final int MOST_FLUSH_MS = 100;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(Logs.level(), Level.INFO));
    root.addAppender(detached(stderr()));
    root.addAppender(memory());
    Logs.whenClosed(context::stop);
    Logs.file().ifPresent(file -> addFile(file, root));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private Appender<ILoggingEvent> stderr() {
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setTarget("System.err");
    return started(appender, LogLine.named("hotplug"));
  }

  /**
   * In front of what may block: a client that does not read our stderr must stop nobody. When the
   * queue is full, lines are lost rather than threads held; memory has them still.
   */
  private Appender<ILoggingEvent> detached(Appender<ILoggingEvent> appender) {
    var queue = new AsyncAppender();
    queue.setContext(context);
    queue.setName(appender.getClass().getSimpleName());
    queue.setQueueSize(QUEUED);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(MOST_FLUSH_MS);
    queue.addAppender(appender);
    queue.start();
    return queue;
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
    appender.setRollingPolicy(window);
    appender.setTriggeringPolicy(whenFull());
    return started(appender, LogLine.dated());
  }

  private TriggeringPolicy<ILoggingEvent> whenFull() {
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(LARGEST);
    // At each line: by default logback looks once a minute, in which a storm writes gigabytes.
    size.setCheckIncrement(Duration.buildByMilliseconds(0));
    size.start();
    return size;
  }

  private Appender<ILoggingEvent> started(OutputStreamAppender<ILoggingEvent> appender,
      LogLine layout) {
    layout.setContext(context);
    layout.start();
    var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private Appender<ILoggingEvent> memory() {
    var layout = LogLine.bare();
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

  /** A folder that cannot be written costs the file and a line, nothing else. */
  private void addFile(Path file, Logger root) {
    try {
      LogFiles.makeReady(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      root.addAppender(file(file));
    } catch (IOException e) {
      root.warn("no log file, this log goes to stderr only: {}", e.toString());
    }
  }
}
