package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hotplug.torture.SeedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Any files as a repository. A seed in {@code DetectorsFuzzTestInputs} holds them all, each behind
 * a line {@code === name} or, a link, {@code === name -> target}.
 */
class DetectorsFuzzTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^=== ");
  private static final Set<String> TOOLS = Set.of("node", "npm", "npx", "pnpm", "uv", "python3",
      "go", "cargo", "javac", "mvn", "gradle", "dotnet", "deno");
  private static final int MOST_FILES = 20;
  private static final String SECRET = "what-lies-outside";

  @TempDir
  private static Path folder;

  @ParameterizedTest
  @ArgumentsSource(SeedFiles.class)
  void everySeedIsARepository(byte[] files) throws IOException {
    whateverARepositoryHoldsIsAPlanOrAReason(files);
  }

  @Tag("fuzz")
  @FuzzTest
  void whateverARepositoryHoldsIsAPlanOrAReason(byte[] files) throws IOException {
    Files.writeString(folder.resolve("package.json"), "{\"name\": \"" + SECRET + "\"}");
    var root = Files.createDirectory(folder.resolve("repository")).toRealPath();
    try {
      var names = write(root, new String(files, StandardCharsets.UTF_8));
      check(root, Wishes.NONE);
      for (var name : names.stream().limit(2).toList()) check(root, Wishes.NONE.startedBy(name));
      OutwardLinks.remove(root);
      assertThat(leadOut(root)).isEmpty();
    } finally {
      FileTree.delete(root);
    }
  }

  private static List<String> write(Path root, String files) {
    return HEADING.splitAsStream(files)
        .skip(1)
        .limit(MOST_FILES)
        .flatMap(file -> write(root, file.split("\n", 2)).stream())
        .toList();
  }

  /** The name of what was written, if a repository may have such a thing. */
  private static Optional<String> write(Path root, String... file) {
    var parts = file[0].split(" -> ", 2);
    try {
      var path = root.resolve(parts[0]).normalize();
      if (!path.startsWith(root) || path.equals(root) || isBehindLink(path))
        return Optional.empty();
      Files.createDirectories(path.resolveSibling("."));
      if (parts.length > 1) Files.createSymbolicLink(path, Path.of(parts[1]));
      else Files.writeString(path, file.length > 1 ? file[1] : "", StandardOpenOption.CREATE_NEW);
      return Optional.of(parts[0]);
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Then writing would reach what is no repository's: no checkout does that either. */
  private static boolean isBehindLink(Path path) {
    for (var at = path; at != null; at = at.getParent()) {
      if (Files.isSymbolicLink(at)) return true;
    }
    return false;
  }

  private static void check(Path root, Wishes wishes) {
    var detection = Detectors.detect(Folder.root(root), wishes, TOOLS::contains);

    assertThat(detection.toString()).doesNotContain(SECRET);
    switch (detection) {
      case Detection.Found(var recipe) -> recipe(root, recipe);
      case Detection.Ambiguous(var choices) ->
        assertThat(choices).hasSizeGreaterThan(1).allMatch(it -> Plain.isPlain(it.what()));
      case Detection.Nothing(var reason, var lookedFor, var nextStep) ->
        assertThat(Words.of(lookedFor, reason, nextStep)).allMatch(Plain::isPlain);
    }
  }

  private static void recipe(Path root, Recipe recipe) {
    assertThat(recipe.name()).isNotBlank();
    command(root, recipe.start());
    for (var step : recipe.steps()) {
      command(root, step.line());
      assertThat(root.resolve(step.folder()).normalize().startsWith(root)).isTrue();
    }
    assertThat(Words.of(recipe.warnings(), recipe.evidence())).allMatch(Plain::isPlain);
  }

  private static void command(Path root, List<String> line) {
    assertThat(line).isNotEmpty().noneMatch(word -> word.indexOf('\0') >= 0);
    assertThat(line.getFirst()).isNotBlank().doesNotStartWith("-");
    for (var word : line) {
      if (!word.startsWith(Recipe.HERE)) continue;
      var path = Path.of(word.replace(Recipe.HERE, root.toString())).normalize();
      assertThat(path.startsWith(root)).as(word).isTrue();
    }
  }

  private static List<Path> leadOut(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::exists).filter(file -> !isInside(file, root)).toList();
    }
  }

  private static boolean isInside(Path file, Path root) {
    try {
      return file.toRealPath().startsWith(root);
    } catch (IOException _) {
      return true;
    }
  }
}
