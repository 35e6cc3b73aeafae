package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from what a server said why it does not answer. */
final class Symptoms {
  private static final int LONGEST = 200;

  private static final Pattern NAME = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\\b");

  private static final Pattern MISSING = Pattern.compile("(?i)\\b(missing|required|requires?|"
      + "not (set|defined|found|provided|configured)|undefined|unset|must (be )?set|must provide|"
      + "(please|need to|have to) (set|provide|define|specify)|is empty|no .{0,40}(provided|set)|"
      + "environment variables?|env(ironment)? vars?|KeyError|Field required|"
      + "resolve placeholder)\\b");

  private static final Pattern INCOMPLETE = Pattern.compile("(?i)(Cannot find (module|package)|"
      + "ERR_MODULE_NOT_FOUND|ERR_DLOPEN_FAILED|ModuleNotFoundError|No module named|"
      + "Could not locate the bindings file|cannot import name|"
      + "invalid ELF header|was compiled against a different Node\\.js version|"
      + "error while loading shared libraries|no main manifest attribute|NoClassDefFoundError|"
      + "Could not find or load main class|Could not load file or assembly|Module not found).*");

  private static final Pattern OTHER_RUNTIME = Pattern
      .compile("(?i)(compiled by a more recent version of the Java"
          + "|You must install (or update )?\\.NET).*");

  private static final Pattern ARGUMENTS = Pattern.compile("(?i)^\\s*(usage:|error: (missing|the "
      + "following (required )?arguments|required|unknown (command|option)|too few|.*requires a "
      + "subcommand)|.*following arguments are "
      + "required|.*missing required (argument|option|positional|parameter)|.*(at least one|no) "
      + "(argument|director(y|ies)|path|command|subcommand)s? .*(required|given|provided|specified)"
      + "|.*not enough (non-option )?arguments).*");

  private static final Pattern URL = Pattern
      .compile("(?i)\\b(https?://(?:localhost|127\\.0\\.0\\.1|"
          + "0\\.0\\.0\\.0|\\[::1?])(?::\\d{2,5})?(?:/[\\w./-]*)?)");

  private static final Pattern LISTENING = Pattern.compile("(?i)\\b(?:listening|running|started|"
      + "serving|available)\\b.{0,60}?(?:\\bport[ :=]+|\\bon \\S{0,40}:)(\\d{2,5})\\b");

  private final List<String> lines;
  private final Probe.Finding.Silent finding;
  private final List<String> wanted;

  private Symptoms(Probe.Finding.Silent finding, List<String> wanted) {
    this.finding = finding;
    this.wanted = wanted;
    this.lines = Stream.concat(finding.stderr().stream(), finding.stdout().stream()).toList();
  }

  /**
   * What ails a server.
   *
   * @param wanted the variables that its repository names and that it was not given
   */
  static Diagnosis read(Probe.Finding.Silent finding, List<String> wanted) {
    var symptoms = new Symptoms(finding, wanted);
    return symptoms.otherRuntime()
        .or(symptoms::incomplete)
        .or(symptoms::variables)
        .or(symptoms::port)
        .or(symptoms::arguments)
        .or(symptoms::address)
        .orElseGet(() -> new Diagnosis.Unclear(finding.cause()));
  }

  private Optional<Diagnosis> otherRuntime() {
    return first(OTHER_RUNTIME, 0).map(found -> new Diagnosis.OtherRuntime(cut(found)));
  }

  private Optional<Diagnosis> incomplete() {
    return first(INCOMPLETE, 0).map(found -> new Diagnosis.BuildIncomplete(cut(found)));
  }

  /** A variable counts where its line says that something is missing, or the one before does. */
  private Optional<Diagnosis> variables() {
    var names = new TreeSet<String>();
    boolean isMissing = false;
    for (var line : lines) {
      boolean before = isMissing;
      isMissing = MISSING.matcher(line).find();
      if (isMissing || before) names.addAll(named(line, isMissing));
    }
    return names.isEmpty() ? Optional.empty()
        : Optional.of(new Diagnosis.MissingVariables(List.copyOf(names)));
  }

  private List<String> named(String line, boolean isItself) {
    var found = NAME.matcher(line).results().map(match -> match.group()).filter(this::isVariable);
    var words = Stream.of(line.split("[^A-Za-z0-9_]+")).filter(wanted::contains);
    return Stream.concat(isItself ? found : found.filter(wanted::contains), words)
        .distinct()
        .toList();
  }

  /** Error codes look the same. */
  private boolean isVariable(String name) {
    return !name.startsWith("ERR_") && !name.startsWith("ECONN");
  }

  private Optional<Diagnosis> port() {
    if (finding.ports().isEmpty()) return Optional.empty();
    return address().or(() -> Optional
        .of(new Diagnosis.HttpServer("http://localhost:" + finding.ports().getFirst())));
  }

  private Optional<Diagnosis> arguments() {
    for (int i = 0; i < lines.size(); i++) {
      if (!ARGUMENTS.matcher(lines.get(i)).find()) continue;
      return Optional.of(new Diagnosis.NeedsArguments(cut(withItsList(i))));
    }
    return Optional.empty();
  }

  /** Many only announce what they want, and name it in the next line. */
  private String withItsList(int at) {
    var line = lines.get(at).strip();
    boolean isHeading = line.endsWith(":") && at + 1 < lines.size();
    return isHeading ? line + " " + lines.get(at + 1).strip() : line;
  }

  private Optional<Diagnosis> address() {
    return first(URL, 1).or(() -> first(LISTENING, 1).map(port -> "http://localhost:" + port))
        .map(Diagnosis.HttpServer::new);
  }

  private Optional<String> first(Pattern pattern, int group) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .findFirst()
        .flatMap(found -> Optional.ofNullable(found.group(group)));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
