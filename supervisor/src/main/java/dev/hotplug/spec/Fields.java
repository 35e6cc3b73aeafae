package dev.hotplug.spec;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The members of one object by name, in the order of the file. Of a repeated one the last counts,
 * as for every client that reads the file with JavaScript.
 */
final class Fields {
  private final Map<String, Json.Member> byName = new LinkedHashMap<>();

  /** {@code repeated} is told every member whose name an earlier one had. */
  Fields(Json.Obj object, Consumer<Json.Member> repeated) {
    for (var member : object.members()) {
      if (byName.put(member.name(), member) != null) repeated.accept(member);
    }
  }

  Optional<Json> value(String name) {
    return member(name).map(Json.Member::value);
  }

  /** The member {@code inner} of the object {@code outer}; empty where that is none. */
  Optional<Json> inner(String outer, String inner) {
    return value(outer).flatMap(
        value -> value instanceof Json.Obj object ? new Fields(object, _ -> {}).value(inner)
            : Optional.empty());
  }

  Optional<Json.Member> member(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  Collection<Json.Member> members() {
    return byName.values();
  }
}
