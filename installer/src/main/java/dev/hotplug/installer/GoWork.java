package dev.hotplug.installer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The modules that a {@code go.work} has built together.
 *
 * @param folder with that file
 * @param uses the folders of the modules, relative to it
 */
record GoWork(Folder folder, List<String> uses) {
  private static final String FILE = "go.work";
  private static final Pattern COMMENT = Pattern.compile("//.*");
  private static final Pattern USE = Pattern.compile("^use(?=[\\s(\"`])\\s*+");
  private static final Pattern QUOTE = Pattern.compile("[\"`]");

  GoWork {
    uses = List.copyOf(uses);
  }

  /** The one that Go heeds in {@code module}, the nearest above; empty if there is none. */
  static Optional<GoWork> over(Folder module) {
    return module.upwards()
        .stream()
        .filter(it -> it.has(FILE))
        .findFirst()
        .map(it -> new GoWork(it, read(it.text(FILE).orElse(""))));
  }

  private static List<String> read(String text) {
    var uses = new ArrayList<String>();
    boolean isInBlock = false;
    for (var line : text.lines().toList()) {
      var words = COMMENT.matcher(line).replaceFirst("").strip();
      var use = USE.matcher(words);
      if (isInBlock && words.startsWith(")")) {
        isInBlock = false;
      } else if (isInBlock) {
        uses.add(unquoted(words));
      } else if (use.find()) {
        var rest = words.substring(use.end());
        isInBlock = rest.startsWith("(");
        if (!isInBlock) uses.add(unquoted(rest));
      }
    }
    uses.removeIf(String::isEmpty);
    return uses;
  }

  private static String unquoted(String path) {
    return QUOTE.matcher(path).replaceAll("");
  }

  /** Whether the module in {@code module} is one of them; Go builds no other there. */
  boolean isUsing(Folder module) {
    return uses.stream().flatMap(it -> folder.inside(it).stream()).anyMatch(module.path()::equals);
  }
}
