package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the project that a file belongs to, by the files at the top of it. */
final class Projects {
  /** What may have made a program whose name does not say it; in this order. */
  private static final List<Language> COMPILED = List.of(Language.RUST, Language.GO,
      Language.DOTNET, Language.JAVA, Language.NATIVE);

  private Projects() {}

  /**
   * The folder of the project that {@code folder} lies in: the nearest one upwards with a marker of
   * the language; never one beyond the checkout, nor one that holds more than a project.
   */
  static Optional<Path> of(Language language, Path folder) {
    for (var at = folder; at != null && !Never.tooWide(at); at = at.getParent()) {
      if (isMarked(language, at)) return Optional.of(widest(language, at));
      if (Files.exists(at.resolve(".git"))) return Optional.empty();
    }
    return Optional.empty();
  }

  /** A module of a Java build is built with those that it is built from. */
  private static Path widest(Language language, Path module) {
    if (language != Language.JAVA) return module;
    var widest = module;
    for (var above = module.getParent(); above != null && !Never.tooWide(above)
        && isMarked(language, above); above = above.getParent()) {
      widest = above;
    }
    return widest;
  }

  /** In what a program below {@code folder} was probably written. */
  static Optional<Language> compiled(Path folder) {
    for (var at = folder; at != null && !Never.tooWide(at); at = at.getParent()) {
      var here = at;
      var language = COMPILED.stream().filter(it -> isMarked(it, here)).findFirst();
      if (language.isPresent()) return language;
      if (Files.exists(at.resolve(".git"))) return Optional.empty();
    }
    return Optional.empty();
  }

  static boolean isMarked(Language language, Path folder) {
    var markers = Globs.names(language.markers());
    try (var entries = Files.newDirectoryStream(folder, markers::matches)) {
      return entries.iterator().hasNext();
    } catch (IOException _) {
      // A folder that is missing or closed to us says nothing about a project.
      return false;
    }
  }
}
