package dev.hotplug.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads the texts of one entry with their references expanded, and remembers which variables were
 * missing. Where a list or a map of texts is wanted, numbers, true and false are taken as they are
 * written: {@code "args": ["--port", 8080]} means only one thing.
 */
final class EntryTexts {
  /** What VS Code writes; people paste it into other files. */
  private static final Pattern FOREIGN = Pattern
      .compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]{0,254})}");

  private static final Pattern UNSENDABLE = Pattern.compile("[\\x00\\p{Cs}]");

  private final EnvReferences references;
  private final EntryComplaints complaints;
  private final Map<String, Json.Place> unset = new LinkedHashMap<>();

  EntryTexts(EnvReferences references, EntryComplaints complaints) {
    this.references = references;
    this.complaints = complaints;
  }

  /** Whether no program can be given that. */
  static boolean isUnsendable(String text) {
    return UNSENDABLE.matcher(text).find();
  }

  /** A string, or empty where the key is absent or its value was refused. */
  Optional<String> string(Fields fields, String key) {
    return fields.value(key).flatMap(value -> switch (value) {
      case Json.Text(var place, var text) -> usable(place, key, text);
      case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ -> refused(value,
          key + " must be a string, but is ", "Write it in double quotes, or take it out.");
    });
  }

  /** A string that says something. */
  Optional<String> filled(Fields fields, String key) {
    var text = string(fields, key);
    if (text.filter(String::isBlank).isEmpty()) return text;
    fields.value(key)
        .ifPresent(value -> complaints.refuse(value.place(), key + " is empty",
            "Write one, or set the variable that it refers to."));
    return Optional.empty();
  }

  /** A list of texts, empty where the key is absent. */
  List<String> list(Fields fields, String key) {
    var texts = new ArrayList<String>();
    for (var item : fields.value(key).map(value -> items(value, key)).orElse(List.of())) {
      scalar(item, key).ifPresent(texts::add);
    }
    return texts;
  }

  private List<Json> items(Json value, String key) {
    if (value instanceof Json.Arr(_, var items)) return items;
    refused(value, key + " must be a list of strings, but is ",
        "Write it like [\"-y\", \"name\"].");
    return List.of();
  }

  /** An object of texts in the order of the file, empty where the key is absent. */
  Map<String, String> map(Fields fields, String key) {
    return map(fields, key, _ -> {});
  }

  /** An object whose member names a program's environment can have. */
  Map<String, String> environment(Fields fields, String key) {
    return map(fields, key, this::variable);
  }

  private Map<String, String> map(Fields fields, String key, Consumer<Json.Member> check) {
    var texts = new LinkedHashMap<String, String>();
    fields.value(key).flatMap(value -> object(value, key)).ifPresent(inner -> {
      for (var member : inner.members()) {
        check.accept(member);
        scalar(member.value(), key).ifPresent(text -> texts.put(member.name(), text));
      }
    });
    return texts;
  }

  private Optional<Fields> object(Json value, String key) {
    if (value instanceof Json.Obj object) {
      return Optional.of(new Fields(object, new OptionValues(complaints)::repeated));
    }
    return refused(value, key + " must be an object of strings, but is ",
        "Write it like {\"NAME\": \"value\"}, or take it out.");
  }

  private void variable(Json.Member member) {
    var name = member.name();
    if (!name.isEmpty() && name.indexOf('=') < 0 && name.indexOf(0) < 0) return;
    complaints.refuse(member.namePlace(), Quote.of(name) + " cannot name a variable",
        "Write a name that is not empty and holds no = sign.");
  }

  private Optional<String> scalar(Json value, String key) {
    return switch (value) {
      case Json.Text(var place, var text) -> usable(place, key, text);
      case Json.Num(_, var digits) -> Optional.of(digits);
      case Json.Bool(_, var bool) -> Optional.of(Boolean.toString(bool));
      case Json.Obj _, Json.Arr _, Json.Null _ -> refused(value,
          key + " may hold only strings, but holds ", "Write this one in double quotes.");
    };
  }

  private <T> Optional<T> refused(Json value, String what, String mend) {
    complaints.refuse(value.place(), what + value.words(), mend);
    return Optional.empty();
  }

  private Optional<String> usable(Json.Place place, String key, String text) {
    if (isUnsendable(text)) {
      complaints.refuse(place, key + " holds a NUL character or half of a surrogate pair",
          "No program can take that: delete it.");
      return Optional.empty();
    }
    warnOfForeign(place, key, text);
    var expanded = references.expand(text);
    expanded.unset().forEach(name -> unset.putIfAbsent(name, place));
    return Optional.of(expanded.text());
  }

  /** The same for a text that the server can do without: what is wrong with it only loses it. */
  Optional<String> optional(Json.Place place, String key, String text) {
    if (isUnsendable(text)) {
      complaints.note(place, key + " holds a NUL character or half of a surrogate pair",
          "It is ignored. No file has such a name: delete it.");
      return Optional.empty();
    }
    warnOfForeign(place, key, text);
    var expanded = references.expand(text);
    if (expanded.unset().isEmpty()) return Optional.of(expanded.text());
    var name = expanded.unset().getFirst();
    complaints.note(place, key + " refers to the variable " + name + ", which is not set",
        "It is ignored. Set " + name + ", or give a default: ${" + name + ":-default}.");
    return Optional.empty();
  }

  private void warnOfForeign(Json.Place place, String key, String text) {
    var found = FOREIGN.matcher(text);
    if (!found.find()) return;
    var name = found.group(1);
    complaints.note(place, key + " holds ${env:" + name + "}, which is not expanded",
        "The server gets it as it is written. Write ${" + name + "}.");
  }

  /** The names of the missing variables in the order of the entry. */
  List<String> unset() {
    return List.copyOf(unset.keySet());
  }

  /** Complains about each missing variable where it is first referred to. */
  void reportUnset() {
    unset.forEach((name, place) -> complaints.note(place, "the variable " + name + " is not set",
        "This server cannot be started, the others can. Set " + name + ", or give a default: ${"
            + name + ":-default}."));
  }
}
