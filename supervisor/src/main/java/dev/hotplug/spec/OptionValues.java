package dev.hotplug.spec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the values of options. One that is wrong is noted and counts as absent. */
final class OptionValues {
  private static final int LONGEST_NUMBER = 20;

  private final Notes notes;

  OptionValues(Notes notes) {
    this.notes = notes;
  }

  /** The object {@code value}, whose members must be known ones. */
  Optional<Fields> object(Json value, String path, List<String> known) {
    if (!(value instanceof Json.Obj object)) return wrong(value, path, "an object, {…}");
    var fields = new Fields(object, this::repeated);
    for (var member : fields.members()) {
      if (!known.contains(member.name())) unknown(member, path, known);
    }
    return Optional.of(fields);
  }

  private void unknown(Json.Member member, String path, List<String> known) {
    var question = Suggestion.question(member.name(), known);
    notes.note(member.namePlace(), "unknown option " + Quote.of(member.name()) + question,
        "It is ignored. " + path + " may hold " + String.join(", ", known) + ".");
  }

  void repeated(Json.Member member) {
    notes.note(member.namePlace(), Quote.of(member.name()) + " stands twice in this object",
        "The last one counts, as for other clients. Delete the one that is not meant.");
  }

  OptionalLong wholeNumber(Json value, String path, long least, long most) {
    var number = value instanceof Json.Num(_, var digits) ? exact(digits) : OptionalLong.empty();
    if (number.stream().anyMatch(it -> it >= least && it <= most)) return number;
    wrong(value, path, "a whole number from " + least + " to " + most);
    return OptionalLong.empty();
  }

  private static OptionalLong exact(String digits) {
    if (digits.length() > LONGEST_NUMBER) return OptionalLong.empty();
    try {
      return OptionalLong.of(new BigDecimal(digits).longValueExact());
    } catch (ArithmeticException | NumberFormatException _) {
      // A fraction, more than a long holds, or an exponent beyond all measure.
      return OptionalLong.empty();
    }
  }

  Optional<Boolean> flag(Json value, String path) {
    if (value instanceof Json.Bool(_, var flag)) return Optional.of(flag);
    return wrong(value, path, "true or false");
  }

  /** Notes that {@code value} is not what it must be. */
  <T> Optional<T> wrong(Json value, String path, String must) {
    notes.note(value.place(), "%s must be %s, but is %s".formatted(path, must, shown(value)),
        "It is ignored and the default is used. Correct it or take it out.");
    return Optional.empty();
  }

  private static String shown(Json value) {
    return value instanceof Json.Num(_, var digits) && digits.length() <= LONGEST_NUMBER ? digits
        : value.words();
  }
}
