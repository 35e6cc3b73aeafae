package dev.hotplug.spec;

import java.util.List;
import java.util.Optional;

/** Reads where one entry was installed from: {@code hotplug.source}. */
final class SourceReader {
  private static final String PATH = "hotplug.source";
  private static final List<String> KEYS = List.of("url", "commit", "subdir");

  private final Notes notes;
  private final OptionValues values;

  SourceReader(Notes notes) {
    this.notes = notes;
    this.values = new OptionValues(notes);
  }

  /** Empty where the entry does not say, or not in a way that could be installed from. */
  Optional<InstallSource> read(Fields entry) {
    return entry.inner("hotplug", "source").flatMap(this::source);
  }

  private Optional<InstallSource> source(Json value) {
    var fields = values.object(value, PATH, KEYS);
    var url = fields.flatMap(it -> needed(value, it, "url"));
    var commit = fields.flatMap(it -> needed(value, it, "commit"));
    var subdir = fields.flatMap(it -> it.value("subdir")).flatMap(it -> text(it, "subdir"));
    return url.flatMap(from -> commit.map(at -> new InstallSource(from, at, subdir)));
  }

  private Optional<String> needed(Json source, Fields fields, String key) {
    var value = fields.value(key);
    if (value.isPresent()) return text(value.get(), key);
    notes.note(source.place(), PATH + " has no " + key,
        "It is ignored; the server runs all the same. Write the " + key
            + " that it was installed from, or take " + PATH + " out.");
    return Optional.empty();
  }

  private Optional<String> text(Json value, String key) {
    if (value instanceof Json.Text(_, var text) && !text.isBlank()) return Optional.of(text);
    return values.wrong(value, PATH + "." + key, "a string that is not empty");
  }
}
