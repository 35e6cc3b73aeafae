package dev.hotplug.spec;

/** One line of an {@link EnvFile}. */
sealed interface EnvLine {
  /** A variable and its value. */
  record Value(String name, String value) implements EnvLine {}

  /** A comment, or blank. */
  record Nothing() implements EnvLine {}

  /** {@code what} is wrong with it, a clause that does not repeat it. */
  record Damaged(String what) implements EnvLine {}

  /** Reads a line without its end. */
  static EnvLine of(String line) {
    var text = line.strip().replaceFirst("^" + JsonTree.BYTE_ORDER_MARK, "");
    if (text.isEmpty() || text.startsWith("#")) return new Nothing();
    int sign = text.indexOf('=');
    if (sign < 0) return new Damaged("a line without a = sign");
    var name = text.substring(0, sign).strip();
    if (!EnvReferences.isVariable(name)) {
      return new Damaged("what stands before the = sign is no name of a variable");
    }
    return value(name, text.substring(sign + 1).strip());
  }

  private static EnvLine value(String name, String text) {
    var value = text;
    if (text.startsWith("\"")) {
      if (!(JsonTree.parse(text) instanceof JsonTree.Parsed.Value(Json.Text(var _, var string)))) {
        return new Damaged("the value of " + name + " begins with a quote and is no JSON string");
      }
      value = string;
    }
    return EntryTexts.isUnsendable(value)
        ? new Damaged("the value of " + name + " holds a character that no program can take")
        : new Value(name, value);
  }

  /** The line that is read as this. */
  static String write(String name, String value) {
    boolean isPlain = value.equals(value.strip()) && !value.startsWith("\"")
        && value.chars().noneMatch(Character::isISOControl) && value.lines().count() <= 1;
    return name + "=" + (isPlain ? value : Fragment.quoted(value));
  }
}
