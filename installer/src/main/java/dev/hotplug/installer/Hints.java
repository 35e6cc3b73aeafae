package dev.hotplug.installer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a repository says, beside its markers, of the arguments and variables of its server. Written
 * for people and other programs, often wrong: it fills what may be tried, never what is built or
 * started. Confined to the thread that detects.
 */
final class Hints {
  private static final int MOST = 12;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,80}");

  /** What somebody has to replace, or what was right on its author's machine alone. */
  private static final Pattern PLACEHOLDER = Pattern.compile(
      "[<>${}\\[\\]\u2026]|\\.\\.\\.|(?i:your|path/to|x{3}|changeme|placeholder|example\\.com)"
          + "|^[/~]|=[/~]|^[A-Za-z]:[\\\\/]|[A-Z0-9]+_[A-Z0-9_]+");

  private final Set<List<String>> arguments = new LinkedHashSet<>();
  private final Set<String> env = new LinkedHashSet<>();
  private final Account account = new Account();

  /** All hints in {@code folder} and above it, the most trustworthy first. */
  static Hints of(Folder folder) {
    var hints = new Hints();
    for (var at : folder.upwards()) ManifestHints.read(at, hints);
    for (var at : folder.upwards()) ReadmeHints.read(at, hints);
    for (var at : folder.upwards()) EnvFileHints.read(at, hints);
    return hints;
  }

  /** Takes {@code words} for one whole try, unless somebody has to replace a part of them. */
  void argument(Folder folder, String file, List<String> words) {
    if (words.isEmpty() || arguments.size() >= MOST) return;
    if (!isUsable(words) || !arguments.add(List.copyOf(words))) return;
    account.saw(folder, file, "arguments " + Plain.quoted(words));
  }

  /** Whether {@code words} can be tried as they stand. */
  static boolean isUsable(List<String> words) {
    return words.stream().allMatch(it -> Plain.isPlain(it) && !PLACEHOLDER.matcher(it).find());
  }

  /** Takes {@code name} for a variable that the server wants, if it can be one. */
  void variable(Folder folder, String file, String name) {
    if (!VARIABLE.matcher(name).matches() || env.size() >= MOST * 2 || !env.add(name)) return;
    account.saw(folder, file, "variable " + name);
  }

  /** Notes what else {@code file} says. */
  void saw(Folder folder, String file, String what) {
    account.saw(folder, file, what);
  }

  /** {@code recipe} with what was found; what it tries by itself comes first. */
  Recipe addedTo(Recipe recipe) {
    var tries = new LinkedHashSet<>(recipe.arguments());
    tries.addAll(arguments);
    return new Recipe(recipe.ecosystem(), recipe.folder(), recipe.name(), recipe.steps(),
        recipe.start(), List.copyOf(tries), List.copyOf(env), recipe.warnings(),
        Words.of(recipe.evidence(), account.evidence()));
  }
}
