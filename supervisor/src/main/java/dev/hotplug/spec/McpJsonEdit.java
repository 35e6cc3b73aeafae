package dev.hotplug.spec;

import dev.hotplug.spec.Splicing.Holder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts one server into a list of one text, or takes it out. */
final class McpJsonEdit {
  private final Splicing splicing;

  private McpJsonEdit(Splicing splicing) {
    this.splicing = splicing;
  }

  static Edit put(String text, ServerList list, String name, String entryJson) {
    var entry = Fragment.of(entryJson);
    var fault = ServerName.fault(name);
    if (fault.isPresent()) return Splicing.refused("", 0, fault.get(), "Choose another name.");
    if (Splicing.isBlank(text)) {
      return new Edit.Added(text, new McpJsonEdit(Splicing.ofBlank(text)).added(list, name, entry));
    }
    return Splicing.edit(text, splicing -> new McpJsonEdit(splicing).put(list, name, entry));
  }

  static Edit remove(String text, ServerList list, String name) {
    return Splicing.isBlank(text) ? new Edit.Unchanged(text)
        : Splicing.edit(text, splicing -> new McpJsonEdit(splicing).remove(list, name));
  }

  /**
   * As {@link #remove(String, ServerList, String)}, exactly.
   *
   * @param formers texts that this one may have been made of by putting the entry; the one that it
   *   was is given back as it was
   */
  static Edit remove(String text, ServerList list, String name, List<String> formers) {
    var removed = remove(text, list, name);
    var entry = entry(text, list, name);
    if (!(removed instanceof Edit.Change) || entry.isEmpty()) return removed;
    return formers.stream()
        .filter(former -> put(former, list, name, entry.get()) instanceof Edit.Added(var _, var it)
            && it.equals(text))
        .findFirst()
        .<Edit>map(former -> new Edit.Removed(text, former))
        .orElse(removed);
  }

  /** What stands under {@code name} in {@code list}, as it is written; empty where nothing does. */
  static Optional<String> entry(String text, ServerList list, String name) {
    return member(text, list, name).map(member -> member.value().place())
        .map(place -> text.substring(place.start(), place.end()));
  }

  /** Where {@link #entry} begins. */
  static OptionalInt line(String text, ServerList list, String name) {
    return member(text, list, name)
        .map(member -> OptionalInt.of(new Lines(text).line(member.namePlace().start())))
        .orElse(OptionalInt.empty());
  }

  /** As {@link #entry}, with its place. */
  static Optional<Json.Member> member(String text, ServerList list, String name) {
    return members(text, list).stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** The names in {@code list}, in their order. */
  static List<String> names(String text, ServerList list) {
    return members(text, list).stream().map(Json.Member::name).distinct().toList();
  }

  private static List<Json.Member> members(String text, ServerList list) {
    return JsonTree.parse(text) instanceof JsonTree.Parsed.Value(Json.Obj root)
        && new McpJsonEdit(Splicing.of(text, root)).place(list) instanceof Place.Found(var chain)
            ? chain.getLast().object().members()
            : List.of();
  }

  /** What keeps {@code list} from being edited at all. */
  static Optional<Edit.Refused> fault(String text, ServerList list) {
    return remove(text, list, "") instanceof Edit.Refused refused ? Optional.of(refused)
        : Optional.empty();
  }

  /** Where a list is. */
  private sealed interface Place {
    /** There, the last of these; the others are the objects around it, the root first. */
    record Found(List<Holder> chain) implements Place {}

    /** Nowhere: these keys are missing below {@code at}. */
    record Missing(Holder at, List<String> keys) implements Place {}

    record Wrong(Edit.Refused why) implements Place {}
  }

  private Place place(ServerList list) {
    var chain = new ArrayList<>(List.of(splicing.top()));
    var keys = list.path();
    for (int i = 0; i < keys.size(); i++) {
      var named = chain.getLast().object().named(keys.get(i));
      if (named.isEmpty()) {
        return new Place.Missing(chain.getLast(), keys.subList(i, keys.size()));
      }
      var member = named.getLast();
      if (named.size() > 1) return new Place.Wrong(refusedTwice(member));
      if (!(member.value() instanceof Json.Obj object)) {
        return new Place.Wrong(refusedType(String.join(".", keys.subList(0, i + 1)), member));
      }
      chain.add(new Holder(object, member));
    }
    return new Place.Found(chain);
  }

  private Edit put(ServerList list, String name, Fragment entry) {
    var text = splicing.text();
    return switch (place(list)) {
      case Place.Wrong(var why) -> why;
      case Place.Missing missing -> new Edit.Added(text, added(missing, name, entry));
      case Place.Found(var chain) -> put(chain.getLast(), name, entry);
    };
  }

  private Edit put(Holder servers, String name, Fragment entry) {
    var text = splicing.text();
    var listed = servers.object().named(name);
    if (listed.isEmpty()) return new Edit.Added(text, splicing.with(servers, name, entry));
    var old = listed.getLast();
    if (listed.size() > 1) return refusedTwice(old);
    return splicing.isSame(old.value(), entry) ? new Edit.Unchanged(text)
        : new Edit.Replaced(text, splicing.withValue(old, entry));
  }

  private String added(ServerList list, String name, Fragment entry) {
    return added(new Place.Missing(splicing.top(), list.path()), name, entry);
  }

  private String added(Place.Missing missing, String name, Fragment entry) {
    var value = entry.under(name);
    var inner = missing.keys().subList(1, missing.keys().size());
    for (var key : inner.reversed()) value = value.under(key);
    return splicing.with(missing.at(), missing.keys().getFirst(), value);
  }

  private Edit remove(ServerList list, String name) {
    var text = splicing.text();
    return switch (place(list)) {
      case Place.Wrong(var why) -> why;
      case Place.Missing _ -> new Edit.Unchanged(text);
      case Place.Found(var chain) -> {
        var listed = chain.getLast().object().named(name);
        if (listed.isEmpty()) yield new Edit.Unchanged(text);
        if (listed.size() > 1) yield refusedTwice(listed.getLast());
        yield new Edit.Removed(text, without(list, chain, listed.getFirst()));
      }
    };
  }

  /** A list of ours that would be left empty goes, too; the clients' own stays, as they have it. */
  private String without(ServerList list, List<Holder> chain, Json.Member entry) {
    var member = entry;
    int depth = chain.size() - 1;
    while (list == ServerList.HOTPLUG_SERVERS && depth > 0) {
      var holder = chain.get(depth);
      if (holder.member() == null || holder.object().members().size() > 1) break;
      member = holder.member();
      depth--;
    }
    return splicing.without(chain.get(depth).object(), member);
  }

  private Edit.Refused refusedTwice(Json.Member member) {
    return Splicing.refused(splicing.text(), member.namePlace().start(),
        Quote.of(member.name()) + " stands twice in this object",
        "Delete the one that is not meant, then try again.");
  }

  private Edit.Refused refusedType(String key, Json.Member member) {
    return Splicing.refused(splicing.text(), member.value().place().start(),
        key + " must be an object, but is " + member.value().words(),
        "Correct it, then try again.");
  }
}
