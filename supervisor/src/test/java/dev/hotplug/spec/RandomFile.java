package dev.hotplug.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random file that can be edited, laid out in a random way. */
final class RandomFile {
  private final Random random;
  private final String newline;
  private final String unit;
  private final String colon;
  /** Of a hundred objects, how many have a line for each member. */
  private final int tall;

  RandomFile(Random random) {
    this.random = random;
    this.newline = oneOf("\n", "\r\n", "\r");
    this.unit = oneOf("  ", "    ", "\t", "", " ");
    this.colon = oneOf(": ", ":", " : ", " :\t");
    this.tall = random.nextInt(3) * 50;
  }

  String text() {
    var members = new ArrayList<String>();
    if (random.nextBoolean()) members.add(member("x", value(2, newline + unit)));
    if (random.nextInt(4) > 0) members.add(member("mcpServers", servers("a", "b", "ü\\\"")));
    if (random.nextBoolean()) members.add(member("hotplug", hotplug()));
    return oneOf("", "\uFEFF") + oneOf("", " ", newline) + object(members, newline)
        + oneOf("", newline, newline + newline, " ");
  }

  private String hotplug() {
    var members = new ArrayList<String>();
    if (random.nextInt(3) == 0) members.add(member("line_limit_bytes", "4096"));
    if (random.nextInt(3) > 0) members.add(member("servers", servers("c", "d")));
    return object(members, newline + unit);
  }

  private String servers(String... names) {
    var members = new ArrayList<String>();
    for (var name : names) {
      if (random.nextBoolean()) {
        members.add(member(name,
            random.nextInt(9) == 0 ? McpJsonEditWalkTest.ENTRY : value(2, newline + unit + unit)));
      }
    }
    return object(members, newline + unit);
  }

  private String value(int depth, String line) {
    if (depth == 0 || random.nextInt(4) == 0)
      return oneOf("1.50", "\"}{,\\\"\"", "null", "true", "[ ]");
    var members = new ArrayList<String>();
    for (int i = random.nextInt(3); i > 0; i--) {
      members.add(member("k" + i, value(depth - 1, line + unit)));
    }
    return object(members, line);
  }

  private String member(String name, String value) {
    return '"' + name + '"' + colon + value;
  }

  private String object(List<String> members, String line) {
    if (members.isEmpty())
      return oneOf("{}", "{ }", "{" + line + "}", "{" + newline + newline + "}");
    if (random.nextInt(100) < tall) {
      return "{" + line + unit + String.join("," + line + unit, members) + line + "}";
    }
    return oneOf("{", "{ ") + String.join(oneOf(",", ", ", " , ", "," + newline), members)
        + oneOf("}", " }");
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
