package dev.hotplug.torture;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One call of a tool: what was asked, and the ways to answer it. */
record Call(Output out, Json id, String tool, Json.Members params) {

  Json.Members arguments() {
    return params.inside("arguments");
  }

  @Nullable
  Json progressToken() {
    return params.inside("_meta").get("progressToken");
  }

  void answer(Json result) {
    out.result(id, result);
  }

  void answer(String text) {
    answer(Result.text(text));
  }

  void fail(long code, String message) {
    out.failure(id, code, message);
  }

  String text(String name) throws BadArgument {
    var text = arguments().text(name);
    if (text == null) throw new BadArgument(tool, name, "a string", arguments());
    return text;
  }

  String text(String name, String otherwise) throws BadArgument {
    return arguments().has(name) ? text(name) : otherwise;
  }

  /** A number as a number: {@code "2"} is refused, as real servers do. */
  BigDecimal number(String name) throws BadArgument {
    if (!(arguments().get(name) instanceof Json.Numeral(var digits))) {
      throw new BadArgument(tool, name, "a number", arguments());
    }
    return new BigDecimal(digits);
  }

  long whole(String name) throws BadArgument {
    try {
      return number(name).longValueExact();
    } catch (ArithmeticException _) {
      throw new BadArgument(tool, name, "a whole number", arguments());
    }
  }

  long whole(String name, long otherwise) throws BadArgument {
    return arguments().has(name) ? whole(name) : otherwise;
  }

  /** An argument that is missing or of the wrong type. */
  static final class BadArgument extends Exception {
    private static final long serialVersionUID = 1L;

    BadArgument(String tool, String name, String wanted, Json.Members given) {
      super(tool + ": " + name + " must be " + wanted + ", given " + Json.write(given));
    }
  }
}
