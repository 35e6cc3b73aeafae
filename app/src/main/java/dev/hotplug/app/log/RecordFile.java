package dev.hotplug.app.log;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The file with what one server wrote, and the one before it; several Hotplugs may write to it.
 *
 * @param file the newer one
 */
public record RecordFile(Path file) {
  private static final long LARGEST = 1024 * 1024;
  private static final int LONGEST_NAME = 150;

  /** That of {@code server} in {@code folder}; it need not exist. */
  public static RecordFile of(Path folder, String server) {
    var name = URLEncoder.encode(server, StandardCharsets.UTF_8);
    var fitting = name.length() <= LONGEST_NAME ? name
        : "%s-%08x".formatted(name.substring(0, LONGEST_NAME), server.hashCode());
    return new RecordFile(folder.resolve(fitting + ".log"));
  }

  /** The one before. */
  public Path former() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /** Its last lines, at most {@code most}, oldest first; none where there is no file. */
  public List<String> last(int most) throws IOException {
    var lines = new ArrayList<String>();
    for (var each : List.of(former(), file)) {
      try {
        new String(Files.readAllBytes(each), StandardCharsets.UTF_8).lines().forEach(lines::add);
      } catch (NoSuchFileException _) {
        // Not written yet.
      }
    }
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  void append(byte[] bytes) throws IOException {
    var folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (Files.exists(file) && Files.size(file) + bytes.length > LARGEST) {
      Files.move(file, former(), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
