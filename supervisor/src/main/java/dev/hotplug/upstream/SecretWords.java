package dev.hotplug.upstream;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds secrets in a command line or a value: what an option, a variable, a header, a member of an
 * object or a part of a URL holds whose name says that it is secret, the password of a URL, and
 * what has the shape of a well-known token.
 */
final class SecretWords {
  private static final Pattern VARIABLE = Pattern.compile(
      "KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|PRIVATE|BEARER|COOKIE|SESSION",
      Pattern.CASE_INSENSITIVE);

  /** Of other names there are many more: an author, the tokens at most, a KeyError. */
  private static final Pattern NAME = Pattern
      .compile("(?<![a-z])(?:(?:api|access|account|private|secret)?key|token|secret|passw(?:or)?d"
          + "|passphrase|pass|pwd|credentials?|auth|authorization|bearer|cookie|private)"
          + "(?:[._-]?(?:\\d+|id|value|pem|json|base64))?$");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** {@code --name=value}, {@code NAME=value}, {@code Name: value}, with blanks in the value. */
  private static final Pattern ASSIGNED = Pattern
      .compile("(?s)-*+(\\w[\\w.-]*+)\\s*+[=:]\\s*+(.++)");

  /** The same anywhere, quoted or not, up to what cannot be part of the value. */
  private static final Pattern INSIDE = Pattern.compile(
      "(\\w[\\w.-]{0,100})[\"']?\\s*[:=]\\s*[\"']?(?:(?i:bearer|basic|token)\\s+)?([^\\s\"',;&}]+)");

  /** The same in prose, where {@code a key: value} is none: no blanks, quoted, or a bearer's. */
  private static final Pattern SURELY_ASSIGNED = Pattern
      .compile("(\\w[\\w.-]{0,100})(?:=[\"']?|\\\\{0,4}[\"']\\s{0,9}:\\s{0,9}\\\\{0,4}[\"']?"
          + "|\\s{0,9}[:=]\\s{0,9}(?i:bearer|basic)\\s{1,9})([^\\s\"'\\\\,;&}]+)");

  private static final Pattern PASSWORD = Pattern
      .compile("\\b[\\w+.-]{1,20}://[^/\\s:@]*+:([^/\\s]+)@");

  /** Of GitHub, GitLab, Slack, npm, Hugging Face and AWS, those that begin with sk, and JWT. */
  private static final Pattern TOKEN = Pattern.compile(
      "\\b(gh[opsur]_\\w{20,}|github_pat_\\w{20,}|glpat-[\\w-]{20,}|xox[abeoprs]-[\\w-]{10,}"
          + "|npm_\\w{20,}|hf_\\w{20,}|AKIA[A-Z0-9]{16}|sk-[\\w-]{20,}"
          + "|eyJ[\\w-]{5,}\\.[\\w-]{5,}\\.[\\w-]+)");

  private static final String REDACTED = "[redacted";

  private SecretWords() {}

  /** Whether the value of a variable of this name is secret. */
  static boolean isSecretVariable(String name) {
    return VARIABLE.matcher(name).find();
  }

  /** Whether an option, a member or an argument of this name holds a secret. */
  static boolean isSecret(String name) {
    var words = HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    return NAME.matcher(words).find();
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
    if (!assigned.matches()) return;
    if (isSecret(group(assigned, 1))) found.accept(group(assigned, 1), group(assigned, 2));
    else findAssigned(group(assigned, 2), found);
  }

  /** Tells {@code found} the secrets within a text that is none itself, such as a URL. */
  static void findInside(String text, BiConsumer<String, String> found) {
    findPassword(text, found);
    findTokens(text, found);
    var inside = INSIDE.matcher(text);
    for (int at = 0; inside.find(at); at = inside.end(1)) {
      if (isSecret(group(inside, 1))) found.accept(group(inside, 1), group(inside, 2));
    }
  }

  /** Tells {@code found} the password that stands in a URL. */
  static void findPassword(String text, BiConsumer<String, String> found) {
    PASSWORD.matcher(text).results().forEach(it -> found.accept("password", group(it, 1)));
  }

  /**
   * {@code text}, with words in place of well-known tokens, the passwords of URLs, and what is
   * assigned to the name of a secret.
   */
  static String withoutLikely(String text) {
    return withoutAssigned(withoutTokens(text));
  }

  /** Only where it is assigned: what is short stands elsewhere by chance. */
  private static String withoutAssigned(String text) {
    var clean = new StringBuilder();
    var inside = SURELY_ASSIGNED.matcher(text);
    int copied = 0;
    for (int at = 0; inside.find(at);) {
      boolean isHidden = isSecret(group(inside, 1)) && !group(inside, 2).startsWith(REDACTED);
      if (isHidden) {
        clean.append(text, copied, inside.start(2)).append(word(group(inside, 1)));
        copied = inside.end(2);
      }
      at = isHidden ? copied : inside.end(1);
    }
    return clean.append(text, copied, text.length()).toString();
  }

  /** What stands in place of a secret. */
  static String word(String name) {
    return REDACTED + " " + name + "]";
  }

  private static String withoutTokens(String text) {
    var clean = new String[]{text};
    BiConsumer<String, String> hide = (name,
        secret) -> clean[0] = clean[0].replace(secret, word(name));
    findPassword(text, hide);
    findTokens(text, hide);
    return clean[0];
  }

  private static void findTokens(String text, BiConsumer<String, String> found) {
    TOKEN.matcher(text).results().forEach(it -> found.accept("token", group(it, 1)));
  }

  /** A group that is in every match. */
  private static String group(MatchResult match, int number) {
    return requireNonNull(match.group(number));
  }
}
