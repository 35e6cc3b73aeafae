package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A repository beside the one that is fetched, of the commits that led to it and mostly without
 * their files, so that somebody can see what an update brings.
 *
 * @param folder what the repository is fetched into
 * @param getter what gets the commits
 */
record Ancestry(Path folder, Getter getter) {
  /** So far back it goes; of a server that cannot leave out files, {@link #DEPTH_WITH_FILES}. */
  static final int DEPTH = 1_000;
  static final int DEPTH_WITH_FILES = 50;

  /** In git's words: commits only. */
  static final String NO_FILES = "tree:0";

  private static final int MOST_SUBJECTS = 20;

  /** Gets the commits. */
  interface Getter {
    void getInto(Git git) throws GitAPIException;
  }

  /** Where it is, for the repository that is fetched into {@code folder}. */
  static Path in(Path folder) {
    return folder.resolve(".git").resolve("hotplug-ancestry");
  }

  /** Leaves the files to the server; one that cannot do that refuses. */
  static void withoutFiles(Transport transport) {
    try {
      transport.setFilterSpec(FilterSpec.fromFilterLine(NO_FILES));
    } catch (PackProtocolException e) {
      throw new IllegalStateException("a filter of git's", e);
    }
  }

  /**
   * What lies between {@code old} and {@code now}, both whole names of commits. Nothing of it
   * stays.
   *
   * @return null where it cannot be told: an update does without
   */
  @Nullable
  Between between(String old, String now, Consumer<String> progress) throws IOException {
    var place = in(folder);
    try (var git = Git.init().setBare(true).setDirectory(place.toFile()).call()) {
      getter.getInto(git);
      return between(git.getRepository(), old, now);
    } catch (IOException | GitAPIException e) {
      progress.accept("no history: " + FetchFault.line(String.valueOf(e.getMessage())));
      return null;
    } finally {
      FileTree.delete(place);
    }
  }

  private static Between between(Repository ancestry, String old, String now) throws IOException {
    var oldId = ObjectId.fromString(old);
    if (!ancestry.getObjectDatabase().has(oldId)) {
      boolean isCut = !ancestry.getObjectDatabase().getShallowCommits().isEmpty();
      return new Between(isCut ? Between.Kind.FAR : Between.Kind.ASIDE, List.of(), 0);
    }
    try (var walk = new RevWalk(ancestry)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(now)));
      walk.markUninteresting(walk.parseCommit(oldId));
      var subjects = new ArrayList<String>();
      int more = 0;
      for (var commit : walk) {
        if (subjects.size() < MOST_SUBJECTS) subjects.add(Plain.text(commit.getShortMessage()));
        else more++;
      }
      return new Between(Between.Kind.AHEAD, subjects, more);
    }
  }
}
