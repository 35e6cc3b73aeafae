package dev.hotplug.app.debug;

import java.util.List;

/** Finds the place of the JVM's debugging agent: before all else. */
final class JavaGap {
  private JavaGap() {}

  static Gap of(String program, List<String> args) {
    if (args.stream()
        .anyMatch(word -> word.startsWith("-agentlib:jdwp") || word.startsWith("-Xrunjdwp"))) {
      return new Gap.Nowhere("its command has the agent jdwp itself",
          "Take that out of \"args\", or \"debug\" out of \"hotplug.dev\".");
    }
    if (program.equals("java")) return Gap.Between.before(0, args);
    return new Gap.Nowhere(program + " is not java",
        "Write in \"command\" and \"args\" what starts Java itself: java Server.java or "
            + "java -jar server.jar.");
  }
}
