package dev.hotplug.app.tools;

import dev.hotplug.wire.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one use of a meta-tool, read as leniently as models write them: the whole as a
 * JSON string or within another object, numbers as strings, names a little off.
 *
 * @param named the values of the tool's parameters, under their right names
 * @param others what was sent beside them, in its order
 */
record Arguments(Usage usage, Map<String, Span> named, Map<String, Span> others) {
  private static final int SHOWN = 200;
  private static final int LONGEST_TEXT = 4_096;
  private static final int LARGEST = 64 * 1024;

  private static final Map<String, List<String>> SYNONYMS = Map.of("server_name",
      List.of("server", "serverName", "mcp_server", "name"), "tool_name",
      List.of("tool", "toolName", "name"), "tail", List.of("lines", "limit", "n"), "grep",
      List.of("filter", "pattern"), "since_generation", List.of("generation", "since"), "last",
      List.of("tail", "limit", "n"), "git_url", List.of("url", "repository", "repo"), "env_vars",
      List.of("env", "environment"), "subdir", List.of("directory", "folder", "path"), "ref",
      List.of("branch", "tag", "commit"));

  /** What was sent in {@code use}. */
  static Arguments of(ToolUse use, Usage usage) throws Misuse {
    var others = new LinkedHashMap<>(sent(use, usage));
    var named = new HashMap<String, Span>();
    for (var name : usage.names()) {
      var value = take(name, others);
      if (value != null) named.put(name, value);
    }
    var arguments = new Arguments(usage, named, others);
    for (var each : named.entrySet()) arguments.check(each.getKey(), each.getValue());
    return arguments;
  }

  /** What is for us is said again in answers, or made into lists and maps. */
  private void check(String name, Span value) throws Misuse {
    if (value.length() > LARGEST) throw new Misuse(tooLong(name, LARGEST, value.length()));
  }

  /** The members that were sent, also those in a wrapper that stands alone. */
  private static Map<String, Span> sent(ToolUse use, Usage usage) throws Misuse {
    var sent = Unpacked.of(use.arguments());
    if (sent == null) return Map.of();
    if (sent.members().size() != 1) return sent.members();
    for (var wrapper : Unpacked.WRAPPERS) {
      var wrapped = Unpacked.of(sent.members().get(wrapper));
      if (wrapped != null && usage.names().stream().anyMatch(wrapped.members()::containsKey)) {
        return wrapped.members();
      }
    }
    return sent.members();
  }

  private static @Nullable Span take(String name, Map<String, Span> from) {
    var value = from.remove(name);
    if (value != null) return value;
    for (var synonym : SYNONYMS.getOrDefault(name, List.of())) {
      var found = from.remove(synonym);
      if (found != null) return found;
    }
    return null;
  }

  String text(String name) throws Misuse {
    var text = optionalText(name);
    if (text.isEmpty()) throw new Misuse(missing(name));
    return text.get();
  }

  Optional<String> optionalText(String name) throws Misuse {
    var value = named.get(name);
    if (value == null) return Optional.empty();
    var text = value.text();
    if (text == null && value.toString().equals("null")) return Optional.empty();
    var json = text == null ? value.toString() : text;
    if (json.length() > LONGEST_TEXT) throw new Misuse(tooLong(name, LONGEST_TEXT, json.length()));
    if (text != null) return Optional.of(text);
    if (json.startsWith("{") || json.startsWith("[")) {
      throw new Misuse(wrong(name + " must be a string, and was " + Excerpt.of(json, SHOWN)));
    }
    return Optional.of(json);
  }

  Optional<Boolean> optionalFlag(String name) throws Misuse {
    var text = optionalText(name);
    if (text.isEmpty()) return Optional.empty();
    return switch (text.get().strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Optional.of(true);
      case "false", "no", "off", "0" -> Optional.of(false);
      default -> throw new Misuse(
          wrong(name + " must be true or false, and was " + Excerpt.of(text.get(), SHOWN)));
    };
  }

  /** Whether the parameter {@code name} was sent, and no object of arguments beside it. */
  boolean isFlatWith(String name) {
    return named.containsKey(name) && Unpacked.WRAPPERS.stream().noneMatch(others::containsKey);
  }

