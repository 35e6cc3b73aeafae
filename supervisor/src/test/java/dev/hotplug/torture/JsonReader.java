package dev.hotplug.torture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads one JSON value (RFC 8259) that fills a whole text, nested at most 500 deep. */
final class JsonReader {
  private static final int DEEPEST = 500;
  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Reads {@code text} or throws {@link Malformed} with the place and the reason. */
  static Json read(String text) throws Malformed {
    var reader = new JsonReader(text);
    var value = reader.value();
    reader.blanks();
    if (reader.at < text.length()) throw reader.malformed("text after the value");
    return value;
  }

  private Json value() throws Malformed {
    blanks();
    return switch (peek()) {
      case '{' -> members();
      case '[' -> items();
      case '"' -> new Json.Text(string());
      case 't' -> literal("true", Json.Literal.TRUE);
      case 'f' -> literal("false", Json.Literal.FALSE);
      case 'n' -> literal("null", Json.Literal.NULL);
      default -> number();
    };
  }

  private Json members() throws Malformed {
    deeper();
    var members = new LinkedHashMap<String, Json>();
    take('{');
    if (!found('}')) {
      do {
        blanks();
        var name = string();
        blanks();
        take(':');
        members.put(name, value());
      } while (another('}'));
    }
    depth--;
    return new Json.Members(members);
  }

  private Json items() throws Malformed {
    deeper();
    List<Json> items = new ArrayList<>();
    take('[');
    if (!found(']')) {
      do {
        items.add(value());
      } while (another(']'));
    }
    depth--;
    return new Json.Items(items);
  }

  private String string() throws Malformed {
    take('"');
    var out = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') throw malformed("a control character in a string");
      out.append(c == '\\' ? escaped() : c);
    }
    return out.toString();
  }

  private char escaped() throws Malformed {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> throw malformed("an unknown escape");
    };
  }

  private int hex() throws Malformed {
    int digit = Character.digit(next(), 16);
    if (digit < 0) throw malformed("no hexadecimal digit");
    return digit;
  }

  private Json literal(String word, Json.Literal value) throws Malformed {
    if (!text.startsWith(word, at)) throw malformed("no value");
    at += word.length();
    return value;
  }

  private Json number() throws Malformed {
    int from = at;
    found('-');
    if (!found('0')) digits();
    if (found('.')) digits();
    if (found('e') || found('E')) {
      if (!found('+')) found('-');
      digits();
    }
    return new Json.Numeral(text.substring(from, at));
  }

  private void digits() throws Malformed {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    if (at == from) throw malformed("no value");
  }

  private boolean another(char end) throws Malformed {
    blanks();
    if (found(',')) return true;
    take(end);
    return false;
  }

  /** Steps over {@code c}, blanks before it too when it stands there. */
  private boolean found(char c) {
    if (c == '}' || c == ']') blanks();
    if (at >= text.length() || text.charAt(at) != c) return false;
    at++;
    return true;
  }

  private void take(char c) throws Malformed {
    if (next() != c) throw malformed("expected " + c);
  }

  private char next() throws Malformed {
    char c = peek();
    at++;
    return c;
  }

  private char peek() throws Malformed {
    if (at >= text.length()) throw malformed("the text ends too early");
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  private void deeper() throws Malformed {
    if (++depth > DEEPEST) throw malformed("nested too deep");
  }

  private Malformed malformed(String reason) {
    return new Malformed(reason + " at " + at);
  }

  /** Not JSON. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      super(reason);
    }
  }
}
