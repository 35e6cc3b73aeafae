package dev.hotplug.installer;

import java.util.List;
import java.util.regex.Pattern;

/** The variables in the sample of a {@code .env} file; their values are nobody's. */
final class EnvFileHints {
  private static final List<String> FILES = List.of(".env.example", ".env.sample", ".env.template",
      "env.example");
  private static final Pattern NAME = Pattern
      .compile("(?m)^[ \\t]*+(?:export[ \\t]++)?([A-Za-z_][A-Za-z0-9_]*+)[ \\t]*+=");

  private EnvFileHints() {}

  /** Puts the names in the samples of {@code folder} into {@code hints}. */
  static void read(Folder folder, Hints hints) {
    for (var file : FILES) {
      Matches.all(NAME, folder.text(file).orElse(""))
          .forEach(it -> hints.variable(folder, file, it));
    }
  }
}