  /** The same, where {@code name} is no parameter of ours, but one that was sent beside them. */
  Arguments leaving(String name) {
    var fewer = new HashMap<>(named);
    var value = fewer.remove(name);
    if (value == null) return this;
    var more = new LinkedHashMap<>(others);
    more.put(name, value);
    return new Arguments(usage, fewer, more);
  }

  /** A list of strings; one alone is a list of one. */
  Optional<List<String>> optionalTexts(String name) throws Misuse {
    var value = named.get(name);
    var inner = value == null ? null : value.text();
    var list = inner == null ? value : Span.parse(inner).filter(Span::isArray).orElse(value);
    if (list == null || !list.isArray()) return optionalText(name).map(List::of);
    var texts = new ArrayList<String>();
    for (var element : list.elements()) {
      var text = element.text();
      if (text == null) {
        throw new Misuse(
            wrong(name + " must hold strings, and held " + Excerpt.of(element.toString(), SHOWN)));
      }
      texts.add(text);
    }
    return Optional.of(texts);
  }

  /** Whole numbers; one alone is a list of one. */
  Optional<Set<Long>> optionalNumbers(String name) throws Misuse {
    var value = named.get(name);
    var inner = value == null ? null : value.text();
    var list = inner == null ? value : Span.parse(inner).filter(Span::isArray).orElse(value);
    if (list == null || !list.isArray()) return optionalNumber(name).map(Set::of);
    var numbers = new TreeSet<Long>();
    for (var element : list.elements()) {
      var text = element.text();
      numbers.add(number(name, text == null ? element.toString() : text));
    }
    return Optional.of(numbers);
  }

  /**
   * An object whose values are texts, or a list of {@code NAME=value}; empty where there is none.
   * They may be secrets, so that no mistake in them is shown.
   */
  Map<String, String> pairs(String name) throws Misuse {
    var value = named.get(name);
    var object = Unpacked.of(value);
    var pairs = new LinkedHashMap<String, String>();
    if (value == null) return pairs;
    if (object == null) {
      for (var pair : optionalTextsUnshown(name)) put(name, pair, pairs);
      return pairs;
    }
    for (var member : object.members().entrySet()) {
      var text = scalar(member.getValue());
      if (text.isEmpty()) throw new Misuse(wrong(notPairs(name)));
      pairs.put(member.getKey(), text.get());
    }
    return pairs;
  }

  private List<String> optionalTextsUnshown(String name) throws Misuse {
    try {
      return optionalTexts(name).orElse(List.of());
    } catch (Misuse _) {
      throw new Misuse(wrong(notPairs(name)));
    }
  }

  private void put(String name, String pair, Map<String, String> pairs) throws Misuse {
    int equals = pair.indexOf('=');
    if (equals < 1) throw new Misuse(wrong(notPairs(name)));
    pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
  }

  private static String notPairs(String name) {
    return name + " must be an object whose values are strings, or a list of NAME=value";
  }

  private static Optional<String> scalar(Span value) {
    var text = value.text();
    if (text != null) return Optional.of(text);
    return value.isObject() || value.isArray() || value.toString().equals("null") ? Optional.empty()
        : Optional.of(value.toString());
  }

  Optional<Long> optionalNumber(String name) throws Misuse {
    var text = optionalText(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(number(name, text.get()));
  }

  private long number(String name, String text) throws Misuse {
    try {
      return new BigDecimal(text.strip()).longValueExact();
    } catch (NumberFormatException | ArithmeticException _) {
      throw new Misuse(wrong(name + " must be a whole number, and was " + Excerpt.of(text, SHOWN)));
    }
  }

  private Answer tooLong(String name, int most, int length) {
    return wrong(name + " may have at most " + most + " characters, and had " + length);
  }

  private Answer missing(String name) {
    var sent = new LinkedHashMap<>(named);
    sent.putAll(others);
    return wrong(name + " is missing; sent was "
        + (sent.isEmpty() ? "nothing" : Excerpt.ofNames(sent.keySet())));
  }

  Answer wrong(String what) {
    return Answer.failure(what + ". Nothing was done.", "invalid_arguments",
        "Call it like this: " + usage.example());
  }
}
