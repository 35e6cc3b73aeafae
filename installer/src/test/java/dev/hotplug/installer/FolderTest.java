package dev.hotplug.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FolderTest {
  @TempDir
  Path temporary;

  private Path outside = Path.of("unset");
  private Path root = Path.of("unset");

  @BeforeEach
  void makeACheckout() throws Exception {
    outside = Files.writeString(temporary.resolve("secret.json"), "{\"name\": \"secret\"}");
    root = Files.createDirectory(temporary.resolve("checkout"));
  }

  @Test
  void filesAreReadWhereverTheyAreInTheCheckout() throws Exception {
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/x.txt"), "\uFEFFhällo");
    var folder = folder();

    var below = folder.sub("./a//b").orElseThrow();

    assertThat(folder.text("a/x.txt")).contains("hällo");
    assertThat(below.path()).isEqualTo("a/b");
    assertThat(below.name()).isEqualTo("b");
    assertThat(below.text("../x.txt")).contains("hällo");
    assertThat(below.inside("../../y")).contains("y");
    assertThat(below.upwards()).extracting(Folder::path).containsExactly("a/b", "a", "");
    assertThat(folder.folders()).extracting(Folder::path).containsExactly("a");
    assertThat(folder.sub("a").orElseThrow().files()).containsExactly("x.txt");
    assertThat(folder.troubles()).isEmpty();
  }

  @Test
  void nothingOutsideTheCheckoutIsRead() throws Exception {
    Files.createDirectory(root.resolve("a"));
    var folder = folder();

    assertThat(folder.text("../secret.json")).isEmpty();
    assertThat(folder.text("a/../../secret.json")).isEmpty();
    assertThat(folder.has(outside.toString())).isFalse();
    assertThat(folder.sub("..")).isEmpty();
    assertThat(folder.sub("/")).isEmpty();
    assertThat(folder.troubles()).contains("../secret.json leads out of the repository");
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Files.createSymbolicLink(root.resolve("package.json"), outside);
    Files.createSymbolicLink(root.resolve("up"), temporary);
    Files.writeString(root.resolve("real.json"), "{}");
    Files.createSymbolicLink(root.resolve("near.json"), Path.of("real.json"));
    var folder = folder();

    assertThat(folder.text("package.json")).isEmpty();
    assertThat(folder.has("package.json")).isFalse();
    assertThat(folder.text("near.json")).isEmpty();
    assertThat(folder.text("up/secret.json")).isEmpty();
    assertThat(folder.sub("up")).isEmpty();
    assertThat(folder.folders()).isEmpty();
    assertThat(folder.files()).containsExactly("real.json");
    assertThat(folder.troubles()).contains("package.json is a link; links are not followed",
        "near.json is a link; links are not followed");
  }

  @Test
  void whatIsNoRegularFileIsNotOpened() throws Exception {
    Files.createDirectory(root.resolve("package.json"));
    Fifo.make(root.resolve("pyproject.toml"));
    var folder = folder();

    assertThat(folder.text("package.json")).isEmpty();
    assertThat(folder.text("pyproject.toml")).isEmpty();
    assertThat(folder.troubles()).containsExactly("package.json is no regular file",
        "pyproject.toml is no regular file");
  }

  @Test
  void aHugeFileIsNotRead() throws Exception {
    try (var file = new RandomAccessFile(root.resolve("package.json").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    var folder = folder();

    assertThat(folder.text("package.json")).isEmpty();
    assertThat(folder.troubles())
        .containsExactly("package.json is larger than 1 MiB; it is not read");
  }

  @Test
  void allFilesTogetherMayBeTooMuch() throws Exception {
    Files.write(root.resolve("big"), new byte[Folder.LARGEST_BYTES]);
    var folder = folder();

    int read = 0;
    while (read < 100 && folder.text("big").isPresent()) read++;

    assertThat(read).isEqualTo(63);
    assertThat(folder.troubles()).containsExactly("big is not read: 64 MiB have been");
  }

  @Test
  void badBytesAreReplaced() throws Exception {
    Files.write(root.resolve("x"), new byte[]{'a', (byte) 0xff, 'b'});

    assertThat(folder().text("x")).contains("a\uFFFDb");
  }

  @Test
  void namesThatCannotBeShownAreNotThere() throws Exception {
    Files.createFile(root.resolve("a\u001b[2Jb"));
    var folder = folder();

    assertThat(folder.files()).isEmpty();
    assertThat(folder.has("a\u001b[2Jb")).isFalse();
    assertThat(folder.has("a\0b")).isFalse();
    assertThat(folder.has("x".repeat(5_000))).isFalse();
  }

  @Test
  void brokenDocumentsAreNotThere() throws Exception {
    Files.writeString(root.resolve("half.json"), "{\"name\": ");
    Files.writeString(root.resolve("list.json"), "[1]");
    Files.writeString(root.resolve("deep.json"), "[".repeat(300_000));
    Files.writeString(root.resolve("deep.toml"), "a = " + "[".repeat(300_000));
    Files.writeString(root.resolve("keys.toml"), "a = 1\na = 2\n");
    Files.writeString(root.resolve("deep.yaml"), "a: " + "[".repeat(300_000));
    Files.writeString(root.resolve("bomb.yaml"), bomb());
    var folder = folder();

    for (var name : new String[]{"half.json", "list.json", "deep.json"}) {
      assertThat(Documents.json(folder, name).isMissingNode()).as(name).isTrue();
    }
    for (var name : new String[]{"deep.toml", "keys.toml"}) {
      assertThat(Documents.toml(folder, name).isMissingNode()).as(name).isTrue();
    }
    assertThat(Documents.yaml(folder, "deep.yaml").isMissingNode()).isTrue();
    assertThat(Documents.yaml(folder, "bomb.yaml").toString().length()).isLessThan(10_000);
    assertThat(folder.troubles()).contains("half.json is broken; it is not read",
        "keys.toml is broken; it is not read", "deep.yaml is broken; it is not read");
  }

  /** Each line stands for ten of the line before. */
  private static String bomb() {
    var text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 12; i++) {
      text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
    }
    return text.toString();
  }

  private Folder folder() {
    return Folder.root(root);
  }
}
