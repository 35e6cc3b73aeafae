package dev.hotplug.installer;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what goes wrong in a fetch into words. */
final class FetchFault {
  private static final int LONGEST_LINE = 200;
  private static final int FEW = 5;

  /** What to do about a repository that is too much for a fetch. */
  static final String SMALLER = "Use a smaller repository, or clone and build it yourself and load it from there.";

  private FetchFault() {}

  /** What stands behind {@code failure}, a failure to fetch from {@code address}. */
  static Unfetchable of(Throwable failure, String address) {
    var own = cause(failure, Unfetchable.class);
    if (own != null) return own;
    var words = words(failure);
    if (isAboutAccess(words)) {
      return new Unfetchable(address + " does not exist, or is not for everybody.",
          "Check the address; for a private repository use ssh, or put a token into it"
              + " (https://user:token@host/…), which is kept nowhere.");
    }
    if (words.contains("has no refs") || words.contains("does not have head")) {
      return new Unfetchable("The repository at " + address + " is empty.",
          "Check the address, or give a branch as ref.");
    }
    if (isAboutTheNet(failure)) {
      return new Unfetchable(address + " could not be reached: " + innermost(failure) + ".",
          "Check the address, the network and https_proxy, then try again.");
    }
    return new Unfetchable("Git could not get " + address + ": " + innermost(failure) + ".",
        "Check the address; if git clone can get it, clone it yourself and load it from there.");
  }

  /** Whether asking the same server for something else would fail, too. */
  static boolean isFinal(Throwable failure) {
    return cause(failure, Unfetchable.class) != null || isAboutAccess(words(failure))
        || isAboutTheNet(failure);
  }

  static Unfetchable tooLarge(long bytes) {
    return new Unfetchable("The repository is larger than " + bytes / 1_000_000 + " MB.", SMALLER);
  }

  static Unfetchable tooMany(int files) {
    return new Unfetchable("The repository has more than " + files + " files and folders.",
        SMALLER);
  }

  /** The first of {@code names}, and how many more there are. */
  static String few(List<String> names) {
    var first = String.join(", ", names.subList(0, Math.min(FEW, names.size())));
    return line(names.size() > FEW ? first + " and " + (names.size() - FEW) + " more" : first);
  }

  /** One short line of what may be anything. */
  static String line(String text) {
    return Plain.text(text, LONGEST_LINE);
  }

  private static boolean isAboutAccess(String words) {
    return words.contains("not authorized") || words.contains("authentication is required")
        || words.contains("not permitted") || words.contains("not found")
        || words.contains("authentication not supported") || words.contains("auth fail");
  }

  private static boolean isAboutTheNet(Throwable failure) {
    return cause(failure, UnknownHostException.class) != null
        || cause(failure, ConnectException.class) != null
        || cause(failure, NoRouteToHostException.class) != null
        || cause(failure, SocketTimeoutException.class) != null
        || cause(failure, SSLException.class) != null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) return type.cast(t);
    }
    return null;
  }

  private static String words(Throwable failure) {
    var words = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      words.append(t.getMessage()).append('\n');
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static String innermost(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    var message = last.getMessage();
    return line(message == null ? last.getClass().getSimpleName() : message);
  }
}
