package dev.hotplug.app.console;

import dev.hotplug.app.tools.Signature;
import dev.hotplug.upstream.Tool;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows a server in lines, one for each thing that happens, and takes commands in lines, too.
 * Confined to one thread, but for what reads the commands.
 */
public final class LineMode {
  private static final long GLANCE_MS = 100;
  private static final int MOST_WAITING = 100;
  private static final String HELP = "r reload, b build, t tools, call TOOL {JSON}, q quit";

  private final Desk desk;
  private final PrintStream out;
  private final Clockwork clockwork;
  private final LinkedBlockingQueue<String> commands = new LinkedBlockingQueue<>(MOST_WAITING);

  private LineMode(Desk desk, PrintStream out, ZoneId zone) {
    this.desk = desk;
    this.out = out;
    this.clockwork = new Clockwork(zone);
  }

  /**
   * Shows it until somebody quits, or until it is known that there is nothing to show: then says
   * why.
   *
   * @param in where commands come from; its end ends nothing
   */
  public static Optional<String> show(Desk desk, InputStream in, PrintStream out, ZoneId zone)
      throws InterruptedException {
    var mode = new LineMode(desk, out, zone);
    CommandLines.follow(in, mode.commands::put);
    return mode.run();
  }

  private Optional<String> run() throws InterruptedException {
    // Whoever has read it has gone when it cannot be written any more.
    while (desk.refusal().isEmpty() && !out.checkError()) {
      var line = commands.poll(GLANCE_MS, TimeUnit.MILLISECONDS);
      if (line != null && line.strip().equals("q")) return Optional.empty();
      if (line != null) obey(line.strip());
      desk.news().forEach(this::print);
    }
    return desk.refusal();
  }

  private void obey(String line) {
    var words = line.split("\\s+", 3);
    switch (words[0]) {
      case "r" -> desk.reload();
      case "b" -> desk.build();
      case "t" -> desk.answer(tools());
      case "call" -> call(words);
      default -> desk.answer(HELP);
    }
  }

  private void call(String[] words) {
    if (words.length == 1) {
      desk.answer(HELP);
      return;
    }
    var arguments = Desk.arguments(words.length == 2 ? "" : words[2]);
    if (arguments.isPresent()) desk.call(words[1], arguments.get());
    else
      desk.answer("the arguments of a tool are a JSON object, so " + words[1] + " was not called");
  }

  private String tools() {
    var tools = desk.tools();
    if (tools.isEmpty()) return "it offers no tools";
    return tools.stream().map(LineMode::line).collect(Collectors.joining("\n"));
  }

  private static String line(Tool tool) {
    var said = Signature.line(tool);
    return Signature.of(tool) + (said.isEmpty() ? "" : " - " + said);
  }

  private void print(Item item) {
    out.println(clockwork.time(item.time()) + " " + item.first());
    item.lines().stream().skip(1).forEach(line -> out.println("         " + line));
  }
}
