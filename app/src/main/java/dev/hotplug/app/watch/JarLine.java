package dev.hotplug.app.watch;

import dev.hotplug.spec.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of a server that is started with {@code java -jar}.
 *
 * @param at where among the arguments the jar stands
 */
record JarLine(ServerSpec.Stdio server, int at) {
  /** Options of the launcher that take the next word (java(1)). */
  private static final Set<String> WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p",
      "--module-path", "--upgrade-module-path", "--add-modules", "--limit-modules", "--add-exports",
      "--add-opens", "--add-reads", "--patch-module", "--enable-native-access", "--source",
      "--describe-module", "-d");

  /** Reads the command line of {@code server}; empty when it starts no jar. */
  static Optional<JarLine> of(ServerSpec.Stdio server) {
    var command = server.command();
    if (!command.substring(command.lastIndexOf('/') + 1).equals("java")) return Optional.empty();
    var args = server.args();
    boolean isJar = false;
    for (int i = 0; i < args.size(); i++) {
      var word = args.get(i);
      if (word.equals("-jar")) isJar = true;
      else if (WITH_VALUE.contains(word)) i++;
      else if (!word.startsWith("-")) return jar(server, isJar, i);
    }
    return Optional.empty();
  }

  /** What an argument file ({@code @file}) says is not known here. */
  private static Optional<JarLine> jar(ServerSpec.Stdio server, boolean isJar, int at) {
    boolean isKnown = isJar && !server.args().get(at).startsWith("@");
    return isKnown ? Optional.of(new JarLine(server, at)) : Optional.empty();
  }

  /** The jar, as it is written: it counts from the folder where the server runs. */
  String jar() {
    return server.args().get(at);
  }

  /** The same server with another jar. */
  ServerSpec.Stdio with(String jar) {
    List<String> args = new ArrayList<>(server.args());
    args.set(at, jar);
    return server.with(args, server.env());
  }
}
