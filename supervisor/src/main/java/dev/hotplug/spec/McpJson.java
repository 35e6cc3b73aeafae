package dev.hotplug.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The {@code .mcp.json} files that MCP clients share: reads them into servers and problems, never
 * all or nothing, and puts entries into one of them, takes them out and moves them, without
 * touching another byte.
 *
 * <p>Read as Claude Code 2.1 reads them; what is ours alone (the top-level {@code hotplug}, an
 * entry's {@code hotplug}, {@code cwd} and {@code disabled}) it ignores. Of several files the
 * nearest wins per name, even with an entry that cannot be used. Nothing here throws for what a
 * file holds.
 */
public final class McpJson {
  /** What clients call it in every folder. */
  public static final String FILE_NAME = ".mcp.json";

  private McpJson() {}

  /**
   * The {@code .mcp.json} of {@code project} and of all folders above it, nearest first: regular
   * files, or links to such, that the current user owns. {@link #search} also tells which were
   * skipped.
   */
  public static List<Path> filesOf(Path project) {
    return search(project).files();
  }

  /** The files of {@link #filesOf}, and a problem for each that was found and skipped. */
  public static ProjectFiles search(Path project) {
    return ProjectSearch.from(project);
  }

  /** Reads the files of {@link #search}; the problems of the search come first. */
  public static Configuration readProject(Path project, Variables variables) {
    var found = search(project);
    return read(found.files(), variables, found.problems());
  }

  /**
   * Reads {@code files}, nearest first, whoever owns them.
   *
   * @param environment where references like <code>${VAR}</code> are looked up
   */
  public static Configuration read(List<Path> files, Map<String, String> environment) {
    return read(files, new Variables(environment, Optional.empty()));
  }

  /** As {@link #read(List, Map)}, with what the user keeps for single servers. */
  public static Configuration read(List<Path> files, Variables variables) {
    return read(files, variables, List.of());
  }

  private static Configuration read(List<Path> files, Variables variables, List<Problem> problems) {
    var lookup = new Lookup(variables);
    var merging = new Merging(problems);
    for (var file : files) {
      var absolute = file.toAbsolutePath();
      merging.add(absolute, FileReader.read(absolute, lookup));
    }
    return merging.result(lookup.problems());
  }

  /**
   * The edit that puts the server {@code name} into {@code mcpServers} of {@code text}, or replaces
   * its entry there. The text may be empty. Indentation and line ends follow what is there; every
   * byte outside the entry stays.
   *
   * @param entryJson the entry, a JSON object in any layout
   * @throws IllegalArgumentException if {@code entryJson} is no JSON object
   */
  public static Edit put(String text, String name, String entryJson) {
    return McpJsonEdit.put(text, ServerList.MCP_SERVERS, name, entryJson);
  }

  /** As {@link #put(String, String, String)} for what {@code file} holds; it need not exist. */
  public static Edit put(Path file, String name, String entryJson) {
    return put(file, ServerList.MCP_SERVERS, name, entryJson);
  }

  /** As {@link #put(Path, String, String)} for any list. */
  public static Edit put(Path file, ServerList list, String name, String entryJson) {
    return edit(file, text -> McpJsonEdit.put(text, list, name, entryJson));
  }

  /**
   * As {@link #put(Path, ServerList, String, String)}, with an entry that is made of the one that
   * stands there.
   *
   * @param change is given the entry as it is written, or an empty object where none stands there
   */
  public static Edit put(Path file, ServerList list, String name, UnaryOperator<String> change) {
    return edit(file, text -> McpJsonEdit.put(text, list, name,
        change.apply(McpJsonEdit.entry(text, list, name).orElse("{}"))));
  }

  /**
   * The edit that takes the server {@code name} out of {@code list} of {@code file}; every byte
   * outside the entry stays. A {@code hotplug.servers} that would be left empty goes with it, an
   * emptied {@code mcpServers} stays. Taking out what was put last gives the very bytes back that
   * were there before.
   */
  public static Edit remove(Path file, ServerList list, String name) {
    return edit(file, text -> McpJsonEdit.remove(text, list, name, backup(file)));
  }

  /**
   * The edit that moves {@code names} from one list of {@code file} to the end of another, in this
   * order; those that are not there are passed over. Moving back what was moved gives the very
   * bytes back that were there before, in whatever order, as long as nothing else was changed.
   *
   * @param formers what the file held before earlier moves, as far as that is known, the newest
   *   first
   */
  public static Edit move(Path file, List<String> names, ServerList from, ServerList to,
      List<String> formers) {
    var known = new ArrayList<>(backup(file));
    known.addAll(formers);
    var move = new McpJsonMove(names, from, to);
    return edit(file, text -> move.edit(text, known));
  }

  /**
   * The names that stand in {@code list} of {@code file}, in its order; none where there is no such
   * list, or no file that can be read.
   */
  public static List<String> names(Path file, ServerList list) {
    return FileText.of(file) instanceof FileText.Loaded(var text) ? McpJsonEdit.names(text, list)
        : List.of();
  }

  /**
   * The entry {@code name} of {@code list} in {@code file} as it is written; empty where there is
   * none, or no file that can be read.
   */
  public static Optional<String> entry(Path file, ServerList list, String name) {
    return FileText.of(file) instanceof FileText.Loaded(var text)
        ? McpJsonEdit.entry(text, list, name)
        : Optional.empty();
  }

  /**
   * The line, from 1, on which the entry {@code name} of {@code list} begins in {@code file}; empty
   * where there is none, or no file that can be read.
   */
  public static OptionalInt line(Path file, ServerList list, String name) {
    return FileText.of(file) instanceof FileText.Loaded(var text)
        ? McpJsonEdit.line(text, list, name)
        : OptionalInt.empty();
  }

  static Edit edit(Path file, Function<String, Edit> change) {
    return switch (FileText.of(file)) {
      case FileText.Loaded(var text) -> change.apply(text);
      case FileText.Missing _ -> change.apply("");
      case FileText.Unreadable(int line, int column, var what, var mend) ->
        new Edit.Refused(line, column, what + ". Nothing was changed. " + mend);
    };
  }

  /** What {@link #save} kept of {@code file}, if it did. */
  static List<String> backup(Path file) {
    try {
      return FileText.of(FileReplacement.backupOf(file)) instanceof FileText.Loaded(var text)
          ? List.of(text)
          : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }

  /**
   * Writes an edit: a backup beside the file first, then a temporary file that takes its place in
   * one step, with its permissions. A link stays; the file behind it is replaced.
   *
   * @throws IOException if {@code file} no longer holds what was edited, or cannot be written; it
   *   is as it was then, and the message says so
   */
  public static Saved save(Path file, Edit.Change change) throws IOException {
    return FileReplacement.replace(file, change.before(), change.after());
  }

  /**
   * Deletes the temporary files that {@link #save} has left beside {@code file} where the process
   * was killed over it; those of living processes stay.
   *
   * @throws IOException if the folder cannot be read, or one of them not be deleted
   */
  public static void sweep(Path file) throws IOException {
    FileReplacement.sweep(file);
  }
}
