package dev.hotplug.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hotplug.wire.Span;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that people and models read: the values of variables whose names say
 * that they are secret, each line of one that has several, such as a private key, and what
 * {@link SecretWords} finds in other values and in the command line. Short values stay, since they
 * would match by chance. Immutable once it is handed out.
 */
public final class Redaction {
  private static final int SHORTEST = 6;
  private static final int MOST_TEXTS = 3;

  /** What a text begins with that may hold an object or a list. */
  private static final Pattern JSON = Pattern.compile("\\s*+[{\\[]");

  /** By value, the longest first, so that a secret within a secret leaves no rest. */
  private final NavigableMap<String, String> names = new TreeMap<>(
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Takes out the secrets among {@code environment}. */
  public Redaction(Map<String, String> environment) {
    this(environment, List.of());
  }

  /** Takes out the secrets among {@code environment} and those of a command line. */
  Redaction(Map<String, String> environment, List<String> line) {
    addAmong(environment);
    SecretWords.find(line, this::add);
  }

  /** Takes out the secrets among these, too. */
  Redaction alsoAmong(Map<String, String> environment) {
    addAmong(environment);
    return this;
  }

  /** Takes out these, too, whatever their names. */
  Redaction also(Map<String, String> secrets) {
    secrets.forEach(this::add);
    return this;
  }

  /** Takes out the passwords in URLs among these, too. */
  Redaction alsoPasswordsAmong(Collection<String> values) {
    values.forEach(value -> SecretWords.findPassword(value, this::add));
    return this;
  }

  /** Takes out what this one does, and what {@code other} does. */
  public Redaction and(Redaction other) {
    var both = new Redaction(Map.of());
    both.names.putAll(other.names);
    both.names.putAll(names);
    return both;
  }

  private void addAmong(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (SecretWords.isSecretVariable(name)) add(name, value);
      else SecretWords.findInside(value, this::add);
    });
  }

  private void add(String name, String value) {
    if (value.length() < SHORTEST) return;
    names.put(value, name);
    var quoted = Span.string(value).toString();
    names.put(quoted.substring(1, quoted.length() - 1), name);
    value.lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST)
        .forEach(line -> names.put(line, name));
  }

  /** How long the longest of them is, in characters; 0 when there is none. */
  int longest() {
    return names.isEmpty() ? 0 : names.firstKey().length();
  }

  /** {@code text}, with a word in place of each secret. */
  public String clean(String text) {
    var clean = text;
    for (var secret : names.entrySet()) {
      clean = clean.replace(secret.getKey(), SecretWords.word(secret.getValue()));
    }
    return clean;
  }

  /** A copy of {@code tree}, with a word in place of each secret in its values and its names. */
  public JsonNode clean(JsonNode tree) {
    if (names.isEmpty()) return tree;
    if (tree.isContainerNode()) return copy(tree, this::clean, (_, value) -> clean(value));
    var text = tree.asText();
    var clean = clean(text);
    return clean.equals(text) ? tree : TextNode.valueOf(clean);
  }

  /** Whether the value of a member or an argument of this name is likely to be secret. */
  public static boolean isSecret(String name) {
    return SecretWords.isSecret(name);
  }

  /**
   * A copy of {@code tree}, with a word in place of what is likely to be secret whoever's it is:
   * the values of members with the names of secrets, whatever these are, also of JSON within texts,
   * what a text assigns to such a name, and what has the shape of a token or is the password of a
   * URL.
   */
  public static JsonNode withoutLikelySecrets(JsonNode tree) {
    return withoutLikely(tree, MOST_TEXTS);
  }

  /** The same of a text, which may hold JSON or {@code password=…}. */
  public static String withoutLikelySecrets(String text) {
    return withoutLikely(text, MOST_TEXTS);
  }

  /** @param texts how many texts within texts are read as JSON */
  private static JsonNode withoutLikely(JsonNode tree, int texts) {
    if (tree.isTextual()) return TextNode.valueOf(withoutLikely(tree.asText(), texts));
    return tree.isContainerNode()
        ? copy(tree, name -> name, (name, value) -> member(name, value, texts))
        : tree;
  }

  private static JsonNode member(String name, JsonNode value, int texts) {
    return isSecret(name) ? TextNode.valueOf(SecretWords.word(name)) : withoutLikely(value, texts);
  }

  private static String withoutLikely(String text, int texts) {
    if (texts == 0 || !JSON.matcher(text).lookingAt()) return SecretWords.withoutLikely(text);
    try {
      var tree = Span.of(text).tree();
      var clean = withoutLikely(tree, texts - 1);
      return clean.equals(tree) ? text : clean.toString();
    } catch (JsonProcessingException _) {
      return SecretWords.withoutLikely(text);
    }
  }

  /** Elements have no name, which is the empty one here. */
  private static JsonNode copy(JsonNode tree, UnaryOperator<String> names,
      BiFunction<String, JsonNode, JsonNode> values) {
    if (tree.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode(tree.size());
      tree.forEach(element -> array.add(values.apply("", element)));
      return array;
    }
    var object = JsonNodeFactory.instance.objectNode();
    tree.properties()
        .forEach(member -> object.set(names.apply(member.getKey()),
            values.apply(member.getKey(), member.getValue())));
    return object;
  }
}
