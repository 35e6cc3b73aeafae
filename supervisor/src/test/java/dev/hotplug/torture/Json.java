package dev.hotplug.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value of the scripted server, deliberately not the one of the wire under test. Numbers
 * keep the digits they came with; members keep their order. Values write themselves instead of
 * being switched over: pattern switches cost 20 ms at the start of a process.
 */
sealed interface Json {

  /** Appends this value as JSON on one line. */
  void writeTo(StringBuilder out);

  static Json text(String value) {
    return new Text(value);
  }

  static Json number(long value) {
    return new Raw(Long.toString(value));
  }

  static Json items(Json... items) {
    return new Items(List.of(items));
  }

  /** JSON text that is written as it stands. */
  static Json raw(String json) {
    return new Raw(json);
  }

  static String write(Json value) {
    var out = new StringBuilder();
    value.writeTo(out);
    return out.toString();
  }

  /** A JSON object. */
  record Members(Map<String, Json> all) implements Json {
    static final Members NONE = new Members(Map.of());

    public Members {
      all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    static Members of(String name, Json value) {
      return NONE.with(name, value);
    }

    Members with(String name, Json value) {
      var more = new LinkedHashMap<>(all);
      more.put(name, value);
      return new Members(more);
    }

    boolean has(String name) {
      return all.containsKey(name);
    }

    @Nullable
    Json get(String name) {
      return all.get(name);
    }

    /** The member as an object; without members when there is none. */
    Members inside(String name) {
      return all.get(name) instanceof Members members ? members : NONE;
    }

    /** The member's text, or null when it is absent or no string. */
    @Nullable
    String text(String name) {
      return all.get(name) instanceof Text(var value) ? value : null;
    }

    @Override
    public void writeTo(StringBuilder out) {
      char separator = '{';
      for (var member : all.entrySet()) {
        out.append(separator);
        Text.quote(member.getKey(), out);
        out.append(':');
        member.getValue().writeTo(out);
        separator = ',';
      }
      out.append(all.isEmpty() ? "{}" : "}");
    }
  }

  /** A JSON array. */
  record Items(List<Json> all) implements Json {
    public Items {
      all = List.copyOf(all);
    }

    Items and(Json item) {
      var more = new ArrayList<>(all);
      more.add(item);
      return new Items(more);
    }

    @Override
    public void writeTo(StringBuilder out) {
      char separator = '[';
      for (var item : all) {
        out.append(separator);
        item.writeTo(out);
        separator = ',';
      }
      out.append(all.isEmpty() ? "[]" : "]");
    }
  }

  /** A JSON string. */
  record Text(String value) implements Json {
    @Override
    public void writeTo(StringBuilder out) {
      quote(value, out);
    }

    private static void quote(String text, StringBuilder out) {
      out.append('"');
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') out.append('\\').append(c);
        else if (c == '\n') out.append("\\n");
        else if (c < ' ' || (Character.isSurrogate(c) && !paired(text, i))) escape(c, out);
        else out.append(c);
      }
      out.append('"');
    }

    /** Half a pair has no UTF-8 form, so it may only be written as an escape. */
    private static boolean paired(String text, int i) {
      return Character.isHighSurrogate(text.charAt(i))
          ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
          : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void escape(char c, StringBuilder out) {
      var hex = Integer.toHexString(c);
      out.append("\\u").repeat('0', 4 - hex.length()).append(hex);
    }
  }

  /** A number, with the digits it came with. */
  record Numeral(String digits) implements Json {
    @Override
    public void writeTo(StringBuilder out) {
      out.append(digits);
    }
  }

  /** {@code true}, {@code false} or {@code null}. */
  enum Literal implements Json {
    TRUE("true"),
    FALSE("false"),
    NULL("null");

    private final String json;

    Literal(String json) {
      this.json = json;
    }

    @Override
    public void writeTo(StringBuilder out) {
      out.append(json);
    }
  }

  /** JSON text made elsewhere. */
  record Raw(String json) implements Json {
    @Override
    public void writeTo(StringBuilder out) {
      out.append(json);
    }
  }
}
