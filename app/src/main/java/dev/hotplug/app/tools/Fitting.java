package dev.hotplug.app.tools;

import dev.hotplug.upstream.Tool;
import dev.hotplug.wire.Composed;
import dev.hotplug.wire.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the arguments a model sent fit the tool they are for: unpacks JSON strings, flat and doubly
 * nested objects, and numbers, booleans, arrays and objects sent as strings where the schema rules
 * a string out. What fits already passes as the very bytes that came, and no value is read that
 * need not be.
 */
final class Fitting {
  private static final String PARAMETERS = Unpacked.WRAPPERS.getFirst();
  private static final Set<String> NAMES = Set.of("server_name", "tool_name");
  private static final Pattern WHOLE = Pattern.compile("-?\\d+(\\.0+)?");

  /** Objects within objects beyond this are what somebody means. */
  private static final int DEEPEST = 3;

  private final Tool tool;

  private Fitting(Tool tool) {
    this.tool = tool;
  }

  /**
   * The arguments for {@code tool}.
   *
   * @param sent what was sent beside the names of server and tool
   * @return a JSON object, or null when none can be made of it
   */
  static @Nullable Span fit(Tool tool, Map<String, Span> sent) throws Misuse {
    return new Fitting(tool).fit(sent);
  }

  private @Nullable Span fit(Map<String, Span> sent) throws Misuse {
    var wrapper = wrapperIn(sent);
    if (wrapper == null) return flat(sent);
    var wrapped = Unpacked.of(sent.get(wrapper));
    if (wrapped == null) return mayLieFlat(wrapper) ? flat(sent) : null;
    return coerced(joined(peeled(wrapped, DEEPEST), wrapper, sent));
  }

  private Span flat(Map<String, Span> sent) {
    return coerced(new Unpacked(Composed.object(sent), sent));
  }

  /** The member that holds the arguments, null when they lie flat. */
  private @Nullable String wrapperIn(Map<String, Span> sent) {
    for (var name : Unpacked.WRAPPERS) {
      if (sent.containsKey(name) && (name.equals(PARAMETERS) || !isDeclared(name))) return name;
    }
    return null;
  }

  /** Whether a value that is no object may be an argument of that name. */
  private boolean mayLieFlat(String wrapper) {
    return isDeclared(wrapper) || (tool.parameters().isEmpty() && !wrapper.equals(PARAMETERS));
  }

  /** Adds what was sent beside the wrapper, too, as far as the tool has such arguments. */
  private Unpacked joined(Unpacked wrapped, String wrapper, Map<String, Span> sent) {
    if (sent.size() == 1) return wrapped;
    var strays = new LinkedHashMap<>(sent);
    strays.remove(wrapper);
    strays.keySet().removeIf(name -> !isDeclared(name) || wrapped.members().containsKey(name));
    if (strays.isEmpty()) return wrapped;
    strays.putAll(wrapped.members());
    return new Unpacked(Composed.object(strays), strays);
  }

  /**
   * Takes further wrappers off: a lone object under a name that is none of the tool's arguments,
   * with something in it that is, or beside the names of server and tool, or an empty one.
   */
  private Unpacked peeled(Unpacked outer, int deepest) throws Misuse {
    var wrapper = deepest == 0 ? null : innerWrapper(outer.members());
    var inner = wrapper == null ? null : Unpacked.of(outer.members().get(wrapper));
    if (inner == null) return outer;
    var peeled = peeled(inner, deepest - 1);
    boolean isWrapped = peeled.members().keySet().stream().anyMatch(this::isDeclared)
        || outer.members().keySet().containsAll(NAMES)
        || (peeled.members().isEmpty() && PARAMETERS.equals(wrapper));
    return isWrapped ? peeled : outer;
  }

  private @Nullable String innerWrapper(Map<String, Span> members) {
    String wrapper = null;
    for (var name : members.keySet()) {
      if (isDeclared(name)) return null;
      if (NAMES.contains(name)) continue;
      if (wrapper != null || !isWrapper(name)) return null;
      wrapper = name;
    }
    return wrapper;
  }

  private boolean isWrapper(String name) {
    return Unpacked.WRAPPERS.contains(name) || name.equals(tool.name());
  }

  private boolean isDeclared(String name) {
    return parameter(name) != null;
  }

  private Tool.@Nullable Parameter parameter(String name) {
    for (var parameter : tool.parameters()) {
      if (parameter.name().equals(name)) return parameter;
    }
    return null;
  }

  /** The object with values of the types the schema wants. */
  private Span coerced(Unpacked arguments) {
    var changes = new LinkedHashMap<String, Span>();
    for (var member : arguments.members().entrySet()) {
      var value = coerced(member.getKey(), member.getValue());
      if (value != null) changes.put(member.getKey(), value);
    }
    if (changes.isEmpty()) return arguments.object();
    var fitted = new LinkedHashMap<>(arguments.members());
    fitted.putAll(changes);
    return Composed.object(fitted);
  }

  /** What {@code value} must be instead, null when it may stay. */
  private @Nullable Span coerced(String name, Span value) {
    var parameter = parameter(name);
    if (parameter == null || !parameter.excludes("string")) return null;
    var text = Unpacked.text(value);
    return text == null ? null
        : parse(text.strip()).filter(parsed -> isOneOf(parameter.types(), parsed)).orElse(null);
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
    if (value.isObject()) return types.contains("object");
    var json = value.toString();
    return switch (json.charAt(0)) {
      case '[' -> types.contains("array");
      case 't', 'f' -> types.contains("boolean");
      case 'n' -> types.contains("null");
      case '"' -> false;
      default ->
        types.contains("number") || (types.contains("integer") && WHOLE.matcher(json).matches());
    };
  }
}
