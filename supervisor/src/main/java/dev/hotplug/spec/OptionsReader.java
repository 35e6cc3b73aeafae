package dev.hotplug.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the options of one entry: the object {@code hotplug}, and Claude Code's {@code timeout}.
 */
final class OptionsReader {
  /**
   * Most of {@code dev} is read by {@link DevReader}, which knows all of its keys, {@code source}
   * by {@link SourceReader}.
   */
  private static final List<String> KEYS = List.of("reload", "timeouts", "limits", "inherit",
      "keep_detached", "dev", "source");
  private static final List<String> TIMEOUTS = List.of("start_ms", "list_ms", "call_ms", "drain_ms",
      "eof_ms", "term_ms");
  private static final List<String> LIMITS = List.of("in_flight", "queued");
  /** The longest that a JavaScript client can wait, so what such files hold in practice. */
  private static final long LONGEST_MILLIS = Integer.MAX_VALUE;
  private static final long MOST_CALLS = 1_000_000;
  private static final List<String> DEBUG = List.of("type", "port");
  private static final long LAST_PORT = 65_535;

  private final OptionValues values;
  private final Notes notes;

  OptionsReader(Notes notes) {
    this.notes = notes;
    this.values = new OptionValues(notes);
  }

  Options read(Fields entry) {
    var call = entry.value("timeout").flatMap(value -> millis(value, "timeout", 1));
    return entry.value("hotplug")
        .flatMap(value -> values.object(value, "hotplug", KEYS))
        .map(hotplug -> options(hotplug, call))
        .orElseGet(() -> withCall(call));
  }

  private static Options withCall(Optional<Duration> call) {
    var d = Options.DEFAULT;
    return new Options(d.reload(), timeouts(call), d.limits(), d.inherit(), d.keepDetached());
  }

  private static Timeouts timeouts(Optional<Duration> call) {
    var d = Timeouts.DEFAULT;
    return new Timeouts(d.start(), d.list(), call, d.drain(), d.eof(), d.term());
  }

  private Options options(Fields hotplug, Optional<Duration> call) {
    var reload = hotplug.value("reload").flatMap(this::reload).orElse(Reload.SWAP);
    return new Options(reload,
        hotplug.value("timeouts")
            .flatMap(value -> timeouts(value, call))
            .orElseGet(() -> timeouts(call)),
        hotplug.value("limits").flatMap(this::limits).orElse(Limits.DEFAULT),
        hotplug.value("inherit").flatMap(this::inherit).orElse(Inherit.NOTHING_MORE),
        hotplug.value("keep_detached")
            .flatMap(value -> values.flag(value, "hotplug.keep_detached"))
            .orElse(false),
        hotplug.inner("dev", "keep_previous").filter(it -> keepsPrevious(it, reload)).isPresent(),
        hotplug.inner("dev", "debug").flatMap(this::debug));
  }

  private boolean keepsPrevious(Json value, Reload reload) {
    boolean isWanted = values.flag(value, "hotplug.dev.keep_previous").orElse(false);
    if (isWanted && reload == Reload.REPLACE) {
      notes.note(value.place(),
          "hotplug.dev.keep_previous does nothing beside hotplug.reload" + " \"replace\"",
          "The version before ends before the next one starts, so none is"
              + " kept. Take one of the two out.");
    }
    return isWanted;
  }

  private Optional<Debug> debug(Json value) {
    return values.object(value, "hotplug.dev.debug", DEBUG).flatMap(fields -> {
      var type = fields.value("type").flatMap(this::debuggerType);
      var port = fields.value("port")
          .map(it -> values.wholeNumber(it, "hotplug.dev.debug.port", 1, LAST_PORT))
          .orElse(OptionalLong.empty());
      if (!fields.has("type") || !fields.has("port")) {
        notes.note(value.place(), "hotplug.dev.debug has no type or no port",
            "The server is started without a debugger. Write it like {\"type\": \"node\","
                + " \"port\": 9229}.");
      }
      return type.isEmpty() || port.isEmpty() ? Optional.empty()
          : Optional.of(new Debug(type.get(), (int) port.getAsLong()));
    });
  }

  private Optional<Debug.Type> debuggerType(Json value) {
    return switch (value instanceof Json.Text(_, var text) ? text : "") {
      case "node" -> Optional.of(Debug.Type.NODE);
      case "python" -> Optional.of(Debug.Type.PYTHON);
      case "java" -> Optional.of(Debug.Type.JAVA);
      default -> values.wrong(value, "hotplug.dev.debug.type", "\"node\", \"python\" or \"java\"");
    };
  }

  private Optional<Reload> reload(Json value) {
    return switch (value instanceof Json.Text(_, var text) ? text : "") {
      case "swap" -> Optional.of(Reload.SWAP);
      case "replace" -> Optional.of(Reload.REPLACE);
      default -> values.wrong(value, "hotplug.reload", "\"swap\" or \"replace\"");
    };
  }

  private Optional<Timeouts> timeouts(Json value, Optional<Duration> call) {
    var d = Timeouts.DEFAULT;
    return values.object(value, "hotplug.timeouts", TIMEOUTS)
        .map(fields -> new Timeouts(millis(fields, "start_ms", 1).orElse(d.start()),
            millis(fields, "list_ms", 1).orElse(d.list()),
            millis(fields, "call_ms", 1).or(() -> call),
            millis(fields, "drain_ms", 0).orElse(d.drain()),
            millis(fields, "eof_ms", 0).orElse(d.eof()),
            millis(fields, "term_ms", 0).orElse(d.term())));
  }

  private Optional<Duration> millis(Fields fields, String key, long least) {
    return fields.value(key).flatMap(value -> millis(value, "hotplug.timeouts." + key, least));
  }

  private Optional<Duration> millis(Json value, String path, long least) {
    var millis = values.wholeNumber(value, path, least, LONGEST_MILLIS);
    return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  private Optional<Limits> limits(Json value) {
    var d = Limits.DEFAULT;
    return values.object(value, "hotplug.limits", LIMITS)
        .map(fields -> new Limits(calls(fields, "in_flight", 1, d.inFlight()),
            calls(fields, "queued", 0, d.queued())));
  }

  private int calls(Fields fields, String key, long least, int fallback) {
    var value = fields.value(key);
    if (value.isEmpty()) return fallback;
    return (int) values.wholeNumber(value.get(), "hotplug.limits." + key, least, MOST_CALLS)
        .orElse(fallback);
  }

  private Optional<Inherit> inherit(Json value) {
    return switch (value) {
      case Json.Bool(_, var all) ->
        Optional.of(all ? new Inherit.Everything() : Inherit.NOTHING_MORE);
      case Json.Arr(_, var items) -> Optional.of(new Inherit.Names(names(items)));
      case Json.Obj _, Json.Text _, Json.Num _, Json.Null _ ->
        values.wrong(value, "hotplug.inherit", "true, false or a list of names");
    };
  }

  private List<String> names(List<Json> items) {
    var names = new ArrayList<String>();
    for (var item : items) {
      if (item instanceof Json.Text(_, var name)) {
        names.add(name);
      } else {
        notes.note(item.place(), "hotplug.inherit may hold only strings, but holds " + item.words(),
            "That one is ignored. Write the name of a variable in double quotes.");
      }
    }
    return names;
  }
}
