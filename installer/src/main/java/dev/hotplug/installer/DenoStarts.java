package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the file that starts a Deno server, and what it has to be allowed. */
final class DenoStarts {
  /** What people call the task, the likeliest first. */
  private static final List<String> TASKS = List.of("mcp", "start", "serve", "server", "stdio",
      "run");

  private static final List<String> FILES = List.of("main.ts", "server.ts", "src/main.ts",
      "src/server.ts", "mod.ts", "index.ts", "src/index.ts", "src/mod.ts", "main.js");

  private static final Pattern COMMAND = Pattern.compile("&&|\\|\\||[;|&]");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern CODE = Pattern.compile("[\\w@./-]+\\.[cm]?[jt]sx?");

  /** What a program may do, and nothing that names another file to load. */
  private static final Pattern PERMISSION = Pattern
      .compile("-A|-[RWNESI]+|--(?:allow|deny)-[a-z-]+(?:=\\S*)?|--unstable(?:-[a-z-]+)?");

  private final DenoProject project;
  private final Account account;

  DenoStarts(DenoProject project, Account account) {
    this.project = project;
    this.account = account;
  }

  /** The likeliest: a task, then what is exported, then a file of a customary name. */
  Optional<DenoStart> likeliest() {
    if (!project.exists()) return customary().filter(this::isForDeno).map(this::bare);
    return task().or(() -> exported().or(this::customary).map(this::bare));
  }

  /** The one that {@code wish} means: the name of a task, or a file that is there. */
  Optional<DenoStart> wished(String wish) {
    var named = Optional.ofNullable(project.tasks().get(wish)).flatMap(it -> command(wish, it));
    if (named.isPresent()) return named;
    var isDeno = project.exists() || isForDeno(wish);
    if (!isDeno || !CODE.matcher(wish).matches() || !project.folder().has(wish)) {
      return Optional.empty();
    }
    return Optional.of(bare(wish));
  }

  private Optional<DenoStart> task() {
    var names = new LinkedHashSet<String>(TASKS);
    names.retainAll(project.tasks().keySet());
    return names.stream()
        .flatMap(it -> command(it, project.tasks().getOrDefault(it, "")).stream())
        .findFirst();
  }

  /** {@code deno run}, its options, a file that is there, and what the file is given. */
  private Optional<DenoStart> command(String task, String line) {
    for (var command : COMMAND.split(line, -1)) {
      var words = List.of(SPACES.split(command.strip(), -1));
      if (words.size() < 3 || !words.get(0).equals("deno") || !words.get(1).equals("run")) continue;
      for (int i = 2; i < words.size(); i++) {
        var file = words.get(i);
        if (!CODE.matcher(file).matches() || !project.folder().has(file)) continue;
        account.saw(project.folder(), project.file(),
            "task " + Plain.quoted(task) + " " + Plain.quoted(line));
        return Optional.of(new DenoStart(file, permissions(words.subList(2, i)),
            words.subList(i + 1, words.size()), true));
      }
    }
    return Optional.empty();
  }

  private Optional<String> exported() {
    return Optional.of(project.export())
        .filter(it -> CODE.matcher(it).matches() && project.folder().has(it));
  }

  private Optional<String> customary() {
    return FILES.stream().filter(project.folder()::has).findFirst();
  }

  /** A file that nobody says how to run but, perhaps, itself. */
  private DenoStart bare(String file) {
    account.saw(project.folder(), file, "started with deno");
    var words = List.of(SPACES.split(shebang(file), -1));
    var said = permissions(words.subList(words.indexOf("run") + 1, words.size()));
    if (!said.isEmpty()) return new DenoStart(file, said, List.of(), false);
    account.warn("Nothing says what " + Plain.text(file)
        + " has to be allowed; it may do all that you may (deno run -A).");
    return new DenoStart(file, List.of("-A"), List.of(), false);
  }

  private boolean isForDeno(String file) {
    return shebang(file).contains("deno");
  }

  private String shebang(String file) {
    return project.folder()
        .head(file)
        .filter(it -> it.startsWith("#!"))
        .flatMap(it -> it.lines().findFirst())
        .orElse("");
  }

  private static List<String> permissions(List<String> words) {
    var all = new ArrayList<>(words);
    all.removeIf(it -> !PERMISSION.matcher(it).matches());
    return all;
  }
}
