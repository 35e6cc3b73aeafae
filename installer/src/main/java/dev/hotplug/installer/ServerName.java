package dev.hotplug.installer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an installed server may be called: a name that is a folder's, too, on every system. */
final class ServerName {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Our own. */
  private static final String RESERVED = "hotplug";

  private ServerName() {}

  /** Why {@code name} cannot be one, a clause; empty if it can. */
  static Optional<String> fault(String name) {
    if (name.equals(RESERVED)) return Optional.of("\"" + name + "\" is Hotplug itself");
    return VALID.matcher(name).matches() ? Optional.empty()
        : Optional.of("a name has 1 to 64 letters, digits, dots, dashes and underscores and begins "
            + "with a letter or digit, unlike \"" + name + "\"");
  }

  /** The name made of what a server calls itself: {@code @scope/some-server} is some-server. */
  static String of(String own) {
    var base = own.substring(own.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    var name = base.replaceAll("[^a-z0-9._-]+", "-").replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    if (name.isEmpty() || name.equals(RESERVED)) return "server";
    return name.length() <= 64 ? name : name.substring(0, 64);
  }
}
