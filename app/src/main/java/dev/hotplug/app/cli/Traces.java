package dev.hotplug.app.cli;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was not there before we made {@code file}: it, its backup, its folder. Where nothing is left
 * in the file, all that goes again.
 *
 * @param note where that is remembered, by one word for each
 */
record Traces(Path file, Path note) {

  /** Remembers what is not there yet; nothing where the file itself is. */
  void remember() throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return;
    Files.write(note,
        places().entrySet()
            .stream()
            .filter(place -> Files.notExists(place.getValue(), LinkOption.NOFOLLOW_LINKS))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** Deletes what was not there; whether the file was of that. */
  boolean wipe() throws IOException {
    var words = words();
    if (words.isEmpty()) return false;
    var places = places();
    places.keySet().retainAll(words);
    delete(places.values());
    Files.deleteIfExists(note);
    return true;
  }

  private static void delete(Collection<Path> places) throws IOException {
    for (var place : places) {
      try {
        Files.deleteIfExists(place);
      } catch (DirectoryNotEmptyException _) {
        // Somebody else has put something there since.
      }
    }
  }

  private List<String> words() throws IOException {
    try {
      return Files.readAllLines(note);
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /** In the order in which they can be deleted. */
  private Map<String, Path> places() {
    var places = new LinkedHashMap<String, Path>();
    places.put("file", file);
    places.put("backup", file.resolveSibling(file.getFileName() + ".bak"));
    places.put("folder", Objects.requireNonNull(file.getParent()));
    return places;
  }
}
