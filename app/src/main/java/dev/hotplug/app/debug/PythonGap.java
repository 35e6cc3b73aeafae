package dev.hotplug.app.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place of {@code -m debugpy}: behind the options of the interpreter. */
final class PythonGap {
  private static final String INSTEAD = "Write in \"command\" and \"args\" what starts Python "
      + "itself: python server.py, python -m package or uv run python server.py.";

  private static final Pattern PYTHON = Pattern.compile("(?:python|pypy)[0-9.]*t?");

  /** Those that prepare an environment and then {@code run} something in it. */
  private static final Set<String> RUNNERS = Set.of("uv", "poetry", "pdm", "hatch", "pipenv", "rye",
      "pixi");

  /** Their options that say which Python, not that it is run. */
  private static final Set<String> CHOICES = Set.of("-p", "--python");

  /** Options of the interpreter that take the next word. */
  private static final Set<String> VALUED = Set.of("-W", "-X", "--check-hash-based-pycs");

  /** {@code -m} or {@code -c}, behind options that take nothing and before what may be joined. */
  private static final Pattern PROGRAM = Pattern.compile("-([bBdEiIOPqsSuvx]*)([mc])(.*)",
      Pattern.DOTALL);

  private PythonGap() {}

  static Gap of(String program, List<String> args) {
    if (PYTHON.matcher(program).matches()) return python(0, args);
    if (RUNNERS.contains(program)) return runner(program, args);
    return nowhere(program + " is not python");
  }

  private static Gap runner(String program, List<String> args) {
    int run = args.indexOf("run");
    for (int i = run + 1; run >= 0 && i < args.size(); i++) {
      var word = args.get(i);
      if (word.endsWith(".py") || word.equals("-m") || word.equals("--module")) break;
      if (isPython(word) && !CHOICES.contains(args.get(i - 1))) return python(i + 1, args);
    }
    return nowhere(program + " is not told to run python");
  }

  private static boolean isPython(String word) {
    return PYTHON.matcher(Gap.name(word)).matches();
  }

  /** With the interpreter's arguments from {@code from} on. */
  private static Gap python(int from, List<String> args) {
    for (int i = from; i < args.size(); i++) {
      var word = args.get(i);
      var program = PROGRAM.matcher(word);
      if (program.matches()) return parted(program, i, args);
      if (word.equals("-")) break;
      if (!word.startsWith("-")) return Gap.Between.before(i, args);
      if (VALUED.contains(word)) i++;
    }
    return nowhere("it gives Python no script");
  }

  /** {@code -um server} and {@code -mserver} are {@code -u} and {@code -m server}. */
  private static Gap parted(Matcher program, int at, List<String> args) {
    var options = Objects.requireNonNull(program.group(1));
    var joined = Objects.requireNonNull(program.group(3));
    if (isDebugpy(program, at, args)) {
      return new Gap.Nowhere("its command has debugpy itself",
          "Take that out of \"args\", or \"debug\" out of \"hotplug.dev\".");
    }
    var before = new ArrayList<>(args.subList(0, at));
    if (!options.isEmpty()) before.add("-" + options);
    var after = new ArrayList<String>();
    after.add("-" + program.group(2));
    if (!joined.isEmpty()) after.add(joined);
    after.addAll(args.subList(at + 1, args.size()));
    return new Gap.Between(before, after);
  }

  private static boolean isDebugpy(Matcher program, int at, List<String> args) {
    var joined = Objects.requireNonNull(program.group(3));
    var what = joined.isEmpty() && at + 1 < args.size() ? args.get(at + 1) : joined;
    return "m".equals(program.group(2)) && what.equals("debugpy");
  }

  private static Gap nowhere(String why) {
    return new Gap.Nowhere(why, INSTEAD);
  }
}
