package dev.hotplug.wire;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** JSON as nobody would write it: blanks, brackets and quotes wherever they may stand. */
final class RandomJson {
  private static final List<String> SCALARS = List.of("0", "-1.50E+3", "true", "false", "null",
      "\"\"", "\"}\"", "\"]{[\"", "\"\\\"\"", "\"\\\\\"", "\"é\\u00e9\\ud83d\\ude00\"",
      "\",:\\n\"");

  private static final List<String> NAMES = List.of("\"\"", "\"a\"", "\"b\"", "\"\\u0061\"",
      "\"\\\"}\"", "\"é:,\"");

  private static final List<String> BLANKS = List.of("", "", "", " ", "\t", "\r", "\n", "  ");

  private RandomJson() {}

  /** A value of at most that many levels. */
  static String value(Random random, int levels) {
    return switch (levels == 0 ? 0 : random.nextInt(3)) {
      case 0 -> any(SCALARS, random);
      case 1 -> list(random, "[", "]", () -> blank(random) + value(random, levels - 1));
      default -> list(random, "{", "}", () -> blank(random) + any(NAMES, random) + blank(random)
          + ":" + blank(random) + value(random, levels - 1));
    };
  }

  private static String list(Random random, String open, String close, Item item) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(_ -> item.json() + blank(random))
        .collect(joining(",", open, blank(random) + close));
  }

  private static String blank(Random random) {
    return any(BLANKS, random);
  }

  private static String any(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  /** One member or element. */
  private interface Item {
    String json();
  }
}
