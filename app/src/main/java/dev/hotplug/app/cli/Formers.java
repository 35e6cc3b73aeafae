package dev.hotplug.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a file held before each time that we moved something in it: only from that can be told how
 * to give its very bytes back. For the user alone, since such a file may hold secrets.
 *
 * @param folder where they are, one file each, by number
 */
record Formers(Path folder) {
  private static final int MOST = 20;
  private static final String SUFFIX = ".txt";

  /** Those of {@code file}, below {@code state}. */
  static Formers of(Path file, Path state) {
    var name = UUID.nameUUIDFromBytes(file.toString().getBytes(StandardCharsets.UTF_8));
    return new Formers(state.resolve("formers").resolve(name.toString()));
  }

  /** The newest first. One that cannot be read is left out. */
  List<String> read() {
    var texts = new ArrayList<String>();
    for (var file : files()) {
      try {
        texts.add(Files.readString(file));
      } catch (IOException _) {
        // Without it a file is given back by its meaning, not by its bytes.
      }
    }
    return texts;
  }

  /** Remembers one more, and forgets the oldest beyond {@value #MOST}. */
  void add(String text) throws IOException {
    makeFolder();
    var files = files();
    int number = files.isEmpty() ? 0 : number(files.getFirst()) + 1;
    Files.writeString(create(number), text);
    for (var old : files.stream().skip(MOST - 1).toList()) Files.deleteIfExists(old);
  }

  /** What is remembered of making {@code file}, whose formers these are. */
  Traces traces(Path file) throws IOException {
    makeFolder();
    return new Traces(file, folder.resolve("made"));
  }

  private void makeFolder() throws IOException {
    Files.createDirectories(folder, permissions("rwx------"));
  }

  /** Another Hotplug may do the same at the same time. */
  private Path create(int number) throws IOException {
    try {
      return Files.createFile(folder.resolve(String.format(Locale.ROOT, "%09d", number) + SUFFIX),
          permissions("rw-------"));
    } catch (FileAlreadyExistsException _) {
      return create(number + 1);
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> folder.relativize(file).toString().matches("\\d{9}\\.txt"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private int number(Path file) {
    return Integer.parseInt(folder.relativize(file).toString().replace(SUFFIX, ""));
  }

  private FileAttribute<?>[] permissions(String letters) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[]{
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(letters))};
  }
}
