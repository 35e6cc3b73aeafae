package dev.hotplug.spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads how one entry is watched and tried out: {@code hotplug.dev}, and where that has no
 * {@code watch} the entry's own {@code dev} (mcp-hub, VS Code) or {@code watchPaths} (Roo).
 */
final class DevReader {
  private static final List<String> KEYS = List.of("watch", "ignore", "build", "shell",
      "debounce_ms", "smoke", "replay", "keep_previous", "debug");
  /** Whoever wants to wait longer than that turns watching off. */
  private static final long MOST_MILLIS = 60_000;
  private static final String WATCH = "true, false, a glob or a list of globs";
  private static final String BUILD = "hotplug.dev.build";
  private static final String BUILDS = "false, \"auto\", a command or a list of its words";

  private static final String AUTO = "auto";

  private final Path file;
  private final EntryTexts texts;
  private final Notes notes;
  private final OptionValues values;
  private final TrialReader trials;

  /** {@code file} is the one that lists the entry: from its folder relative ones count. */
  DevReader(Path file, EntryTexts texts, Notes notes) {
    this.file = file;
    this.texts = texts;
    this.notes = notes;
    this.values = new OptionValues(notes);
    this.trials = new TrialReader(texts, notes);
  }

  Dev read(Fields entry) {
    // What else is in there, and whether it is an object, is for the reader of the options.
    var dev = entry.inner("hotplug", "dev")
        .flatMap(value -> values.object(value, "hotplug.dev", KEYS));
    var own = dev.flatMap(it -> it.value("watch"));
    // One that is wrong is not absent: what is meant is surely not what other clients are told.
    var watch = own.isPresent() ? watch(own.get(), "hotplug.dev.watch", null) : synonym(entry);
    var files = watch.orElse(Dev.DEFAULT.watch());
    return dev.map(it -> read(it, files)).orElseGet(() -> Dev.DEFAULT.with(files));
  }

  private Dev read(Fields dev, Watch watch) {
    var ignore = dev.value("ignore")
        .flatMap(value -> globs(value, "hotplug.dev.ignore", "a glob or a list of globs"));
    boolean shell = shell(dev);
    return new Dev(watch, ignore.orElse(List.of()),
        dev.value("build").flatMap(value -> build(value, shell)).orElse(Dev.DEFAULT.build()),
        dev.value("debounce_ms").flatMap(this::debounce).orElse(Dev.DEFAULT.debounce()),
        dev.value("smoke").map(trials::smoke).orElse(Dev.DEFAULT.smoke()),
        dev.value("replay").flatMap(trials::replay).orElse(Dev.DEFAULT.replay()));
  }

  private boolean shell(Fields dev) {
    var value = dev.value("shell");
    boolean shell = value.flatMap(it -> values.flag(it, "hotplug.dev.shell")).orElse(false);
    if (shell && dev.value("build").filter(DevReader::isForShell).isEmpty()) {
      notes.note(value.orElseThrow().place(),
          "hotplug.dev.shell is true, but " + BUILD + " is no command in one string",
          "It is ignored. Write the command in one string, or take \"shell\" out.");
    }
    return shell;
  }

