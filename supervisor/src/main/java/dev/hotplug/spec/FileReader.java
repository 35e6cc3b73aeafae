package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one file: both its lists, and the options of the project. */
final class FileReader {
  private static final List<String> PROJECT_KEYS = List.of("servers", "line_limit_bytes");
  private static final List<String> TOP_KEYS = List.of("mcpServers", "hotplug", "servers");
  private static final long SHORTEST_LINE = 1 << 10;
  private static final long LONGEST_LINE = 1 << 30;

  private final Path file;
  private final Lookup lookup;
  private final Complaints complaints;
  private final OptionValues values;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private boolean isDamaged;

  private FileReader(Path file, Lookup lookup, Complaints complaints) {
    this.file = file;
    this.lookup = lookup;
    this.complaints = complaints;
    this.values = new OptionValues(complaints);
  }

  /** Reads the absolute path {@code file}; whatever is wrong with it becomes a problem. */
  static FileContents read(Path file, Lookup lookup) {
    return switch (FileText.of(file)) {
      case FileText.Loaded(var text) -> parse(file, text, lookup);
      case FileText.Missing _ ->
        broken(file, new FileText.Unreadable("there is no such file", "Create it."));
      case FileText.Unreadable unreadable -> broken(file, unreadable);
    };
  }

  private static FileContents parse(Path file, String text, Lookup lookup) {
    return switch (JsonTree.parse(text)) {
      case JsonTree.Parsed.Value(Json.Obj root) ->
        new FileReader(file, lookup, new Complaints(file, text)).contents(root);
      case JsonTree.Parsed.Value(var root) -> broken(file, text,
          new SyntaxFault(root.place().start(),
              "the file must hold an object, but holds " + root.words(),
              "Write it like {\"mcpServers\": {}}."));
      case JsonTree.Parsed.Broken(var fault) -> broken(file, text, fault.named());
    };
  }

  private static FileContents broken(Path file, String text, SyntaxFault fault) {
    var lines = new Lines(text);
    return broken(file, new FileText.Unreadable(lines.line(fault.offset()),
        lines.column(fault.offset()), fault.what(), fault.mend()));
  }

  private static FileContents broken(Path file, FileText.Unreadable fault) {
    var message = fault.what() + ". No server of this file is listed. " + fault.mend();
    return FileContents.nothing(new Problem(file, fault.line(), fault.column(), message));
  }

  private FileContents contents(Json.Obj root) {
    var top = new Fields(root, values::repeated);
    isDamaged = top.value("hotplug").filter(value -> !(value instanceof Json.Obj)).isPresent();
    var hotplug = top.value("hotplug")
        .flatMap(value -> values.object(value, "hotplug", PROJECT_KEYS));
    hotplug.flatMap(own -> own.value("servers"))
        .ifPresent(list -> read(list, ServerList.HOTPLUG_SERVERS));
    readClientsList(top);
    if (names.isEmpty()) warnOfMisspelling(top);
    return new FileContents(entries, names, lineLimit(hotplug), complaints.sorted(), true,
        isDamaged);
  }

  private void readClientsList(Fields top) {
    var servers = top.member("servers");
    top.value("mcpServers").ifPresentOrElse(list -> {
      read(list, ServerList.MCP_SERVERS);
      servers.filter(member -> isFilled(member.value())).ifPresent(this::unread);
    }, () -> servers.ifPresent(member -> read(member.value(), ServerList.SERVERS)));
  }

  private static boolean isFilled(Json value) {
    return value instanceof Json.Obj object && !object.members().isEmpty();
  }

  private void unread(Json.Member servers) {
    complaints.note(servers.namePlace(), "\"servers\" stands beside \"mcpServers\"",
        "Only mcpServers is read. Move the servers there, or to hotplug.servers.");
  }

  private void read(Json value, ServerList list) {
    if (!(value instanceof Json.Obj object)) {
      isDamaged = true;
      complaints.note(value.place(), list + " must be an object, but is " + value.words(),
          "None of its servers is listed. Write it like {\"name\": {\"command\": \"…\"}}.");
      return;
    }
    var source = new EntryReader.Source(list, file, lookup, complaints);
    for (var member : new Fields(object, this::listedTwice).members()) {
      if (names.add(member.name())) {
        EntryReader.read(member, source).ifPresent(entry -> entries.put(entry.name(), entry));
      } else {
        inBothLists(member, list);
      }
    }
  }

  private void listedTwice(Json.Member member) {
    complaints.note(member.namePlace(), Quote.of(member.name()) + " is listed twice",
        "The last one counts, as for other clients. Rename or delete one.");
  }

  private void inBothLists(Json.Member member, ServerList list) {
    complaints.note(member.namePlace(),
        "%s is in %s and in %s".formatted(Quote.of(member.name()), list,
            ServerList.HOTPLUG_SERVERS),
        "The one in " + ServerList.HOTPLUG_SERVERS + " counts. Delete one, or rename it.");
  }

  /** In a file where nobody finds a server, though its author may think that it lists some. */
  private void warnOfMisspelling(Fields top) {
    for (var member : top.members()) {
      if (TOP_KEYS.contains(member.name())) continue;
      Suggestion.of(member.name(), TOP_KEYS)
          .ifPresent(meant -> complaints.note(member.namePlace(),
              "unknown key %s, did you mean \"%s\"?".formatted(Quote.of(member.name()), meant),
              "It is ignored, and this file lists no server. Correct it."));
    }
  }

  private OptionalLong lineLimit(Optional<Fields> hotplug) {
    var value = hotplug.flatMap(own -> own.value("line_limit_bytes"));
    if (value.isEmpty()) return OptionalLong.empty();
    return values.wholeNumber(value.get(), "hotplug.line_limit_bytes", SHORTEST_LINE, LONGEST_LINE);
  }
}
