package dev.hotplug.upstream;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds secrets in a command line or a value: what an option, a variable, a header or a part of a
 * URL holds whose name says that it is secret, the password of a URL, and what has the shape of a
 * well-known token.
 */
final class SecretWords {
  private static final Pattern NAME = Pattern.compile(
      "KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|PRIVATE|BEARER|COOKIE|SESSION",
      Pattern.CASE_INSENSITIVE);

  /** {@code --name=value}, {@code NAME=value}, {@code Name: value}. */
  private static final Pattern ASSIGNED = Pattern.compile("(?s)-*+([\\w.-]++)\\s*+[=:]\\s*+(.++)");

  private static final Pattern SCHEME = Pattern.compile("(?i)(?:bearer|basic|token)\\s++(\\S++)");
  private static final Pattern USER = Pattern
      .compile("\\b[\\w+.-]{1,20}://[^/\\s:@]*+:([^/\\s@]++)@");
  private static final Pattern QUERY = Pattern.compile("[?&#]([\\w.-]++)=([^&#\\s]++)");

  /** Of GitHub, GitLab, Slack, npm, Hugging Face and AWS, those that begin with sk, and JWT. */
  private static final Pattern TOKEN = Pattern.compile(
      "\\b(gh[opsur]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{20,}|xox[abeoprs]-[\\w-]{10,}"
          + "|npm_\\w{20,}|hf_\\w{20,}|AKIA[A-Z0-9]{16}|sk-[\\w-]{20,}"
          + "|eyJ[\\w-]{5,}\\.[\\w-]{5,}\\.[\\w-]+)");

  private SecretWords() {}

  /** Whether what has this name is secret. */
  static boolean isSecret(String name) {
    return NAME.matcher(name).find();
  }

  /** Tells {@code found} the name and the value of each secret in a command line. */
  static void find(List<String> line, BiConsumer<String, String> found) {
    var before = "";
    for (var word : line) {
      if (before.startsWith("-") && isSecret(before) && !word.startsWith("-")) {
        found.accept(before.replaceFirst("^-+", ""), word);
      }
      findAssigned(word, found);
      findInside(word, found);
      before = word.indexOf('=') < 0 ? word : "";
    }
  }

  private static void findAssigned(String word, BiConsumer<String, String> found) {
    var assigned = ASSIGNED.matcher(word);
    if (!assigned.matches() || !isSecret(group(assigned, 1))) return;
    found.accept(group(assigned, 1), group(assigned, 2));
    var scheme = SCHEME.matcher(group(assigned, 2));
    if (scheme.matches()) found.accept(group(assigned, 1), group(scheme, 1));
  }

  /** Tells {@code found} the secrets within a text that is none itself, such as a URL. */
  static void findInside(String text, BiConsumer<String, String> found) {
    USER.matcher(text).results().forEach(it -> found.accept("password", group(it, 1)));
    QUERY.matcher(text)
        .results()
        .filter(it -> isSecret(group(it, 1)))
        .forEach(it -> found.accept(group(it, 1), group(it, 2)));
    TOKEN.matcher(text).results().forEach(it -> found.accept("token", group(it, 1)));
  }

  /** A group that is in every match. */
  private static String group(MatchResult match, int number) {
    return requireNonNull(match.group(number));
  }
}
