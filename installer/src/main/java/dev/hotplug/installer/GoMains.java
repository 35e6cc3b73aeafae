package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the program of a Go module that is its server: its own package, unless that is a library;
 * then one in {@code cmd}; then one elsewhere. Confined to the thread that detects.
 */
final class GoMains {
  private static final int MOST_FILES = 2_000;
  private static final String COMMANDS = "cmd";

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package[ \\t]++(\\w++)");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^func[ \\t]++main[ \\t]*+\\(");

  /** Run by hand while developing, and left out of every build. */
  private static final Pattern IGNORED = Pattern
      .compile("(?m)^//(?:go:build|[ \\t]*+\\+build)[ \\t]++(?:ignore|tools)\\b");

  private final GoModule module;
  private final Account account;
  private int read;

  GoMains(GoModule module, Account account) {
    this.module = module;
    this.account = account;
  }

  /** The likeliest; empty where all packages are libraries. */
  Optional<GoMain> likeliest() {
    var own = in(module.folder());
    if (own.isPresent()) return own;
    var commands = module.folder().sub(COMMANDS).map(this::below).orElse(List.of());
    var mains = commands.isEmpty() ? below(module.folder()) : commands;
    if (mains.isEmpty()) return Optional.empty();
    var name = McpNames.likeliest(mains.stream().map(GoMain::name).toList(), module.baseName());
    var chosen = mains.stream().filter(it -> it.name().equals(name)).findFirst();
    tellOthers(mains.stream().filter(it -> !it.equals(chosen.orElseThrow())).toList());
    return chosen;
  }

  /** The one that {@code wish} means: a folder, a file in it, or the name of the program. */
  Optional<GoMain> wished(String wish) {
    var all = new ArrayList<GoMain>();
    in(module.folder()).ifPresent(all::add);
    all.addAll(below(module.folder()));
    var asked = wish.replaceFirst("^\\./", "").replaceFirst("/$", "");
    var folder = asked.endsWith(".go") ? folderOf(asked) : asked;
    return all.stream()
        .filter(it -> it.path().equals(folder))
        .findFirst()
        .or(() -> all.stream().filter(it -> it.name().equals(asked)).findFirst());
  }

  private static String folderOf(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  /** Those in the folders below {@code top} that belong to this module. */
  private List<GoMain> below(Folder top) {
    var mains = new ArrayList<GoMain>();
    var foreign = new ArrayList<String>();
    for (var folder : SubFolders.below(top)) {
      if (foreign.stream().anyMatch(folder.path()::startsWith)) continue;
      if (folder.has(GoModule.FILE)) foreign.add(folder.path() + "/");
      else in(folder).ifPresent(mains::add);
    }
    return mains;
  }

  private Optional<GoMain> in(Folder folder) {
    for (var file : folder.files()) {
      if (!file.endsWith(".go") || file.endsWith("_test.go") || read++ >= MOST_FILES) continue;
      var head = folder.head(file).orElse("");
      if (IGNORED.matcher(head).find()) continue;
      // All files of a folder are of one package.
      if (!packageOf(folder, file, head).equals("main")) return Optional.empty();
      if (FUNCTION.matcher(folder.text(file).orElse("")).find()) {
        return Optional.of(new GoMain(relative(folder), file));
      }
    }
    return Optional.empty();
  }

  /** A licence may come before it. */
  private static String packageOf(Folder folder, String file, String head) {
    var name = Matches.first(PACKAGE, head);
    return name.isEmpty() ? Matches.first(PACKAGE, folder.text(file).orElse("")) : name;
  }

  private String relative(Folder folder) {
    return folder.path().substring(module.folder().path().length()).replaceFirst("^/", "");
  }

  private void tellOthers(List<GoMain> others) {
    if (others.isEmpty()) return;
    account.saw(module.folder(), GoModule.FILE,
        "programs besides: " + Plain.quoted(others.stream().map(GoMain::path).toList())
            + "; server_file (--server-file) picks one of them");
  }
}
