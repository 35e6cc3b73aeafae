package dev.hotplug.app.install;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hotplug.installer.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the entry of an installed server, so that it means the same on another machine as long as
 * the server is installed there, too.
 *
 * @param home the user's; empty where there is none
 */
record InstalledEntry(Optional<Path> home) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REFERENCE = "${";

  /** What leads to the version that is started. */
  private static final String CURRENT = "/current/";

  /** The default of a variable that no environment can have: a literal dollar sign. */
  private static final String DOLLAR = "${:-$}";

  /**
   * The entry, a JSON object. Of the one that stands there everything stays that need not change: a
   * team may have given it arguments, variables and limits of its own.
   *
   * @param old a JSON object, empty for none; it is of the same source, or of none
   * @throws UncheckedIOException if {@code old} cannot be read
   */
  String of(Listing.Item item, String old) {
    try {
      if (!(MAPPER.readTree(old) instanceof ObjectNode entry)) throw new IOException("no object");
      put(item, entry);
      return entry.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(Listing.Item item, ObjectNode entry) {
    if (item.origin().isLink()) putLink(item, entry);
    else putInstalled(item, entry);
  }

  /** As somebody would write it for a folder of this machine. */
  private static void putLink(Listing.Item item, ObjectNode entry) {
    putLine(item.start().stream().map(InstalledEntry::literal).toList(), entry);
    entry.put("cwd", literal(item.origin().url()));
  }

  private void putInstalled(Listing.Item item, ObjectNode entry) {
    boolean isNew = !entry.at("/hotplug/source/commit").asText().equals(item.origin().commit());
    if (isNew && !item.start().equals(item.before())) putStart(item.start(), entry);
    else putPlace(item, entry);
    putEnv(item.env(), entry);
    if (isNew) putSource(item.origin(), entry);
  }

  private void putStart(List<String> start, ObjectNode entry) {
    putLine(start.stream().map(this::written).toList(), entry);
  }

  private static void putLine(List<String> words, ObjectNode entry) {
    entry.put("command", words.getFirst());
    words.stream().skip(1).forEach(entry.putArray("args")::add);
  }

  /** A team whose folders are elsewhere has other arguments, but the same server. */
  private void putPlace(Listing.Item item, ObjectNode entry) {
    var inside = "/" + item.name() + CURRENT;
    var ours = item.start().stream().filter(word -> word.contains(inside)).findFirst();
    if (ours.isEmpty()) return;
    var place = written(ours.get().substring(0, ours.get().indexOf(inside) + inside.length()));
    var command = entry.path("command").asText();
    entry.put("command", placed(command, inside, place));
    if (!(entry.get("args") instanceof ArrayNode args)) return;
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).isTextual()) args.set(i, placed(args.get(i).asText(), inside, place));
    }
  }

  private static String placed(String word, String inside, String place) {
    int at = word.indexOf(inside);
    if (at < 0) return word;
    return word.substring(0, value(word)) + place + word.substring(at + inside.length());
  }

  /** What the entry says of a variable counts. */
  private static void putEnv(Map<String, String> variables, ObjectNode entry) {
    if (variables.isEmpty()) return;
    var env = entry.withObjectProperty("env");
    new TreeMap<>(variables)
        .forEach((name, value) -> env.putIfAbsent(name, TextNode.valueOf(value)));
  }

  private static void putSource(Listing.Origin origin, ObjectNode entry) {
    var source = entry.withObjectProperty("hotplug").withObjectProperty("source");
    source.put("url", origin.url()).put("commit", origin.commit());
    origin.subdir().ifPresent(subdir -> source.put("subdir", subdir));
  }

  /** Expanding this gives {@code word}. */
  private String written(String word) {
    int value = value(word);
    var path = word.substring(value);
    var option = literal(word.substring(0, value));
    return option + belowHome(path).map(rest -> "${HOME}/" + literal(rest)).orElse(literal(path));
  }

  /** Where a word's path begins: that of an option is behind an equals sign. */
  private static int value(String word) {
    return word.startsWith("-") ? word.indexOf('=') + 1 : 0;
  }

  private Optional<String> belowHome(String path) {
    return home.map(folder -> folder + "/")
        .filter(prefix -> path.startsWith(prefix) && path.length() > prefix.length())
        .map(prefix -> path.substring(prefix.length()));
  }

  private static String literal(String text) {
    return text.replace(REFERENCE, DOLLAR + "{");
  }
}
