package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of servers of the project, in a file that is not ours. Each change is minimal, atomic
 * and backed up. Thread-safe.
 */
public interface Listing {

  /** The file that {@link #put} changes, as the user would name it. */
  String place();

  /**
   * Whether a server may be listed under {@code name}; empty if so, else a sentence with what
   * stands there already or what is wrong with the file. The same entry of the same source may be
   * put again.
   */
  Optional<String> hindrance(String name, Origin origin);

  /**
   * Lists a server. An entry of the same source that stands there already stays where it is, and as
   * it is but for what has to change: with another commit the commit and the command, and variables
   * that it does not name.
   *
   * @return empty when it is done, else what is wrong, three parts; the file is as it was then
   */
  Optional<String> put(Item item);

  /**
   * The variables that the entry {@code name} gives its server, with their values; none where there
   * is no such entry.
   */
  Map<String, String> variables(String name);

  /**
   * What stands under {@code name} where {@link #put} has listed it, as somebody may have changed
   * it since; empty where nothing does, or nobody can tell.
   */
  Optional<Written> written(String name, Origin origin);

  /**
   * Has the entry {@code name} be {@code former} again, if it is still there and of the same
   * source: word for word, if not in the same layout.
   *
   * @return as {@link #put}
   */
  Optional<String> putBack(String name, Origin origin, Written former);

  /** Takes out what {@link #put} listed under {@code name}, and nothing that somebody else did. */
  Removal remove(String name, Origin origin);

  /**
   * Whether {@link #put} has listed {@code name}, and it still stands there.
   *
   * @throws IOException if the file cannot be read, so that nobody can tell
   */
  boolean lists(String name, Origin origin) throws IOException;

  /**
   * Where an entry comes from; it says so itself.
   *
   * @param url without credentials; of a link, which its entry does not say, the path of the folder
   * @param commit empty for a link
   * @param subdir empty for the root
   */
  record Origin(String url, String commit, Optional<String> subdir) {
    /** Somebody's own folder, which is used as it is. */
    public static Origin link(Path folder) {
      return new Origin(folder.toString(), "", Optional.empty());
    }

    /** Whether it is such a folder. */
    public boolean isLink() {
      return commit.isEmpty();
    }
  }

  /**
   * What is listed.
   *
   * @param start program and arguments; absolute paths stand there as they are on this machine
   * @param env what the entry says of each variable, references as they are to stand there
   * @param exposure who is to start it
   * @param before what started the version before: where that is the same, the entry's command and
   *   arguments stay as they are; empty for no such version
   */
  record Item(String name, List<String> start, Map<String, String> env, Origin origin,
      Exposure exposure, List<String> before) {
    public Item {
      start = List.copyOf(start);
      env = Map.copyOf(env);
      before = List.copyOf(before);
    }
  }

  /**
   * An entry as it is written.
   *
   * @param text a JSON object; it may hold what somebody keeps secret
   * @param start program and arguments, with what their references stand for; empty where that is
   *   not known
   */
  record Written(String text, List<String> start) {
    public Written {
      start = List.copyOf(start);
    }

    @Override
    public String toString() {
      return "Written[" + start.size() + " words]";
    }
  }

  /** Who starts a server that is listed. */
  enum Exposure {
    /** Only Hotplug. */
    HOTPLUG,
    /** The client, too. */
    CLIENT
  }

  /** What became of an entry. */
  sealed interface Removal {
    record Removed() implements Removal {}

    /** There was none, or it is not the one that was put. */
    record Kept(String why) implements Removal {}

    /** The file could not be read or changed; it is as it was. */
    record Failed(String why) implements Removal {}
  }
}
