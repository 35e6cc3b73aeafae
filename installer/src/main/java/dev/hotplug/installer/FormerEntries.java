package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a server as they stand before another version takes over: people may have given
 * them arguments that nothing else knows.
 *
 * @param now the server before
 * @param entries what could be read of them, by the file that lists it
 */
record FormerEntries(Installer.Parts parts, InstallRecord now, Map<Path, Listing.Written> entries) {
  FormerEntries {
    entries = Map.copyOf(entries);
  }

  static FormerEntries of(InstallRecord now, Installer.Parts parts) {
    var entries = new HashMap<Path, Listing.Written>();
    for (var file : now.files()) {
      parts.listings()
          .of(file)
          .written(now.name(), now.origin())
          .ifPresent(it -> entries.put(file, it));
    }
    return new FormerEntries(parts, now, entries);
  }

  boolean has(Path file) {
    return entries.containsKey(file);
  }

  /**
   * Has that of {@code file}, which must be known, be as it was; empty when it is, else why not.
   */
  Optional<String> putBack(Path file) throws IOException {
    var entry = entries.get(file);
    if (entry == null) throw new IllegalArgumentException("nothing is known of " + file);
    try (var turn = Claims.turn(parts.folders().servers(), file)) {
      return turn.take(() -> parts.listings().of(file).putBack(now.name(), now.origin(), entry));
    }
  }

  /**
   * Which of them had words of their own that went when {@code next} took over; a sentence each.
   */
  List<String> replacedBy(InstallRecord next) {
    if (next.start().equals(now.start())) return List.of();
    var remarks = new ArrayList<String>();
    for (var file : now.files()) {
      var entry = entries.get(file);
      if (entry != null && !entry.start().equals(now.start())) remarks.add(replaced(file, next));
    }
    return remarks;
  }

  private String replaced(Path file, InstallRecord next) {
    return "The entry of \"" + now.name() + "\" in " + file + " had a command or arguments of its "
        + "own. It has those of commit " + next.commit() + " now, which is started otherwise than "
        + "the version before; " + file + ".bak has the entry as it was. Add again what is still "
        + "wanted.";
  }
}
