package dev.hotplug.app.debug;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the place of {@code --inspect}. Not in {@code NODE_OPTIONS}: npx, which is Node itself,
 * would take the port before the server does.
 */
final class NodeGap {
  private static final String INSTEAD = "Write in \"command\" and \"args\" what starts Node itself: "
      + "node server.js, tsx server.ts or npx tsx server.ts.";

  /** Options of npx that take the next word; a command of a shell is none of ours. */
  private static final Set<String> VALUED = Set.of("-p", "--package", "-w", "--workspace", "-c",
      "--call");

  /** Options of Node and of tsx that take the next word. */
  private static final Set<String> NEXT = Set.of("-r", "--require", "--import", "--loader",
      "--experimental-loader", "-C", "--conditions", "-e", "--eval", "-p", "--print", "-pe",
      "--env-file", "--env-file-if-exists", "--title", "--input-type", "--watch-path",
      "--disable-warning", "--unhandled-rejections", "--dns-result-order", "--inspect-port",
      "--tsconfig", "--include", "--exclude", "--ignore");

  private static final Pattern INSPECT = Pattern.compile("--inspect(?:-brk|-wait|-port)?(?:=.*)?",
      Pattern.DOTALL);

  private NodeGap() {}

  static Gap of(String program, List<String> args) {
    return switch (program) {
      case "node", "nodejs" -> node(args);
      case "tsx" -> tsx(0, args);
      case "npx" -> npx(args);
      default -> nowhere(program + " is neither node, tsx nor npx tsx");
    };
  }

  private static Gap node(List<String> args) {
    boolean isScriptOfPackage = !args.isEmpty() && args.getFirst().startsWith("--run");
    return isScriptOfPackage ? nowhere("node --run starts a shell") : options(0, args);
  }

  /** tsx hands on to Node what is no option of its own; its command {@code watch} comes first. */
  private static Gap tsx(int at, List<String> args) {
    boolean isWatch = at < args.size() && args.get(at).equals("watch");
    return options(isWatch ? at + 1 : at, args);
  }

  /** Before Node's options, which stand from {@code at} on, unless they have it. */
  private static Gap options(int at, List<String> args) {
    for (int i = at; i < args.size() && isOption(args.get(i)); i++) {
      var word = args.get(i);
      if (INSPECT.matcher(word).matches()) {
        return new Gap.Nowhere("its command has --inspect itself",
            "Take that out of \"args\", or \"debug\" out of \"hotplug.dev\".");
      }
      if (NEXT.contains(word)) i++;
    }
    return Gap.Between.before(at, args);
  }

  /** Not the script, nor what ends the options. */
  private static boolean isOption(String word) {
    return word.startsWith("-") && !word.equals("-") && !word.equals("--");
  }

  private static Gap npx(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      var word = args.get(i);
      if (VALUED.contains(word)) i++;
      else if (word.matches("tsx(@.*)?")) return tsx(i + 1, args);
      else if (!word.startsWith("-")) break;
    }
    return nowhere("npx starts a package that is not tsx");
  }

  private static Gap nowhere(String why) {
    return new Gap.Nowhere(why, INSTEAD);
  }
}
