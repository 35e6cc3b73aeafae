package dev.hotplug.app.cli;

import dev.hotplug.app.serve.Program;
import dev.hotplug.app.serve.ServeOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A terminal that remembers what it showed. */
final class Screen {
  /** What {@code serve} ends with here. */
  static final int SERVED = 42;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<ServeOptions> served = new ArrayList<>();
  private final Program program;
  private Map<String, String> environment = Map.of();
  private byte[] typed = {};
  private boolean isInteractive;

  private Screen(Program program) {
    this.program = program;
  }

  static Screen of(Program program) {
    return new Screen(program);
  }

  static Screen startedBy(Path launcher) {
    return new Screen(new Program("1.2.3", launcher, null));
  }

  /** From now on commands see this environment. */
  Screen in(Map<String, String> newEnvironment) {
    environment = newEnvironment;
    return this;
  }

  /** From now on a person sits there, and types this. */
  Screen typing(String text) {
    typed = text.getBytes(StandardCharsets.UTF_8);
    isInteractive = true;
    return this;
  }

  /** From now on commands read this, and no person sits there. */
  Screen piping(String text) {
    typed = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Carries out a command line; returns its exit code. */
  int run(String... words) {
    var terminal = new Terminal(program, new ByteArrayInputStream(typed),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), environment, isInteractive);
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
