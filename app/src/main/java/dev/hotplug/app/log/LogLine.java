package dev.hotplug.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.util.CachingDateFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a line of the log reads. Not a pattern: to read one, logback loads a class for each word that
 * patterns may hold, a hundred and thirty at each start. Used by the threads that log.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  /** How much of what was thrown, and of each of its causes, is shown. */
  enum Thrown {
    NOTHING,
    FIRST_FRAME,
    EVERYTHING
  }

  private final String head;
  private final @Nullable CachingDateFormatter date;
  private final Thrown thrown;

  private LogLine(String head, @Nullable CachingDateFormatter date, Thrown thrown) {
    this.head = head;
    this.date = date;
    this.thrown = thrown;
  }

  /** For stderr, where lines of others may stand, too. */
  static LogLine named(String who) {
    return new LogLine(who + " ", null, Thrown.FIRST_FRAME);
  }

  /** For a file, which is read later. */
  static LogLine dated() {
    return new LogLine("", new CachingDateFormatter("yyyy-MM-dd HH:mm:ss.SSS"), Thrown.EVERYTHING);
  }

  /** For what remembers lines by itself: no time and no line break. */
  static LogLine bare() {
    return new LogLine("", null, Thrown.NOTHING);
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    var logger = event.getLoggerName();
    var line = new StringBuilder(head);
    if (date != null) line.append(date.format(event.getTimeStamp())).append(' ');
    line.append(String.format(Locale.ROOT, "%-5s ", event.getLevel()))
        .append(logger, logger.lastIndexOf('.') + 1, logger.length())
        .append(": ")
        .append(event.getFormattedMessage());
    if (thrown != Thrown.NOTHING) line.append('\n').append(trace(event.getThrowableProxy()));
    return line.toString();
  }

  /** Empty, or whole lines. */
  private String trace(@Nullable IThrowableProxy what) {
    if (what == null) return "";
    if (thrown == Thrown.EVERYTHING) return ThrowableProxyUtil.asString(what);
    var trace = new StringBuilder(first(what));
    for (var it = what.getCause(); it != null; it = it.getCause()) {
      trace.append(CoreConstants.CAUSED_BY).append(first(it));
    }
    return trace.toString();
  }

  private static String first(IThrowableProxy thrown) {
    var frames = thrown.getStackTraceElementProxyArray();
    return thrown.getClassName() + ": " + thrown.getMessage() + "\n"
        + (frames.length == 0 ? "" : "\t" + frames[0] + "\n");
  }
}
