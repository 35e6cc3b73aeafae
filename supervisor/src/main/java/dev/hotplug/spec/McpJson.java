package dev.hotplug.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The {@code .mcp.json} files that MCP clients share: reads them into servers and problems, never
 * all or nothing, and puts one entry into one of them without touching another byte.
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
  public static Configuration readProject(Path project, Map<String, String> environment) {
    var found = search(project);
    return read(found.files(), environment, found.problems());
  }

  /**
   * Reads {@code files}, nearest first, whoever owns them.
   *
   * @param environment where references like <code>${VAR}</code> are looked up
   */
  public static Configuration read(List<Path> files, Map<String, String> environment) {
    return read(files, environment, List.of());
  }

  private static Configuration read(List<Path> files, Map<String, String> environment,
      List<Problem> problems) {
    var references = new EnvReferences(environment);
    var merging = new Merging(problems);
    for (var file : files) {
      var absolute = file.toAbsolutePath();
      merging.add(absolute, FileReader.read(absolute, references));
    }
    return merging.result();
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
    return McpJsonEdit.put(text, name, entryJson);
  }

  /** As {@link #put(String, String, String)} for what {@code file} holds; it need not exist. */
  public static Edit put(Path file, String name, String entryJson) {
    return switch (FileText.of(file)) {
      case FileText.Loaded(var text) -> put(text, name, entryJson);
      case FileText.Missing _ -> put("", name, entryJson);
      case FileText.Unreadable(int line, int column, var what, var mend) ->
        new Edit.Refused(line, column, what + ". Nothing was changed. " + mend);
    };
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
}