  private Optional<Duration> debounce(Json value) {
    var millis = values.wholeNumber(value, "hotplug.dev.debounce_ms", 0, MOST_MILLIS);
    return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  /** {@code folder} is what globs are seen from; null for the server's own. */
  private Optional<Watch> watch(Json value, String path, @Nullable Path folder) {
    if (value instanceof Json.Bool(_, var on)) {
      return Optional.of(on ? new Watch.Inferred() : new Watch.Off());
    }
    return some(value, path, globs(value, path, WATCH)).map(it -> new Watch.Globs(folder, it));
  }

  private Optional<List<String>> globs(Json value, String path, String must) {
    return several(value, path, must, item -> text(item, path, "a glob in double quotes")
        .filter(it -> isFilled(item, path, it) && isGlob(item, path, it)));
  }

  /** Globs of which nothing is a pattern. */
  private Optional<List<String>> paths(Json value, String path) {
    return several(value, path, "a list of paths",
        item -> text(item, path, "a path in double quotes").filter(it -> isFilled(item, path, it))
            .map(GlobText::literal));
  }

  private Optional<List<String>> several(Json value, String path, String must,
      Function<Json, Optional<String>> read) {
    return switch (value) {
      case Json.Text text -> read.apply(text).map(List::of);
      // A list of which nothing is left would turn off what only one typing error is wrong with.
      case Json.Arr(_, var items) ->
        Optional.of(items.stream().map(read).flatMap(Optional::stream).toList())
            .filter(it -> items.isEmpty() || !it.isEmpty());
      case Json.Obj _, Json.Num _, Json.Bool _, Json.Null _ -> values.wrong(value, path, must);
    };
  }

  /** The same, if they name any files: an empty list says nothing about what is watched. */
  private Optional<List<String>> some(Json value, String path, Optional<List<String>> globs) {
    var some = globs.filter(it -> !it.isEmpty());
    if (some.isEmpty() && globs.isPresent()) {
      notes.note(value.place(), path + " is an empty list",
          "It is ignored and the default is used. Name files in it, or turn watching off with"
              + " \"hotplug\": {\"dev\": {\"watch\": false}}.");
    }
    return some;
  }

  private Optional<String> text(Json item, String path, String must) {
    return item instanceof Json.Text(var place, var text) ? texts.optional(place, path, text)
        : values.wrong(item, path, must);
  }

  private boolean isFilled(Json item, String path, String text) {
    if (!text.isBlank()) return true;
    notes.note(item.place(), path + " holds an empty string",
        "That one is ignored. Write one that says something, or take it out.");
    return false;
  }

  private boolean isGlob(Json item, String path, String glob) {
    try {
      GlobText.withoutBraces(glob.startsWith("!") ? glob.substring(1) : glob);
      return true;
    } catch (IllegalArgumentException e) {
      notes.note(item.place(), path + ": " + e.getMessage(),
          "That one is ignored. Correct it or take it out.");
      return false;
    }
  }

  private Optional<Build> build(Json value, boolean shell) {
    return switch (value) {
      case Json.Bool(_, var on) ->
        on ? values.wrong(value, BUILD, BUILDS) : Optional.of(new Build.None());
      case Json.Text text -> shell && isForShell(text) ? script(text) : command(text);
      case Json.Arr(_, var items) -> words(value, items).map(Build.Command::new);
      case Json.Obj _, Json.Num _, Json.Null _ -> values.wrong(value, BUILD, BUILDS);
    };
  }

  private static boolean isForShell(Json value) {
    return value instanceof Json.Text(_, var text) && !text.equals(AUTO);
  }

  private Optional<Build> script(Json.Text value) {
    return texts.optional(value.place(), BUILD, value.value())
        .flatMap(it -> it.isBlank() ? empty(value)
            : Optional.of(new Build.Command(List.of("sh", "-c", it))));
  }

  private Optional<Build> command(Json.Text value) {
    var operator = ShellWords.operator(value.value());
    var words = ShellWords.split(value.value());
    if (words.isEmpty()) {
      notes.note(value.place(), BUILD + " has a quote that is not closed",
          "Nothing is built. Close it, or write the command as a list of its words.");
    } else if (operator.isPresent()) {
      notes.note(value.place(), BUILD + " holds " + operator.get() + ", which needs a shell",
          "Nothing is built. Add \"shell\": true, or write one command as a list of its words.");
      return Optional.empty();
    }
    // Expanded word by word: what a variable holds stays one word.
    return words.map(all -> all.stream().<Json>map(it -> new Json.Text(value.place(), it)).toList())
        .flatMap(all -> words(value, all))
        .map(all -> all.equals(List.of(AUTO)) ? new Build.Auto() : new Build.Command(all));
  }

  private Optional<List<String>> words(Json value, List<Json> items) {
    var words = new ArrayList<String>();
    for (var item : items) {
      var word = text(item, BUILD, "a list of strings");
      // A command that lacks a word is another command.
      if (word.isEmpty()) return Optional.empty();
      words.add(word.get());
    }
    return words.isEmpty() || words.getFirst().isBlank() ? empty(value) : Optional.of(words);
  }

  private <T> Optional<T> empty(Json value) {
    notes.note(value.place(), BUILD + " is empty", "Nothing is built. Write a command, or false.");
    return Optional.empty();
  }

  /** What other clients call it. Their other keys are theirs, so unknown ones are fine. */
  private Optional<Watch> synonym(Fields entry) {
    var value = entry.value("dev");
    if (value.isEmpty()) return watchPaths(entry);
    if (!(value.get() instanceof Json.Obj object)) {
      return values.wrong(value.get(), "dev", "an object, {…}");
    }
    return synonym(entry, new Fields(object, values::repeated));
  }

  private Optional<Watch> synonym(Fields entry, Fields dev) {
    boolean enabled = dev.value("enabled")
        .flatMap(value -> values.flag(value, "dev.enabled"))
        .orElse(true);
    if (!enabled) return Optional.of(new Watch.Off());
    var folder = dev.value("cwd")
        .flatMap(value -> text(value, "dev.cwd", "a folder in double quotes"))
        .map(file::resolveSibling)
        .orElse(null);
    var watch = dev.value("watch");
    return watch.isPresent() ? watch(watch.get(), "dev.watch", folder) : watchPaths(entry);
  }

  private Optional<Watch> watchPaths(Fields entry) {
    return entry.value("watchPaths")
        .flatMap(value -> some(value, "watchPaths", paths(value, "watchPaths")))
        .map(it -> new Watch.Globs(null, it));
  }
}
