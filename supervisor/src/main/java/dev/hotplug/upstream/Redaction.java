package dev.hotplug.upstream;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that people and models read: the values of variables whose names say
 * that they are secret. Short values stay, since they would match by chance.
 */
final class Redaction {
  private static final int SHORTEST = 6;
  private static final Pattern SECRET_NAME = Pattern.compile(
      "KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|PRIVATE|BEARER|COOKIE|SESSION",
      Pattern.CASE_INSENSITIVE);

  /** By value, the longest first, so that a secret within a secret leaves no rest. */
  private final Map<String, String> names = new TreeMap<>(
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  /** Takes out the secrets among {@code environment}. */
  Redaction(Map<String, String> environment) {
    environment.forEach((name, value) -> {
      if (value.length() >= SHORTEST && SECRET_NAME.matcher(name).find())
        names.put(value, name);
    });
  }

  String clean(String text) {
    var clean = text;
    for (var secret : names.entrySet()) {
      clean = clean.replace(secret.getKey(), "[redacted " + secret.getValue() + "]");
    }
    return clean;
  }
}
