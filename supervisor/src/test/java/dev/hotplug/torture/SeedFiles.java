package dev.hotplug.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The inputs of a fuzz test that are tried in every build: the files of {@code <class>Inputs}
 * beside it, where Jazzer begins, and where it leaves what it finds. Read without Jazzer, whose
 * agent would stay in the JVM of all tests.
 */
public final class SeedFiles implements ArgumentsProvider {

  @Override
  public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
      ExtensionContext context) throws IOException, URISyntaxException {
    var test = context.getRequiredTestClass();
    var folder = Objects.requireNonNull(test.getResource(test.getSimpleName() + "Inputs"));
    try (var files = Files.walk(Path.of(folder.toURI()))) {
      return files.filter(Files::isRegularFile).sorted().map(SeedFiles::seed).toList().stream();
    }
  }

  private static Arguments seed(Path file) {
    try {
      return Arguments.argumentSet(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
