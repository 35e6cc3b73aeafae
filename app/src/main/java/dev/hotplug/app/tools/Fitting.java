package dev.hotplug.app.tools;

import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the arguments a model sent fit the tool they are for: unpacks JSON strings, flat and doubly
 * nested objects, and numbers, booleans, arrays and objects sent as strings where the schema rules
 * a string out. What fits already passes as the very bytes that came.
 */
final class Fitting {
  private static final List<String> WRAPPERS = List.of("parameters", "arguments", "args", "params",
      "input");
  private static final Set<String> NAMES = Set.of("server_name", "tool_name");

  private final Map<String, Tool.Parameter> parameters;

  private Fitting(Tool tool) {
    this.parameters = tool.parameters()
        .stream()
        .collect(Collectors.toMap(Tool.Parameter::name, p -> p));
  }

  /**
   * The arguments for {@code tool}.
   *
   * @param sent what was sent beside the names of server and tool
   * @return a JSON object, or null when none can be made of it
   */
  static @Nullable Span fit(Tool tool, Map<String, Span> sent) {
    return new Fitting(tool).fit(sent);
  }

  private @Nullable Span fit(Map<String, Span> sent) {
    var wrapper = wrapperIn(sent);
    if (wrapper == null) return coerced(object(sent), sent);
    var wrapped = unwrapped(sent.getOrDefault(wrapper, Span.of("{}")));
    if (wrapped == null) return null;
    var members = wrapped.members();
    var strays = new LinkedHashMap<>(sent);
    strays.remove(wrapper);
    strays.keySet().retainAll(parameters.keySet());
    strays.keySet().removeAll(members.keySet());
    if (strays.isEmpty()) return coerced(wrapped, members);
    strays.putAll(members);
    return coerced(object(strays), strays);
  }

  /** The member that holds the arguments, null when they lie flat. */
  private @Nullable String wrapperIn(Map<String, Span> sent) {
    for (var name : WRAPPERS) {
      boolean isOurs = name.equals(WRAPPERS.getFirst()) || !parameters.containsKey(name);
      if (isOurs && sent.containsKey(name)) return name;
    }
    return null;
  }

  private @Nullable Span unwrapped(Span value) {
    if (value.toString().equals("null")) return Span.of("{}");
    var text = value.text();
    if (text != null) {
      if (text.isBlank()) return Span.of("{}");
      return Span.parse(text).filter(Span::isObject).map(this::peeled).orElse(null);
    }
    return value.isObject() ? peeled(value) : null;
  }

  /** Takes a second wrapper off, unless the tool itself has an argument of that name. */
  private Span peeled(Span object) {
    var members = object.members();
    var wrapper = wrapperIn(members);
    if (wrapper == null || parameters.containsKey(wrapper)) return object;
    boolean alone = members.keySet()
        .stream()
        .allMatch(name -> name.equals(wrapper) || NAMES.contains(name));
    var inner = alone ? unwrapped(members.getOrDefault(wrapper, object)) : null;
    return inner == null ? object : inner;
  }

  /**
   * {@code object}, whose members are {@code members}, with values of the types the schema wants.
   */
  private Span coerced(Span object, Map<String, Span> members) {
    var fitted = new LinkedHashMap<String, Span>(members);
    fitted.replaceAll(this::coerced);
    return fitted.equals(members) ? object : object(fitted);
  }

  private Span coerced(String name, Span value) {
    var parameter = parameters.get(name);
    if (parameter == null || !parameter.excludes("string")) return value;
    var text = value.text();
    if (text == null) return value;
    return parse(text.strip()).filter(parsed -> isOneOf(parameter.types(), parsed)).orElse(value);
  }

  /** Models write Python, too. */
  private static Optional<Span> parse(String text) {
    return switch (text) {
      case "True" -> Optional.of(Span.of("true"));
      case "False" -> Optional.of(Span.of("false"));
      case "None" -> Optional.of(Span.of("null"));
      default -> Span.parse(text);
    };
  }

  private static boolean isOneOf(Set<String> types, Span value) {
    return switch (value.toString().charAt(0)) {
      case '{' -> types.contains("object");
      case '[' -> types.contains("array");
      case 't', 'f' -> types.contains("boolean");
      case 'n' -> types.contains("null");
      case '"' -> false;
      default -> types.contains("number")
          || (types.contains("integer") && value.toString().matches("-?\\d+"));
    };
  }

  private static Span object(Map<String, Span> members) {
    return Span.of(members.entrySet()
        .stream()
        .map(member -> Span.string(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}")));
  }
}
