package dev.hotplug.app.install;

import dev.hotplug.installer.Between;
import dev.hotplug.installer.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be known of an update, in sentences. */
public final class ChangeText {
  private ChangeText() {}

  /** All that is to be known beside commits and plans. */
  public static List<String> of(Change change) {
    var sentences = new ArrayList<String>();
    sentences.add(relation(change.between()));
    if (change.isTagMoved()) {
      sentences.add("The tag that was installed leads to another commit now. Tags are not meant to "
          + "move: make sure that its author did that.");
    }
    sentences.add(change.differences()
        .map(lines -> lines.isEmpty() ? "It is built and started as before."
            : "It is built or started otherwise than before.")
        .orElse("What was agreed to for the installed version is not remembered, so that the plans "
            + "cannot be compared."));
    sentences.add("Which of its tools change is known when the new version is tried out.");
    return sentences;
  }

  private static String relation(Optional<Between> between) {
    if (between.isEmpty()) return "What lies between the two commits could not be looked up.";
    var it = between.get();
    return switch (it.kind()) {
      case AHEAD -> commits(it.subjects().size() + it.more()) + " since the installed one.";
      case ASIDE -> "The new commit does not come after the installed one: history was rewritten "
          + "(a force-push), or it is older, or of another line.";
      case FAR -> "The installed commit is not among the last ones before the new one: there are "
          + "very many between, or history was rewritten (a force-push).";
    };
  }

  private static String commits(int count) {
    return count == 1 ? "1 commit" : count + " commits";
  }
}
