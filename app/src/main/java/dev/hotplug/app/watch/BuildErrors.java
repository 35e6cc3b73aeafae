package dev.hotplug.app.watch;

import static java.util.Objects.requireNonNull;

import dev.hotplug.spec.Cut;
import dev.hotplug.spec.Visible;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, from the output of a build that failed: the errors that name a file and a line, as
 * compilers word them (tsc, javac, Maven, go, gcc, rustc, esbuild, Vite, Python). Confined to the
 * call of {@link #in}.
 */
final class BuildErrors {
  private static final int MOST_LINES = 10;
  private static final int LONGEST = 300;

  private static final String FILE = "(?<file>[^\\s:(\\[\"][^:(\"]*\\.\\w+)";

  /** {@code a.ts(1,2): …}, {@code a.ts (1:2): …}, {@code A.java:[1,2] …}, {@code a.go:1:2: …}. */
  private static final Pattern ONE_LINE = Pattern.compile("(?:\\[ERROR\\] |vet: |e: (?:file://)?)?"
      + FILE + "(?:\\(\\d+,\\d+\\):| \\(\\d+:\\d+\\):|:\\[\\d+,\\d+\\]|:\\d+(?::\\d+(?::| -)?|:)) "
      + "(?<what>\\S.*)");

  private static final Pattern NO_ERROR = Pattern.compile("(?i)(?:warning|note|info|hint)\\b.*");

  /** rustc and esbuild name what is wrong first, and where it is in a line of its own. */
  private static final Pattern HEADLINE = Pattern
      .compile("(?<what>error(?:\\[\\w+\\])?: .*)|\\S+ \\[ERROR\\] (?<also>.*)");

  private static final Pattern WARNING = Pattern.compile("warning.*|\\S+ \\[WARNING\\].*");
  private static final Pattern PLACE = Pattern
      .compile("\\s+(?:--> )?(?<place>[^\\s:][^:]*\\.\\w+:\\d+:\\d+):?");

  private static final Pattern PYTHON_PLACE = Pattern
      .compile("\\s*File \"(?<file>[^\"]+)\", line (?<line>\\d+).*");
  private static final Pattern PYTHON_ERROR = Pattern
      .compile("(?:Sorry: )?(?<what>[A-Z][\\w.]*(?:Error|Exception)\\b.*)");

  private final SequencedSet<String> found = new LinkedHashSet<>();
  private @Nullable String headline;
  private @Nullable String pythonPlace;

  private BuildErrors() {}

  /**
   * The first errors in {@code output}, at most ten lines of 300 characters; its last lines where
   * none is recognized.
   */
  static List<String> in(List<String> output) {
    var named = named(output);
    if (!named.isEmpty()) return named;
    var seen = seen(output);
    return seen.subList(Math.max(0, seen.size() - MOST_LINES), seen.size())
        .stream()
        .map(BuildErrors::cut)
        .toList();
  }

  /** The first errors in {@code output} that name a file and a line, bounded as those. */
  static List<String> named(List<String> output) {
    var errors = new BuildErrors();
    seen(output).forEach(errors::read);
    return errors.found.stream().limit(MOST_LINES).map(BuildErrors::cut).toList();
  }

  private static List<String> seen(List<String> output) {
    return output.stream()
        .map(line -> Visible.of(line).stripTrailing())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private void read(String line) {
    readOneLine(line);
    readWithPlace(line);
    readPython(line);
  }

  private void readOneLine(String line) {
    var error = ONE_LINE.matcher(line);
    if (error.matches() && !NO_ERROR.matcher(requireNonNull(error.group("what"))).matches()) {
      found.add(line.substring(error.start("file")));
    }
  }

  private void readWithPlace(String line) {
    var place = PLACE.matcher(line);
    if (headline != null && place.matches()) {
      found.add(place.group("place") + ": " + headline);
      headline = null;
    }
    if (WARNING.matcher(line).matches()) headline = null;
    var error = HEADLINE.matcher(line);
    if (error.matches()) {
      headline = error.group("what") == null ? error.group("also") : error.group("what");
    }
  }

  private void readPython(String line) {
    var place = PYTHON_PLACE.matcher(line);
    if (place.matches()) pythonPlace = place.group("file") + ":" + place.group("line");
    var error = PYTHON_ERROR.matcher(line);
    if (pythonPlace != null && error.matches()) {
      found.add(pythonPlace + ": " + error.group("what"));
      pythonPlace = null;
    }
  }

  private static String cut(String line) {
    return Cut.of(line, LONGEST);
  }
}
