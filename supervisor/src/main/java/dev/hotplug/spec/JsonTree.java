package dev.hotplug.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * Turns a text into a {@link Json} value with places, or says where and why it is none. Repeated
 * members are kept. A byte order mark before the value is accepted and counts in the offsets.
 */
final class JsonTree {
  static final String BYTE_ORDER_MARK = "\uFEFF";
  /** Deep enough for every real file, shallow enough for the recursion here and elsewhere. */
  static final int MAX_DEPTH = 100;
  /** A hundred times what the longest real files have; what a few bytes each may cost us. */
  static final int MAX_TOKENS = 200_000;
  private static final JsonFactory JSON = new JsonFactoryBuilder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxTokenCount(MAX_TOKENS)
          // The file's size bounds these, and numbers are not converted: long ones do no harm.
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build())
      .build();

  private final String text;
  private final JsonParser parser;
  /** Jackson counts from the first character behind the byte order mark. */
  private final int shift;

  private JsonTree(String text, JsonParser parser, int shift) {
    this.text = text;
    this.parser = parser;
    this.shift = shift;
  }

  /** What became of a text. */
  sealed interface Parsed {
    record Value(Json root) implements Parsed {}

    record Broken(SyntaxFault fault) implements Parsed {}
  }

  /** Reads {@code text}, which must hold exactly one value. */
  static Parsed parse(String text) {
    int shift = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    var chars = text.toCharArray();
    try (var parser = JSON.createParser(chars, shift, chars.length - shift)) {
      return new JsonTree(text, parser, shift).parse();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private Parsed parse() throws IOException {
    var faults = new SyntaxFaults(text);
    Json root;
    try {
      if (parser.nextToken() == null) return new Parsed.Broken(faults.nothing());
      root = value();
    } catch (JsonProcessingException e) {
      return new Parsed.Broken(faults.inside(e, offset(e), openLine()));
    }
    return end(faults, root);
  }

  private Parsed end(SyntaxFaults faults, Json root) throws IOException {
    try {
      if (parser.nextToken() == null) return new Parsed.Value(root);
      return new Parsed.Broken(faults.behind(root, start()));
    } catch (JsonProcessingException e) {
      return new Parsed.Broken(faults.behind(root, offset(e)));
    }
  }

  private Json value() throws IOException {
    int start = start();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(start);
      case START_ARRAY -> array(start);
      case VALUE_STRING -> string(start);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(start);
      case VALUE_TRUE -> new Json.Bool(new Json.Place(start, start + 4), true);
      case VALUE_FALSE -> new Json.Bool(new Json.Place(start, start + 5), false);
      case VALUE_NULL -> new Json.Null(new Json.Place(start, start + 4));
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
        throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private Json object(int start) throws IOException {
    var members = new ArrayList<Json.Member>();
    while (parser.nextToken() != JsonToken.END_OBJECT) members.add(member());
    return new Json.Obj(new Json.Place(start, start() + 1), members);
  }

  private Json.Member member() throws IOException {
    var place = quoted(start());
    var name = parser.currentName();
    parser.nextToken();
    return new Json.Member(place, name, value());
  }

  private Json array(int start) throws IOException {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) items.add(value());
    return new Json.Arr(new Json.Place(start, start() + 1), items);
  }

  private Json string(int start) throws IOException {
    // Only now Jackson reads to the end of the string and finds what is wrong with it.
    var value = parser.getText();
    return new Json.Text(quoted(start), value);
  }

  private Json number(int start) throws IOException {
    var digits = parser.getText();
    return new Json.Num(new Json.Place(start, start + digits.length()), digits);
  }

  /** The place of the string that begins at {@code start} and was found to be whole. */
  private Json.Place quoted(int start) {
    int end = start + 1;
    while (text.charAt(end) != '"') end += text.charAt(end) == '\\' ? 2 : 1;
    return new Json.Place(start, end + 1);
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset() + shift;
  }

  private int offset(JsonProcessingException e) {
    var location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    return (int) location.getCharOffset() + shift;
  }

  /** The line in which the innermost object or list begins that was open when reading stopped. */
  private int openLine() {
    return parser.getParsingContext().startLocation(ContentReference.unknown()).getLineNr();
  }
}
