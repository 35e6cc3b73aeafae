package dev.hotplug.app.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies stay as long as their Hotplug lives, and no longer. */
@Timeout(60)
class CopiesFolderTest {
  @TempDir
  private Path all;

  @Test
  void nothingIsMadeBeforeItIsNeededAndNothingStays() throws Exception {
    var copies = new CopiesFolder(all.resolve("jars"));
    copies.sweep();
    copies.close();
    assertThat(all).isEmptyDirectory();

    var first = copies.next();
    var second = copies.next();
    Files.createSymbolicLink(first.resolve("link"), all);

    assertThat(first).isNotEqualTo(second).isDirectory();
    copies.close();
    assertThat(all.resolve("jars")).isEmptyDirectory();
    copies.close();
  }

  @Test
  void whatTheDeadLeftGoes() throws Exception {
    var left = anothers("dead");
    var locked = Files.createFile(left.resolve("lock"));
    age(left);
    var lockless = anothers("lockless");
    age(lockless);

    new CopiesFolder(all).sweep();

    assertThat(locked).doesNotExist();
    assertThat(all).isEmptyDirectory();
  }

  @Test
  void theLivingAndTheNewbornKeepTheirs() throws Exception {
    var newborn = anothers("newborn");
    var living = anothers("living");
    var process = holding(Files.createFile(living.resolve("lock")));
    try {
      age(living);
      var ours = new CopiesFolder(all);
      var one = ours.next();
      age(requireNonNull(one.getParent()));

      ours.sweep();

      assertThat(newborn).isDirectory();
      assertThat(living).isDirectory();
      assertThat(one).isDirectory();
      process.destroyForcibly().waitFor();
      new CopiesFolder(all).sweep();
      assertThat(living).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  private Path anothers(String name) throws IOException {
    var folder = Files.createDirectory(all.resolve(name));
    Files.createDirectories(folder.resolve("1/some/copy"));
    return folder;
  }

  private static void age(Path folder) throws IOException {
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }

  /** A process that holds a lock as another Hotplug does. */
  private static Process holding(Path lock) throws IOException {
    var process = new ProcessBuilder(
        Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java").toString(), "-cp",
        requireNonNull(System.getProperty("java.class.path")), Holder.class.getName(),
        lock.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.getInputStream().read()).isEqualTo('!');
    return process;
  }

  /** Holds a lock until it is killed, or its stdin ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (var channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        System.out.write('!');
        System.out.flush();
        int _ = System.in.read();
      }
    }
  }
}
