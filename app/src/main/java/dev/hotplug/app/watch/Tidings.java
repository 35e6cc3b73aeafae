package dev.hotplug.app.watch;

import dev.hotplug.app.watch.Announcer.Level;
import dev.hotplug.supervisor.Change;
import dev.hotplug.supervisor.Started;
import dev.hotplug.upstream.Cause;
import java.util.List;
import java.util.OptionalLong;

/**
 * Says at once what became of a change, and keeps what has failed for the next answer of the
 * server. Thread-safe.
 */
record Tidings(News news, Announcer announcer) {
  private static final int MOST_NAMED = 3;

  /** The server serves it. */
  void reloaded(String server, Started started, Change change) {
    announcer.announce(Level.INFO, server, "\"" + server + "\" was reloaded, generation "
        + started.generation() + " serves" + (change.files().isEmpty() ? "."
            : "; " + counted(change.files(), change.files().size() + change.more()) + " changed."));
  }

  /** The server did not start from it. */
  void startFailed(String server, Cause cause, List<String> files, OptionalLong still) {
    failed(News.Stage.START, server, after(files) + "\"" + server + "\" did not start: it "
        + cause.what() + "." + stderr(cause.stderrTail()), files, still);
  }

  /** Where the error is, if the output says so, else how it ends. */
  private static String stderr(List<String> tail) {
    if (tail.isEmpty()) return "";
    var errors = BuildErrors.named(tail);
    return " Stderr: " + sentence(errors.isEmpty() ? tail.getLast() : errors.getFirst());
  }

  /** It could not be built. */
  void buildFailed(String server, BuildResult build, OptionalLong still) {
    var errors = String.join(" | ", build.errors());
    failed(News.Stage.BUILD, server,
        after(build.files()) + "the build of \"" + server + "\" failed: "
            + sentence(build.outcome()) + (errors.isEmpty() ? "" : " " + sentence(errors)),
        build.files(), still);
  }

  /** How a sentence begins of what was changed; nothing where somebody asked and nothing was. */
  private static String after(List<String> files) {
    return files.isEmpty() ? "When it was asked for, "
        : "After " + counted(files, files.size()) + " changed, ";
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** Why changes of {@code files} are not taken up though there are some. */
  static String loops(List<String> files) {
    return "Each time it is built or started, " + counted(files, files.size()) + " changed, so this"
        + " is taken for its own doing and is followed only after pauses, which grow. An edit at any"
        + " other time is followed at once. hotplug.dev.ignore in its entry keeps such files out.";
  }

  /** Its changes are not taken up any more, for the reason {@code why}. */
  void loops(String server, String why) {
    announcer.announce(Level.WARNING, server, "\"" + server + "\": " + why);
  }

  private void failed(News.Stage stage, String server, String what, List<String> files,
      OptionalLong still) {
    var now = still.isPresent() ? "Generation " + still.getAsLong() + " still serves."
        : "It does not run.";
    var next = switch (stage) {
      case BUILD -> "Mend it and save a watched file: it is built again and reloads by itself.";
      case START -> "Mend it and save: it reloads by itself.";
    };
    var text = what + " " + now + " " + next;
    news.failed(server, new News.Failure(stage, text, files, still));
    announcer.announce(Level.ERROR, server, text);
  }

  /** The first names of so many files. */
  private static String counted(List<String> files, int count) {
    var named = String.join(", ", files.subList(0, Math.min(MOST_NAMED, files.size())));
    return count > MOST_NAMED ? named + " and " + (count - MOST_NAMED) + " others" : named;
  }
}
