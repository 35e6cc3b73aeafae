package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A {@code .claude/settings.local.json}: it can name servers of the project's {@code .mcp.json}
 * that Claude Code is not to start for this user. Every byte that is not meant stays.
 */
public final class ClaudeSettings {
  private static final String KEY = "disabledMcpjsonServers";

  private ClaudeSettings() {}

  /** The edit that makes Claude Code not start {@code servers}. */
  public static Edit disable(Path file, List<String> servers) {
    return McpJson.edit(file, text -> disable(text, servers));
  }

  /**
   * The edit that takes {@code servers} back from the list.
   *
   * @param formers what the file may have held before they came to it; the one that it did is given
   *   back as it was
   */
  public static Edit enable(Path file, List<String> servers, List<String> formers) {
    var known = new ArrayList<>(McpJson.backup(file));
    known.addAll(formers);
    return McpJson.edit(file, text -> enable(text, servers, known));
  }

  /** Those that it names, in its order; none where it is not there, or cannot be read. */
  public static List<String> disabled(Path file) {
    return FileText.of(file) instanceof FileText.Loaded(var text) ? disabled(text) : List.of();
  }

  static Edit disable(String text, List<String> servers) {
    if (servers.isEmpty()) return new Edit.Unchanged(text);
    if (Splicing.isBlank(text)) {
      var blank = Splicing.ofBlank(text);
      return new Edit.Added(text, blank.with(blank.top(), KEY, Fragment.list(servers)));
    }
    return Splicing.edit(text, splicing -> disable(splicing, servers));
  }

  private static Edit disable(Splicing splicing, List<String> servers) {
    var text = splicing.text();
    var fault = fault(splicing);
    if (fault.isPresent()) return fault.get();
    var there = disabled(text);
    var missing = servers.stream().filter(Predicate.not(there::contains)).distinct().toList();
    if (missing.isEmpty()) return new Edit.Unchanged(text);
    if (list(text).isEmpty()) {
      return new Edit.Added(text, splicing.with(splicing.top(), KEY, Fragment.list(missing)));
    }
    var now = splicing;
    for (var server : missing) now = again(now.withItem(list(now.text()).orElseThrow(), server));
    return new Edit.Added(text, now.text());
  }

  static Edit enable(String text, List<String> servers, List<String> formers) {
    if (Splicing.isBlank(text)) return new Edit.Unchanged(text);
    return Splicing.edit(text, splicing -> enable(splicing, servers, formers));
  }

  private static Edit enable(Splicing splicing, List<String> servers, List<String> formers) {
    var text = splicing.text();
    var fault = fault(splicing);
    if (fault.isPresent()) return fault.get();
    var there = servers.stream().filter(disabled(text)::contains).distinct().toList();
    if (there.isEmpty()) return new Edit.Unchanged(text);
    for (var former : formers) {
      boolean hadNone = there.stream().noneMatch(disabled(former)::contains);
      if (hadNone && disable(former, there) instanceof Edit.Added(var _, var after)
          && after.equals(text)) {
        return new Edit.Removed(text, former);
      }
    }
    var now = splicing;
    for (var server : there) now = again(without(now, server));
    return new Edit.Removed(text, now.text());
  }

  private static String without(Splicing splicing, String server) {
    var list = list(splicing.text()).orElseThrow();
    var item = list.items().stream().filter(it -> isText(it, server)).findFirst().orElseThrow();
    if (list.items().size() > 1) return splicing.withoutItem(list, item);
    return splicing.without(splicing.root(), splicing.root().named(KEY).getFirst());
  }

  private static boolean isText(Json item, String text) {
    return item instanceof Json.Text(var _, var it) && it.equals(text);
  }

  /** What keeps the list from being edited. */
  private static Optional<Edit> fault(Splicing splicing) {
    var named = splicing.root().named(KEY);
    if (named.size() > 1) {
      return Optional.of(Splicing.refused(splicing.text(), named.getLast().namePlace().start(),
          Quote.of(KEY) + " stands twice in this object",
          "Delete the one that is not meant, then try again."));
    }
    return named.stream()
        .map(Json.Member::value)
        .filter(value -> !(value instanceof Json.Arr))
        .<Edit>map(value -> Splicing.refused(splicing.text(), value.place().start(),
            KEY + " must be a list, but is " + value.words(), "Correct it, then try again."))
        .findFirst();
  }

  private static List<String> disabled(String text) {
    return list(text).stream()
        .flatMap(list -> list.items().stream())
        .flatMap(
            item -> item instanceof Json.Text(var _, var name) ? Stream.of(name) : Stream.empty())
        .toList();
  }

  private static Optional<Json.Arr> list(String text) {
    if (!(JsonTree.parse(text) instanceof JsonTree.Parsed.Value(Json.Obj root))) {
      return Optional.empty();
    }
    return root.named(KEY)
        .stream()
        .flatMap(
            member -> member.value() instanceof Json.Arr list ? Stream.of(list) : Stream.empty())
        .findFirst();
  }

  private static Splicing again(String text) {
    if (JsonTree.parse(text) instanceof JsonTree.Parsed.Value(Json.Obj root)) {
      return Splicing.of(text, root);
    }
    throw new IllegalStateException("an edit makes no other JSON than an object");
  }
}
