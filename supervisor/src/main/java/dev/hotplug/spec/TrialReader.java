package dev.hotplug.spec;

import dev.hotplug.wire.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how new versions of one server are tried out: smoke tests and repeated calls. */
final class TrialReader {
  private static final List<String> KEYS = List.of("tool", "arguments", "expect");
  private static final String SMOKE = "hotplug.dev.smoke";
  private static final String REPLAY = "hotplug.dev.replay";
  private static final String REPLAYS = "false, \"readonly\", \"all\" or a list of tools";

  /** Each start waits for all of them. */
  private static final int MOST_CALLS = 50;

  private final EntryTexts texts;
  private final Notes notes;
  private final OptionValues values;

  TrialReader(EntryTexts texts, Notes notes) {
    this.texts = texts;
    this.notes = notes;
    this.values = new OptionValues(notes);
  }

  /** The calls of {@code hotplug.dev.smoke}; those that are wrong are left out and noted. */
  List<Smoke> smoke(Json value) {
    if (!(value instanceof Json.Arr(_, var items))) {
      Optional<List<Smoke>> none = values.wrong(value, SMOKE, "a list of calls, [{\"tool\": …}]");
      return none.orElse(List.of());
    }
    if (items.size() > MOST_CALLS) {
      notes.note(value.place(), SMOKE + " lists " + items.size() + " calls",
          "The first " + MOST_CALLS + " are made. Take some out: each start waits for them.");
    }
    return items.stream().limit(MOST_CALLS).map(this::call).flatMap(Optional::stream).toList();
  }

  private Optional<Smoke> call(Json value) {
    var fields = values.object(value, SMOKE, KEYS);
    if (fields.isEmpty()) return Optional.empty();
    var tool = fields.get().value("tool").flatMap(it -> name(it, SMOKE + ".tool"));
    if (tool.isEmpty() && !fields.get().has("tool")) {
      notes.note(value.place(), SMOKE + " holds a call without a tool",
          "That one is not made. Name its \"tool\", or take it out.");
    }
    var arguments = object(fields.get(), "arguments");
    var expect = object(fields.get(), "expect");
    if (isLost(fields.get(), "arguments", arguments) || isLost(fields.get(), "expect", expect)) {
      return Optional.empty();
    }
    return tool.map(it -> new Smoke(it, arguments.orElse(Span.of("{}")), expect));
  }

  /** A call that lacks what was written for it would be another call. */
  private static boolean isLost(Fields fields, String key, Optional<Span> read) {
    return fields.has(key) && read.isEmpty();
  }

  private Optional<Span> object(Fields fields, String key) {
    return fields.value(key)
        .flatMap(value -> value instanceof Json.Obj ? text(value, SMOKE + "." + key)
            : values.wrong(value, SMOKE + "." + key, "an object, {…}"));
  }

  private Optional<Span> text(Json value, String path) {
    var text = new StringBuilder();
    return write(value, path, text) ? Optional.of(Span.of(text.toString())) : Optional.empty();
  }

  /** Writes {@code value} with its references expanded; false where one of them cannot be. */
  private boolean write(Json value, String path, StringBuilder into) {
    switch (value) {
      case Json.Obj(_, var members) -> {
        return writeMembers(members, path, into);
      }
      case Json.Arr(_, var items) -> {
        return writeItems(items, path, into);
      }
      case Json.Text(var place, var written) -> {
        var text = texts.optional(place, path, written);
        text.ifPresent(it -> into.append(Span.string(it)));
        return text.isPresent();
      }
      case Json.Num(_, var digits) -> into.append(digits);
      case Json.Bool(_, var bool) -> into.append(bool);
      case Json.Null _ -> into.append("null");
    }
    return true;
  }

  private boolean writeMembers(List<Json.Member> members, String path, StringBuilder into) {
    var separator = "{";
    for (var member : members) {
      into.append(separator).append(Span.string(member.name())).append(':');
      if (!write(member.value(), path, into)) return false;
      separator = ",";
    }
    into.append(members.isEmpty() ? "{}" : "}");
    return true;
  }

  private boolean writeItems(List<Json> items, String path, StringBuilder into) {
    var separator = "[";
    for (var item : items) {
      into.append(separator);
      if (!write(item, path, into)) return false;
      separator = ",";
    }
    into.append(items.isEmpty() ? "[]" : "]");
    return true;
  }

  /** {@code hotplug.dev.replay}; empty where it is wrong. */
  Optional<Replay> replay(Json value) {
    return switch (value) {
      case Json.Bool(_, var on) -> on ? wrongReplay(value) : Optional.of(new Replay.Off());
      case Json.Text(_, var text) -> switch (text) {
        case "readonly" -> Optional.of(new Replay.ReadOnly());
        case "all" -> Optional.of(new Replay.All());
        default -> wrongReplay(value);
      };
      case Json.Arr(_, var items) -> Optional.of(new Replay.Tools(names(items)));
      case Json.Obj _, Json.Num _, Json.Null _ -> wrongReplay(value);
    };
  }

  private Optional<Replay> wrongReplay(Json value) {
    return values.wrong(value, REPLAY, REPLAYS);
  }

  private Set<String> names(List<Json> items) {
    var names = new HashSet<String>();
    for (var item : items) name(item, REPLAY).ifPresent(names::add);
    return names;
  }

  private Optional<String> name(Json value, String path) {
    return value instanceof Json.Text(var place, var text) ? texts.optional(place, path, text)
        : values.wrong(value, path, "the name of a tool in double quotes");
  }
}
