package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads one entry in the format that MCP clients share. It complains about everything that is wrong
 * with it at once; keys it does not know are fine, as they are for clients.
 */
final class EntryReader {
  private static final List<String> TYPES = List.of("stdio", "http", "streamable-http", "sse",
      "ws");

  private final String name;
  private final Json.Obj object;
  private final Source source;
  private final EntryComplaints complaints;
  private final Fields fields;
  private final EntryTexts texts;

  private EntryReader(String name, Json.Obj object, Source source, EntryComplaints complaints) {
    this.name = name;
    this.object = object;
    this.source = source;
    this.complaints = complaints;
    this.fields = new Fields(object, new OptionValues(complaints)::repeated);
    this.texts = new EntryTexts(source.lookup().of(name), complaints);
  }

  /** Where entries come from. */
  record Source(ServerList list, Path file, Lookup lookup, Complaints complaints) {}

  /** The entry, or empty after complaining about what makes it unusable. */
  static Optional<Entry> read(Json.Member member, Source source) {
    var complaints = new EntryComplaints(member.name(), source.complaints());
    ServerName.fault(member.name())
        .ifPresent(fault -> complaints.refuse(member.namePlace(), fault, "Rename it."));
    if (member.value() instanceof Json.Obj object) {
      return new EntryReader(member.name(), object, source, complaints).read();
    }
    complaints.refuse(member.value().place(),
        "a server must be an object, but is " + member.value().words(),
        "Write it like {\"command\": \"npx\", \"args\": [\"-y\", \"name\"]}.");
    return Optional.empty();
  }

  private Optional<Entry> read() {
    boolean disabled = fields.value("disabled").map(this::disabled).orElse(false);
    var options = new OptionsReader(complaints).read(fields);
    var dev = new DevReader(source.file(), texts, complaints).read(fields);
    var origin = new SourceReader(complaints).read(fields);
    var spec = spec(options);
    if (complaints.unusable()) return Optional.empty();
    if (!disabled) texts.reportUnset();
    return spec.map(it -> new Entry(name, source.list(), source.file(), disabled, it, texts.unset(),
        dev, origin));
  }

  /** Whoever writes the key at all means to switch the server off. */
  private boolean disabled(Json value) {
    if (value instanceof Json.Bool(_, var disabled)) return disabled;
    complaints.note(value.place(), "disabled must be true or false, but is " + value.words(),
        "The server counts as disabled. Write true or false without quotes.");
    return true;
  }

  private Optional<ServerSpec> spec(Options options) {
    var type = fields.value("type");
    if (type.isPresent()) return typed(type.get(), options);
    if (fields.has("url") && !fields.has("command")) return http(ServerSpec.Kind.HTTP, options);
    fields.member("url").ifPresent(this::ignoredUrl);
    return stdio(options);
  }

  private void ignoredUrl(Json.Member url) {
    complaints.note(url.namePlace(), "it has both a command and a url",
        "The command is used. Take one of them out, or add \"type\".");
  }

  private Optional<ServerSpec> typed(Json type, Options options) {
    return switch (type instanceof Json.Text(_, var text) ? text : "") {
      case "stdio" -> stdio(options);
      case "http", "streamable-http" -> http(ServerSpec.Kind.HTTP, options);
      case "sse" -> http(ServerSpec.Kind.SSE, options);
      case "ws" -> http(ServerSpec.Kind.WS, options);
      default -> unknownType(type);
    };
  }

  private Optional<ServerSpec> unknownType(Json type) {
    var shown = type instanceof Json.Text(_, var text)
        ? Quote.of(text) + Suggestion.question(text, TYPES)
        : type.words();
    complaints.refuse(type.place(), "unknown type " + shown,
        "It may be " + String.join(", ", TYPES) + ".");
    return Optional.empty();
  }

  private Optional<ServerSpec> stdio(Options options) {
    if (!fields.has("command")) missing("command", "that starts it");
    var command = texts.filled(fields, "command");
    var args = texts.list(fields, "args");
    var env = texts.environment(fields, "env");
    var cwd = texts.string(fields, "cwd").map(this::folder);
    return command.map(it -> new ServerSpec.Stdio(name, it, args, env, cwd.orElse(null), options,
        source.lookup().kept(name)));
  }

  private Optional<ServerSpec> http(ServerSpec.Kind kind, Options options) {
    if (!fields.has("url")) missing("url", "that it answers at");
    var url = texts.filled(fields, "url");
    var headers = texts.map(fields, "headers");
    return url.map(it -> new ServerSpec.Http(name, it, headers, kind, options));
  }

  private void missing(String key, String purpose) {
    boolean neither = !fields.has("command") && !fields.has("url");
    complaints.refuse(object.place(),
        neither ? "it has neither command nor url" : "it has no " + key,
        "Write the " + key + " " + purpose + ".");
  }

  /** A relative folder counts from the one that holds the file. */
  private Path folder(String cwd) {
    var folder = source.file().resolveSibling(cwd);
    // With links, a/../b is not always b: leave such a path to the system.
    return cwd.contains("..") ? folder : folder.normalize();
  }
}
