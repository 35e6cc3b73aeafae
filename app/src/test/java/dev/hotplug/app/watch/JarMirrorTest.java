package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a project stands in the mirror of a jar, as a copy or as a link. */
class JarMirrorTest {
  @TempDir
  private Path temporary;

  private Path folder = Path.of("");
  private Path project = Path.of("");
  private Path mirror = Path.of("");

  @BeforeEach
  void makesFolders() throws IOException {
    folder = temporary.toRealPath();
    project = Files.createDirectory(folder.resolve("project"));
    mirror = Files.createDirectory(folder.resolve("mirror"));
  }

  @Test
  void jarsOfTheProjectAreCopiedByteByByteAndOthersLinked() throws Exception {
    var jar = Jars.write(project.resolve("target/x.jar"), "lib/a.jar ../../m2/b.jar gone.jar");
    var near = Jars.write(project.resolve("target/lib/a.jar"), "");
    var far = Jars.write(folder.resolve("m2/b.jar"), "c.jar");
    var farther = Jars.write(folder.resolve("m2/c.jar"), "b.jar");

    var made = make(jar);

    assertThat(made).isEqualTo(mirrored(jar)).hasSameBinaryContentAs(jar);
    assertCopied(jar);
    assertCopied(near);
    assertLinked(far);
    assertLinked(farther);
    assertThat(mirrored(project.resolve("target/gone.jar"))).doesNotExist();
  }

  @Test
  void foldersAreLinkedButForTheWayToACopy() throws Exception {
    var jar = Jars.write(project.resolve("target/x.jar"), "./ classes/ lib/ lib/a.jar");
    var near = Jars.write(project.resolve("target/lib/a.jar"), "");
    var text = Files.writeString(project.resolve("target/lib/b.txt"), "b");
    var classes = Files.createDirectory(project.resolve("target/classes"));

    make(jar);

    assertCopied(jar);
    assertCopied(near);
    assertLinked(text);
    assertLinked(classes);
  }

  @Test
  void whatStandsBesideAJarStandsBesideItsCopy() throws Exception {
    var jar = Jars.write(project.resolve("target/x.jar"), "");
    var beside = Files.writeString(project.resolve("target/x.properties"), "a=b");

    make(jar);

    assertLinked(beside);
  }

  @Test
  void nothingIsMadeInTheProject() throws Exception {
    var jar = Jars.write(project.resolve("target/x.jar"), "lib/ lib/deep/a.jar ../");
    Jars.write(project.resolve("target/lib/deep/a.jar"), "../ b.jar");
    var before = all(project);

    make(jar);
    CopiesFolder.delete(mirror);

    assertThat(all(project)).isEqualTo(before);
    assertThat(mirror).doesNotExist();
  }

  @Test
  void entriesThatAreNoRelativePathsAreLeftToJava() throws Exception {
    var absolute = Jars.write(project.resolve("lib/a.jar"), "");
    var jar = Jars.write(project.resolve("target/x.jar"),
        absolute + " " + absolute.toUri() + " http://localhost/b.jar %zz");

    make(jar);

    assertCopied(jar);
    assertThat(mirrored(absolute)).doesNotExist();
  }

  @Test
  void namesWithBlanksAreReadAsUrls() throws Exception {
    var jar = Jars.write(project.resolve("target/x.jar"), "my%20lib/a.jar");
    var near = Jars.write(project.resolve("target/my lib/a.jar"), "");

    make(jar);

    assertCopied(near);
  }

  @Test
  void aJarWithoutItsEndIsHalfWritten() throws Exception {
    var jar = Jars.write(project.resolve("target/x.jar"), "");
    Jars.halve(jar);

    assertThatThrownBy(() -> make(jar)).isInstanceOf(JarMirror.HalfWritten.class)
        .hasMessageContaining(jar + " is not a whole jar");
    Files.write(jar, new byte[0]);
    CopiesFolder.delete(mirror);
    assertThatThrownBy(() -> make(jar)).isInstanceOf(JarMirror.HalfWritten.class);
  }

  private Path make(Path jar) throws IOException {
    return new JarMirror(mirror, project).make(jar);
  }

  private Path mirrored(Path file) {
    return mirror.resolve(file.subpath(0, file.getNameCount()));
  }

  private void assertCopied(Path file) {
    assertThat(mirrored(file)).isRegularFile().hasSameBinaryContentAs(file);
    assertThat(Files.isSymbolicLink(mirrored(file))).isFalse();
  }

  private void assertLinked(Path file) throws IOException {
    assertThat(Files.readSymbolicLink(mirrored(file))).isEqualTo(file);
  }

  private static List<Path> all(Path where) throws IOException {
    try (Stream<Path> files = Files.walk(where)) {
      return files.sorted().toList();
    }
  }
}
