package dev.hotplug.app.cli;

import dev.hotplug.installer.Progress;
import java.time.Duration;

/**
 * Shows how far an installation is: a line for each step; before a person, that line tells the last
 * that was said. Thread-safe.
 */
final class Steps implements Progress {
  private static final int WIDTH = 78;
  private static final String BACK_AND_ERASE = "\r\u001b[K";

  private final Terminal terminal;
  private String step = "";
  private long begun;

  Steps(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public synchronized void on(String newStep, String line) {
    if (!newStep.equals(step)) {
      end();
      step = newStep;
      begun = System.nanoTime();
      if (!terminal.isInteractive()) terminal.err().println(step);
    }
    if (terminal.isInteractive()) show(line);
  }

  /** The last step is over. */
  synchronized void end() {
    if (!step.isEmpty() && terminal.isInteractive()) {
      terminal.err().println(BACK_AND_ERASE + step + ", " + seconds() + " s");
    }
    step = "";
  }

  private void show(String line) {
    var clean = line.replaceAll("\\p{Cntrl}", " ").strip();
    var text = step + ", " + seconds() + " s" + (clean.isEmpty() ? "" : ": " + clean);
    terminal.err().print(BACK_AND_ERASE + text.substring(0, Math.min(WIDTH, text.length())));
    terminal.err().flush();
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
  }
}
