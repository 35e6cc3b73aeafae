package dev.hotplug.app.watch;

import dev.hotplug.spec.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the command line of a program that is named by its path. */
final class LocalFile {
  /** As much of a first line as systems look at. */
  private static final int LONGEST = 256;

  private LocalFile() {}

  static Started read(Line line, CommandLine others) {
    var file = line.path(line.first());
    var made = environmentOf(file);
    if (made.isPresent()) return new Started.Project(Language.PYTHON, made.get());
    if (Never.installed(file)) return new Started.Foreign(line.program() + " is installed");
    var wrapper = buildTool(line, file);
    if (wrapper.isPresent()) return wrapper.get();
    return interpreter(file).map(words -> others.read(scripted(words, line, file)))
        .orElseGet(() -> new Started.Artefact(
            Projects.compiled(Names.parent(file)).orElse(Language.NATIVE), List.of(file)));
  }

  /** The project whose virtual environment holds a program: pip installs it for editing. */
  private static Optional<Path> environmentOf(Path program) {
    var environment = Optional.ofNullable(program.getParent()).map(Path::getParent);
    return environment.filter(it -> Files.exists(it.resolve("pyvenv.cfg")))
        .map(Path::getParent)
        .filter(it -> Projects.isMarked(Language.PYTHON, it));
  }

  private static Optional<Started> buildTool(Line line, Path file) {
    return switch (line.program()) {
      case "mvnw", "gradlew" -> Optional.of(new Started.Project(Language.JAVA, Names.parent(file)));
      default -> Optional.empty();
    };
  }

  private static Line scripted(List<String> interpreter, Line line, Path file) {
    var words = new ArrayList<>(interpreter);
    words.add(file.toString());
    words.addAll(line.words().subList(1, line.words().size()));
    return new Line(words, line.folder());
  }

  /** What the first line names as the interpreter, with its arguments. */
  private static Optional<List<String>> interpreter(Path file) {
    if (!Files.isRegularFile(file)) return Optional.empty();
    try (var in = Files.newInputStream(file)) {
      var begin = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      if (!begin.startsWith("#!")) return Optional.empty();
      return ShellWords.split(begin.lines().findFirst().orElse("").substring(2))
          .filter(words -> !words.isEmpty())
          .map(LocalFile::withoutSplit);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** {@code env -S} splits what is split already. */
  private static List<String> withoutSplit(List<String> words) {
    return words.stream().filter(word -> !word.equals("-S")).toList();
  }
}
