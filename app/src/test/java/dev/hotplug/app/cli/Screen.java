package dev.hotplug.app.cli;

import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.ServeOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A terminal that remembers what it showed. */
final class Screen {
  /** What {@code serve} ends with here. */
  static final int SERVED = 42;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<ServeOptions> served = new ArrayList<>();
  private final Program program;

  private Screen(Program program) {
    this.program = program;
  }

  static Screen of(Program program) {
    return new Screen(program);
  }

  static Screen startedBy(Path launcher) {
    return new Screen(new Program("1.2.3", launcher, null));
  }

  /** Carries out a command line; returns its exit code. */
  int run(String... words) {
    var terminal = new Terminal(program, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
    return Commands.run(List.of(words), terminal, this::serve);
  }

  private int serve(ServeOptions options) {
    served.add(options);
    return SERVED;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** How {@code serve} was asked for. */
  List<ServeOptions> served() {
    return served;
  }
}
