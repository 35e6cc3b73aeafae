package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Which of the jars that a build has made is the server. Their names depend on versions and
 * plugins, so a step of the plan, which we carry out ourselves, gives the one a name that was known
 * before: a link beside it.
 */
final class JarChoice {
  private static final List<String> STEP = List.of("hotplug", "pick-jar");
  private static final String CHOSEN = "hotplug-server.jar";

  /**
   * Where the tools put them, below their own folder for what they build. Maven's {@code libs} has
   * the libraries of a server, and Gradle's the server: it is the last.
   */
  private static final List<String> PLACES = List.of("quarkus-app", "", "libs");

  private static final Pattern OTHERS = Pattern
      .compile("original-.*|.*-(sources|javadoc|tests|plain)\\.jar|" + CHOSEN);

  private JarChoice() {}

  /** The line of the step that chooses among those that are built in {@code folder}. */
  static List<String> step(String folder) {
    return Words.of(STEP, folder);
  }

  /** The jar that was chosen there. */
  static String chosen(String folder) {
    return folder + "/" + CHOSEN;
  }

  /** The folder of such a step; empty for a command of another kind. */
  static Optional<Path> folder(List<String> line) {
    return line.size() == STEP.size() + 1 && line.subList(0, STEP.size()).equals(STEP)
        ? Optional.of(Path.of(line.getLast()))
        : Optional.empty();
  }

  /**
   * Chooses in {@code folder}.
   *
   * @return the jar; empty if none starts by itself
   */
  static Optional<Path> make(Path folder) throws IOException {
    var best = best(folder);
    if (best.isEmpty()) return best;
    var link = folder.resolve(CHOSEN);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, folder.relativize(best.get()));
    return best;
  }

  private static Optional<Path> best(Path folder) throws IOException {
    for (var place : PLACES) {
      var largest = jars(folder.resolve(place)).stream()
          .filter(JarChoice::starts)
          .max(Comparator.comparingLong((Path jar) -> jar.toFile().length()));
      if (largest.isPresent()) return largest;
    }
    return Optional.empty();
  }

  private static List<Path> jars(Path folder) throws IOException {
    var jars = new ArrayList<Path>();
    if (!Files.isDirectory(folder)) return jars;
    try (var files = Files.newDirectoryStream(folder, "*.jar")) {
      for (var jar : files) {
        if (!OTHERS.matcher(String.valueOf(jar.getFileName())).matches()) jars.add(jar);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return jars;
  }

  private static boolean starts(Path file) {
    try (var jar = new JarFile(file.toFile())) {
      var manifest = jar.getManifest();
      return manifest != null
          && manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) != null;
    } catch (IOException | SecurityException _) {
      return false;
    }
  }
}
