package dev.hotplug.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modes one server was started with; each may stand several times. */
final class Modes {
  private final Map<Mode, List<String>> all = new EnumMap<>(Mode.class);

  private Modes() {}

  static Modes of(List<String> words) throws IOException {
    var modes = new Modes();
    for (var word : words) modes.add(word);
    return modes;
  }

  private void add(String word) throws IOException {
    int equals = word.indexOf('=');
    var name = equals < 0 ? word : word.substring(0, equals);
    var value = equals < 0 ? "" : word.substring(equals + 1);
    var mode = Mode.of(name);
    if (mode == null) throw new IllegalArgumentException("no such mode: " + word);
    if (mode == Mode.SOURCE) source(Path.of(value));
    else all.computeIfAbsent(mode, _ -> new ArrayList<>()).add(value);
  }

  private void source(Path file) throws IOException {
    for (var line : Files.readAllLines(file)) if (!line.isBlank()) add(line.strip());
  }

  boolean has(Mode mode) {
    return all.containsKey(mode);
  }

  List<String> all(Mode mode) {
    return all.getOrDefault(mode, List.of());
  }

  /** The value given last, or null without that mode. */
  @Nullable
  String value(Mode mode) {
    var values = all(mode);
    return values.isEmpty() ? null : values.getLast();
  }
}
