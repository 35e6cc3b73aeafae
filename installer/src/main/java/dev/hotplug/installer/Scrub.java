package dev.hotplug.installer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of texts, the longest first, so that none is left in part. Immutable. */
final class Scrub {
  /** Whoever has a shorter one hides nothing by it, and texts would be full of holes. */
  private static final int SHORTEST = 4;

  private final List<String> secrets;

  Scrub(Collection<String> secrets) {
    this.secrets = secrets.stream()
        .filter(secret -> secret.length() >= SHORTEST)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  String text(String text) {
    var clean = text;
    for (var secret : secrets) clean = clean.replace(secret, "***");
    return clean;
  }

  List<String> lines(List<String> lines) {
    return lines.stream().map(this::text).toList();
  }
}
