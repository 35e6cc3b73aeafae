package dev.hotplug.app.console;

import dev.hotplug.app.console.Panel.Wish;
import dev.hotplug.upstream.TerminalMode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * Shows a server on the whole screen of a terminal, and does what keys say. At its end the terminal
 * is as it was. Confined to one thread.
 */
public final class FullScreen implements AutoCloseable {
  private static final long BETWEEN_DRAWINGS = TimeUnit.MILLISECONDS.toNanos(100);
  /** The number of its file descriptor. */
  private static final int STDIN = 0;

  private static final AttributedString BREAK = new AttributedString("\n");
  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  private final Desk desk;
  private final Clockwork clockwork;
  private final Terminal terminal;
  private final Optional<TerminalMode> found;
  private final Display display;
  private final Keys keys;
  private Recent recent = Recent.NOTHING;
  private Panel panel = new Panel.Overview();
  private int columns;
  private int rows;

  private FullScreen(Desk desk, ZoneId zone) throws IOException {
    this.found = TerminalMode.of(STDIN);
    this.desk = desk;
    this.clockwork = new Clockwork(zone);
    this.terminal = TerminalBuilder.builder()
        .system(true)
        .provider(TerminalBuilder.PROP_PROVIDER_FFM)
        .dumb(false)
        // Its handlers would take the place of those by which the program ends in order.
        .nativeSignals(false)
        .encoding(StandardCharsets.UTF_8)
        .build();
    var _ = terminal.enterRawMode();
    this.display = new Display(terminal, true);
    this.keys = new Keys(terminal.reader()::read);
  }

  /**
   * Shows it until somebody quits, or until it is known that there is nothing to show: then says
   * why.
   */
  public static Optional<String> show(Desk desk, ZoneId zone)
      throws IOException, InterruptedException {
    try (var screen = new FullScreen(desk, zone)) {
      return screen.run();
    } catch (InterruptedIOException _) {
      throw new InterruptedException();
    }
  }

  private Optional<String> run() throws IOException, InterruptedException {
    begin();
    long due = System.nanoTime();
    while (desk.refusal().isEmpty() && !keys.haveEnded()) {
      if (Thread.interrupted()) throw new InterruptedException();
      long wait = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
      var key = keys.next(Math.max(1, wait));
      if (key.isPresent() && !press(key.get())) return Optional.empty();
      if (due - System.nanoTime() > 0) continue;
      recent = recent.and(desk.news());
      draw();
      due = System.nanoTime() + BETWEEN_DRAWINGS;
    }
    return desk.refusal();
  }

  private void begin() {
    // Who stops the program by Ctrl-Z would find a terminal that shows nothing of what is typed.
    var raw = terminal.getAttributes();
    raw.setControlChar(Attributes.ControlChar.VSUSP, 0);
    terminal.setAttributes(raw);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
  }

  /** Does what a key says; whether to go on. */
  private boolean press(Key key) {
    var step = panel.after(key, desk.tools(), desk.nextCall());
    panel = step.panel();
    switch (step.wish()) {
      case Wish.Nothing _ -> {
        // It is drawn soon.
      }
      case Wish.Reload _ -> desk.reload();
      case Wish.Build _ -> desk.build();
      case Wish.Call(var tool, var arguments) -> desk.call(tool, arguments);
      case Wish.Quit _ -> {
        return false;
      }
    }
    return true;
  }

  private void draw() {
    measure();
    var picture = new Picture(desk.standing(), recent, panel);
    var lines = new Drawing(columns, rows, clockwork).of(picture);
    // It keeps the list and changes it.
    display.update(new ArrayList<>(lines.stream().map(FullScreen::ended).toList()), 0);
  }

  /** A line without a break is taken for one that goes on in the next. */
  private static AttributedString ended(AttributedString line) {
    return AttributedString.join(AttributedString.EMPTY, line, BREAK);
  }

  /** Looks how large the terminal is now; one that does not know is as large as most. */
  private void measure() {
    var size = terminal.getSize();
    int nowColumns = size.getColumns() > 0 ? size.getColumns() : USUAL_COLUMNS;
    int nowRows = size.getRows() > 0 ? size.getRows() : USUAL_ROWS;
    if (nowColumns == columns && nowRows == rows) return;
    columns = nowColumns;
    rows = nowRows;
    display.resize(rows, columns);
    display.clear();
  }

  @Override
  public void close() throws IOException {
    terminal.puts(Capability.cursor_normal);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
    terminal.close();
    // JLine does not keep the speed of a terminal, by which some programs decide how to draw.
    found.ifPresent(TerminalMode::restore);
  }
}
