package dev.hotplug.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as the bytes it came in: a slice of a received line, valid JSON in valid UTF-8,
 * forwarded without being read. Number forms, key order and unknown members stay as they were.
 * Immutable: whoever makes a span from an array gives the array away.
 *
 * <p>Equal when the bytes are equal, so {@code 1} and {@code 1.0} differ.
 */
public final class Span {
  /** How many bytes a character may take in JSON. */
  private static final int LONGEST_ESCAPE = 6;

  private final byte[] bytes;
  private final int from;
  private final int length;

  private Span(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  /** The JSON text {@code json}, which the caller vouches for. */
  public static Span of(String json) {
    return of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The JSON text in {@code bytes}, which the caller vouches for and gives away. */
  public static Span of(byte[] bytes) {
    return new Span(bytes, 0, bytes.length);
  }

  /** The JSON text of {@code tree}. */
  public static Span of(JsonNode tree) {
    try {
      return of(Trees.MAPPER.writeValueAsBytes(tree));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a JSON tree could not be written", e);
    }
  }

  /** {@code text} as a JSON string. */
  public static Span string(String text) {
    return of(JsonText.quote(text));
  }

  /** {@code text} as a JSON value, empty when it is none. */
  public static Optional<Span> parse(String text) {
    var span = of(text.strip());
    try {
      return span.values() == 1 ? Optional.of(span) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static Span slice(byte[] bytes, int from, int to) {
    return new Span(bytes, from, to - from);
  }

  /** The part of this span from byte {@code from} up to byte {@code to}. */
  public Span slice(int from, int to) {
    return slice(bytes, this.from + from, this.from + to);
  }

  /** A copy of the first bytes, at most {@code most}. */
  byte[] head(int most) {
    return Arrays.copyOfRange(bytes, from, from + Math.min(most, length));
  }

  /** A copy of the last bytes, at most {@code most}. */
  byte[] tail(int most) {
    return Arrays.copyOfRange(bytes, from + length - Math.min(most, length), from + length);
  }

  /** The same, to be kept: without the rest of the line that it came in, where that is larger. */
  public Span compact() {
    return bytes.length - length <= length ? this : of(bytes());
  }

  /** Where in this span {@code part}, a part of it, begins. */
  int offset(Span part) {
    return part.from - from;
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, from, target, at, length);
  }

  /** Size in bytes. */
  public int length() {
    return length;
  }

  /**
   * A tree of this value, for what we read ourselves and never for what we forward.
   *
   * @throws JsonProcessingException when it nests deeper than 1,000 levels or holds a number of
   *   more than 1,000 digits
   */
  public JsonNode tree() throws JsonProcessingException {
    try {
      return Trees.MAPPER.readTree(bytes, from, length);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  /** How many JSON values these bytes are, 2 standing for more; fails where they are no JSON. */
  int values() throws IOException {
    return Envelope.values(bytes, from, length);
  }

  /** The members of this JSON object in their order, the last of equal names; empty for others. */
  public Map<String, Span> members() {
    return members(Integer.MAX_VALUE);
  }

  /** As {@link #members()}, but what follows the first {@code most} is not read. */
  public Map<String, Span> members(int most) {
    var members = new LinkedHashMap<String, Span>();
    var skim = skim();
    if (!skim.enters('{')) return members;
    while (members.size() < most && skim.nextMember()) {
      members.put(skim.name().unquoted(), skim.value());
    }
    return members;
  }

  /** As {@link #members()}, but only those of these names, however many others there are. */
  public Map<String, Span> members(Set<String> names) {
    var members = new LinkedHashMap<String, Span>();
    var skim = skim();
    if (!skim.enters('{')) return members;
    while (skim.nextMember()) {
      var written = skim.name();
      for (var name : names) if (written.says(name)) members.put(name, skim.value());
    }
    return members;
  }

  /**
   * The member {@code name} of this JSON object, the last of that name; null when there is none.
   */
  public @Nullable Span member(String name) {
    Span found = null;
    var skim = skim();
    if (!skim.enters('{')) return null;
    while (skim.nextMember()) if (skim.name().says(name)) found = skim.value();
    return found;
  }

  /** Whether this is a JSON object without members. */
  public boolean isEmptyObject() {
    var skim = skim();
    return skim.enters('{') && !skim.nextMember();
  }

  /** The elements of this JSON array; empty for others. */
  public List<Span> elements() {
    return elements(Integer.MAX_VALUE);
  }

  /** As {@link #elements()}, but what follows the first {@code most} is not read. */
  public List<Span> elements(int most) {
    var elements = new ArrayList<Span>();
    var skim = skim();
    if (!skim.enters('[')) return elements;
    while (elements.size() < most && skim.nextElement()) elements.add(skim.value());
    return elements;
  }

  Skim skim() {
    return new Skim(bytes, from, from + length);
  }

  /** One that passes over {@code known}, a value in here. */
  Skim skimPast(Span known) {
    return new Skim(bytes, from, from + length, known.from, known.from + known.length);
  }

  /** The text of this JSON string, or null when it is no string. */
  public @Nullable String text() {
    return isString() ? unquoted() : null;
  }

  /**
   * The text of this JSON string where it has at most {@code most} bytes; of a longer one the
   * beginning as it is written, and an ellipsis. Null when it is no string.
   */
  public @Nullable String text(int most) {
    return length - 2 <= most || !isString() ? text() : slice(1, length - 1).excerpt(most);
  }

  /** Whether this JSON string is {@code text}, which is told from most others by its length. */
  private boolean says(String text) {
    int written = length - 2;
    return written >= text.length() && written <= LONGEST_ESCAPE * text.length()
        && unquoted().equals(text);
  }

  private String unquoted() {
    for (int i = from; i < from + length; i++) if (bytes[i] == '\\') return unescaped();
    return new String(bytes, from + 1, length - 2, StandardCharsets.UTF_8);
  }

  private String unescaped() {
    try (var parser = Envelope.parser(bytes, from, length)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("a span must hold valid JSON", e);
    }
  }

  boolean isString() {
    return length > 0 && bytes[from] == '"';
  }

  boolean isInteger() {
    return Lexeme.isInteger(bytes, from, from + length);
  }

  /** Whether this is a JSON object. */
  public boolean isObject() {
    return length > 0 && bytes[from] == '{';
  }

  /** Whether this is a JSON array. */
  public boolean isArray() {
    return length > 0 && bytes[from] == '[';
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, from, length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span that && Arrays.equals(bytes, from, from + length, that.bytes,
        that.from, that.from + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < from + length; i++) hash = 31 * hash + bytes[i];
    return hash;
  }

  /**
   * The beginning of the JSON text, at most {@code most} bytes of whole characters, and an ellipsis
   * where there is more.
   */
  public String excerpt(int most) {
    if (length <= most) return toString();
    int end = most;
    while (end > 0 && (bytes[from + end] & 0xC0) == 0x80) end--;
    return new String(bytes, from, end, StandardCharsets.UTF_8) + "…";
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }
}
