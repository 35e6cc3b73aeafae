package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarChoiceTest {
  @TempDir
  Path target;

  @Test
  void theLargestThatStartsIsTaken() throws IOException {
    jar("notes-1.0.jar", true, 10);
    jar("notes-1.0-all.jar", true, 1_000);
    jar("library.jar", false, 5_000);
    Files.writeString(target.resolve("broken.jar"), "x".repeat(9_000));

    assertThat(picked()).isEqualTo("notes-1.0-all.jar");
  }

  @Test
  void whatAccompaniesAServerIsNone() throws IOException {
    jar("notes-1.0.jar", true, 10);
    for (var name : List.of("original-notes-1.0.jar", "notes-1.0-sources.jar",
        "notes-1.0-javadoc.jar", "notes-1.0-tests.jar", "notes-1.0-plain.jar")) {
      jar(name, true, 1_000);
    }

    assertThat(picked()).isEqualTo("notes-1.0.jar");
    assertThat(picked()).as("again").isEqualTo("notes-1.0.jar");
  }

  @Test
  void quarkusHasAFolderOfItsOwn() throws IOException {
    Files.createDirectories(target.resolve("quarkus-app"));
    jar("quarkus-app/quarkus-run.jar", true, 10);
    jar("notes-1.0.jar", true, 1_000);

    assertThat(picked()).isEqualTo("quarkus-app/quarkus-run.jar");
  }

  @Test
  void gradleHasThemInLibs() throws IOException {
    Files.createDirectories(target.resolve("libs"));
    jar("libs/notes-all.jar", true, 10);

    assertThat(picked()).isEqualTo("libs/notes-all.jar");
  }

  @Test
  void aLibraryThatStartsIsNoServer() throws IOException {
    Files.createDirectories(target.resolve("libs"));
    jar("libs/h2-2.3.jar", true, 5_000);
    jar("notes-1.0.jar", true, 10);

    assertThat(picked()).isEqualTo("notes-1.0.jar");
  }

  @Test
  void withoutOneThatStartsThereIsNone() throws IOException {
    jar("library.jar", false, 10);

    assertThat(JarChoice.make(target)).isEmpty();
    assertThat(JarChoice.make(target.resolve("gone"))).isEmpty();
    assertThat(target.resolve("hotplug-server.jar")).doesNotExist();
  }

  @Test
  void onlyItsOwnStepIsCarriedOut() {
    assertThat(JarChoice.folder(JarChoice.step("/x/target"))).contains(Path.of("/x/target"));
    assertThat(JarChoice.folder(List.of("mvn", "pick-jar", "/x"))).isEmpty();
    assertThat(JarChoice.folder(List.of("mvn"))).isEmpty();
  }

  /** What the link leads to, wherever the folder is moved. */
  private String picked() throws IOException {
    assertThat(JarChoice.make(target)).isPresent();
    return Files.readSymbolicLink(target.resolve("hotplug-server.jar")).toString();
  }

  private void jar(String name, boolean starts, int bytes) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (starts) manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "a.B");
    try (var out = new JarOutputStream(Files.newOutputStream(target.resolve(name)), manifest)) {
      out.setLevel(0);
      out.putNextEntry(new ZipEntry("content"));
      out.write(new byte[bytes]);
    }
  }
}
