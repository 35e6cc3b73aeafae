package dev.hotplug.app.cli;

import dev.hotplug.spec.Edit;
import dev.hotplug.spec.McpJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An edit that is shown, and made once the user has agreed.
 *
 * @param names the servers that it is about
 * @param what what happens to them, behind the name of the file: {@code from a to b}
 * @param outcome what is true of them then, and what to do next: sentences behind their names
 * @param formers where what the file held is remembered; empty for nowhere
 */
record Proposal(Path file, Edit edit, List<String> names, String what, String outcome,
    Optional<Formers> formers) {
  private static final Pattern EMPTY = Pattern.compile("\\s*\\{\\s*}\\s*");

  /** The exit code. */
  int put(Terminal terminal, Selection selection) throws IOException {
    return switch (edit) {
      case Edit.Refused(var line, var column, var message) ->
        terminal.failed(file + ":" + line + ":" + column + ": " + message);
      case Edit.Unchanged _ -> terminal
          .done("There is nothing to do in " + file + " (" + what + "). Nothing was changed.");
      case Edit.Change change -> selection.isDryRun() ? shown(change, terminal)
          : asked(change, terminal, selection.isAgreed());
    };
  }

  private int shown(Edit.Change change, Terminal terminal) {
    terminal.out().println("# " + file + " would become this; nothing was written:");
    terminal.out().print(change.after());
    return 0;
  }

  private int asked(Edit.Change change, Terminal terminal, boolean isAgreed) throws IOException {
    terminal.out().println("In " + file + ", " + what + ":");
    names.forEach(name -> terminal.out().println("  " + name));
    if (!isAgreed && !terminal.isInteractive()) {
      return terminal.failed("nothing was changed, for there is nobody to ask. If you agree, run "
          + "the same with --yes.");
    }
    return isAgreed || terminal.agrees("Do it?") ? saved(change, terminal)
        : terminal.failed("nothing was changed.");
  }

  private int saved(Edit.Change change, Terminal terminal) throws IOException {
    remember(change.before(), terminal);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    var saved = McpJson.save(file, change);
    var rest = isWiped(change)
        ? Optional.of(" Nothing is left in " + file + ", so it is gone again.")
        : saved.backup().map(backup -> " What it held before is in " + backup + ".");
    return terminal.done(String.join(", ", names) + ": " + outcome + rest.orElse(""));
  }

  private boolean isWiped(Edit.Change change) throws IOException {
    return formers.isPresent() && EMPTY.matcher(change.after()).matches()
        && formers.get().traces(file).wipe();
  }

  private void remember(String text, Terminal terminal) {
    try {
      if (formers.isEmpty()) return;
      if (text.isEmpty()) formers.get().traces(file).remember();
      else formers.get().add(text);
    } catch (IOException e) {
      terminal.err()
          .println("hotplug: what the file holds now could not be remembered (" + e.getMessage()
              + "); eject may lay it out otherwise.");
    }
  }
}
