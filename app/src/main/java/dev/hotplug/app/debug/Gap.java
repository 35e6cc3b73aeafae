package dev.hotplug.app.debug;

import dev.hotplug.spec.Debug;
import dev.hotplug.spec.ServerSpec;
import java.util.ArrayList;
import java.util.List;

/** Where in a command line the words go that make its program wait for a debugger. */
sealed interface Gap {

  /** Between these of the arguments. */
  record Between(List<String> before, List<String> after) implements Gap {
    public Between {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    /** Before the argument {@code at}. */
    static Between before(int at, List<String> args) {
      return new Between(args.subList(0, at), args.subList(at, args.size()));
    }

    /** All arguments, with those for a debugger that listens on {@code port}. */
    List<String> filled(Debug.Type type, int port) {
      var args = new ArrayList<>(before);
      args.addAll(words(type, Debugged.HOST + ":" + port));
      args.addAll(after);
      return args;
    }

    private static List<String> words(Debug.Type type, String address) {
      return switch (type) {
        case NODE -> List.of("--inspect=" + address);
        // Frozen modules hide breakpoints; a Python that has none ignores the option.
        case PYTHON -> List.of("-X", "frozen_modules=off", "-m", "debugpy", "--listen", address);
        // Without "quiet" the JVM says on stdout that it listens.
        case JAVA -> List
            .of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=" + address);
      };
    }
  }

  /**
   * Nowhere.
   *
   * @param why a clause about its command
   * @param instead what to write in its entry, a sentence
   */
  record Nowhere(String why, String instead) implements Gap {}

  /** That of a server for a debugger of this type. */
  static Gap of(ServerSpec.Stdio server, Debug.Type type) {
    var program = name(server.command());
    return switch (type) {
      case NODE -> NodeGap.of(program, server.args());
      case PYTHON -> PythonGap.of(program, server.args());
      case JAVA -> JavaGap.of(program, server.args());
    };
  }

  /** A program without its folder. */
  static String name(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }
}
