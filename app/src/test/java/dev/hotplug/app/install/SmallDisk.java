package dev.hotplug.app.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of 8 MiB in memory, of which a test says how much is left. Only root has one. */
final class SmallDisk implements AutoCloseable {
  /** What it gives at a time, in bytes. */
  static final int PAGE = 4096;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** An empty one over a new folder in {@code parent}; where there is none the test is skipped. */
  static SmallDisk in(Path parent) throws IOException {
    var folder = Files.createDirectory(parent.resolve("disk"));
    assumeTrue(runs("mount", "-t", "tmpfs", "-o", "size=8m", "none", folder.toString()),
        "skipped: no right to mount a small disk");
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Fills it up to {@code pages}. */
  void leave(int pages) throws IOException {
    Files.deleteIfExists(filler);
    long size = Files.getFileStore(folder).getUsableSpace() - (long) pages * PAGE;
    try (var channel = FileChannel.open(filler, StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocate(PAGE);
      for (long written = 0; written < size; written += channel.write(block)) block.clear();
    }
  }

  /** Gives all the space back that is not used. */
  void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  private static boolean runs(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.onExit().join().exitValue() == 0 && said.isEmpty();
  }

  @Override
  public void close() throws IOException {
    if (!runs("umount", folder.toString())) throw new IOException(folder + " stays mounted");
  }
}
