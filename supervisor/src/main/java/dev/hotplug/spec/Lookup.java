package dev.hotplug.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the references of each entry stand for, as it is when one reading of the configuration first
 * asks for it. Confined to that reading.
 */
final class Lookup {
  private final Variables variables;
  private final Map<String, EnvFile> files = new HashMap<>();

  Lookup(Variables variables) {
    this.variables = variables;
  }

  /** What the references in the entry of {@code server} stand for. */
  EnvReferences of(String server) {
    var all = new HashMap<>(variables.environment());
    all.putAll(kept(server));
    return new EnvReferences(all);
  }

  /** What the user keeps for {@code server}. */
  Map<String, String> kept(String server) {
    return files.computeIfAbsent(server, this::read).values();
  }

  private EnvFile read(String server) {
    return variables.folder()
        .map(folder -> EnvFile.read(EnvFile.in(folder.toAbsolutePath(), server)))
        .orElseGet(() -> new EnvFile(Map.of(), List.of()));
  }

  /** What is wrong with the files that were read, by the names of their servers. */
  List<Problem> problems() {
    return files.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(file -> file.getValue().problems().stream())
        .toList();
  }
}
