package dev.hotplug.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestsTest {
  private static final Instant LONG_AGO = Instant.EPOCH;

  /** Later than anything here is modified, so that all of it is known. */
  private static final Instant FAR_OFF = Instant.parse("2200-01-01T00:00:00Z");
  @TempDir
  private Path folder;
  private Path a;
  private Path b;
  private Digests digests;

  @BeforeEach
  void makeFiles() throws IOException {
    a = Files.writeString(folder.resolve("a.py"), "a");
    b = Files.writeString(Files.createDirectory(folder.resolve("pack")).resolve("b.py"), "b");
    Files.writeString(folder.resolve("note.txt"), "not taken");
    digests = Digests.of(Roots.sources(Roots.python(folder)));
  }

  @Test
  void theBaselineReadsAllAndTellsWhatIsYounger() throws IOException {
    assertThat(digests.baseline(FAR_OFF)).isEmpty();
    assertThat(digests.size()).isEqualTo(2);
    assertThat(digests.baseline(LONG_AGO)).containsExactly(a, b);

    var since = now();
    var c = Files.writeString(folder.resolve("c.py"), "c");
    assertThat(digests.baseline(since)).contains(c);
  }

  /** As by {@code cp -p}: the content is new, the time of modification is not. */
  @Test
  void anOldTimeDoesNotHideAYoungChange() throws IOException {
    var since = now();
    var c = Files.writeString(folder.resolve("c.py"), "c");
    Files.setLastModifiedTime(c, FileTime.from(LONG_AGO));

    assertThat(digests.baseline(since)).contains(c);
  }

  @Test
  void onlyOtherBytesAreAChange() throws IOException {
    digests.baseline(FAR_OFF);

    Files.setLastModifiedTime(a, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(digests.changed(List.of(a))).isEmpty();
    Files.writeString(a, "a");
    assertThat(digests.changed(List.of(a))).isEmpty();
    Files.delete(a);
    Files.writeString(a, "a");
    assertThat(digests.changed(List.of(a))).isEmpty();
    assertThat(digests.changedAnywhere()).isEmpty();

    Files.writeString(a, "A");
    assertThat(digests.changed(List.of(a, b))).containsExactly(a);
    assertThat(digests.changed(List.of(a, b))).isEmpty();
  }

  @Test
  void whatComesAndGoesIsAChangeOnce() throws IOException {
    digests.baseline(FAR_OFF);

    var c = Files.writeString(folder.resolve("c.py"), "c");
    Files.delete(b);
    var passing = folder.resolve("gone-before-anyone-looked.py");

    assertThat(digests.changed(List.of(passing, c, b, b))).containsExactly(c, b);
    assertThat(digests.changed(List.of(passing, c, b))).isEmpty();
    assertThat(digests.size()).isEqualTo(2);
  }

  @Test
  void whatNobodyToldIsFoundByLookingAnywhere() throws IOException {
    digests.baseline(FAR_OFF);

    var c = Files.writeString(folder.resolve("pack/c.py"), "c");
    Files.writeString(a, "A");
    Files.delete(b);

    assertThat(digests.changedAnywhere()).containsExactly(a, b, c);
    assertThat(digests.changedAnywhere()).isEmpty();
  }

  /** Twice within one tick of the clock of files: the second write shows in no time. */
  @Test
  void aRewriteOfTheSameLengthAtTheSameTimeIsFound() throws IOException {
    var time = FileTime.from(Instant.now());
    for (int round = 0; round < 50; round++) {
      Files.writeString(a, "a" + round % 2);
      Files.setLastModifiedTime(a, time);
      digests.changedAnywhere();
      Files.writeString(a, "a" + (round + 1) % 2);
      Files.setLastModifiedTime(a, time);

      assertThat(digests.changedAnywhere()).as("round %d", round).containsExactly(a);
    }
  }

  @Test
  void afterTheFirstFiveThousandTheStampDecides() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      Files.writeString(folder.resolve("many" + i + ".py"), "x");
    }
    digests.baseline(FAR_OFF);
    assertThat(digests.size()).isEqualTo(5_002);
    assertThat(digests.changedAnywhere()).isEmpty();

    Files.writeString(b, "b");
    Files.setLastModifiedTime(b, FileTime.from(LONG_AGO));
    assertThat(digests.changed(List.of(b))).containsExactly(b);
    Files.writeString(b, "b");
    assertThat(digests.changed(List.of(b))).isEmpty();
  }

  @Test
  void largeFilesAreToldApartByTheirStamp() throws IOException {
    try (var large = new RandomAccessFile(a.toFile(), "rw")) {
      large.setLength(65L << 20);
      digests.baseline(FAR_OFF);
      assertThat(digests.changedAnywhere()).isEmpty();

      large.seek(64L << 20);
      large.write(1);
    }
    Files.setLastModifiedTime(a, FileTime.from(LONG_AGO));

    assertThat(digests.changedAnywhere()).containsExactly(a);
    assertThat(digests.changed(List.of(a))).isEmpty();
  }

  @Test
  void whatIsNoFileHoldsNothing() throws Exception {
    digests.baseline(FAR_OFF);
    Ran.in(folder, "mkfifo", "pipe.py");
    Files.createDirectory(folder.resolve("folder.py"));
    Files.createSymbolicLink(folder.resolve("loop.py"), folder.resolve("loop.py"));
    var all = List.of(folder.resolve("pipe.py"), folder.resolve("folder.py"),
        folder.resolve("loop.py"));

    assertThat(digests.changed(all)).isEmpty();
    assertThat(digests.changedAnywhere()).isEmpty();
    Files.delete(a);
    Ran.in(folder, "mkfifo", "a.py");
    assertThat(digests.changed(List.of(a))).containsExactly(a);
  }

  @Test
  void aLinkHoldsWhatItLeadsTo() throws IOException {
    var link = Files.createSymbolicLink(folder.resolve("link.py"), folder.resolve("note.txt"));
    digests.baseline(FAR_OFF);
    assertThat(digests.size()).isEqualTo(3);

    Files.writeString(folder.resolve("note.txt"), "another note");

    assertThat(digests.changedAnywhere()).containsExactly(link);
  }

  /** By the clock of the file system, which goes by ticks. */
  private Instant now() throws IOException {
    var file = Files.writeString(folder.resolve("clock"), "");
    return Files.getLastModifiedTime(file).toInstant();
  }
}
