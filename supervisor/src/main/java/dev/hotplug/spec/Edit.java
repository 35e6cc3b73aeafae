package dev.hotplug.spec;

import java.util.Objects;

/** What changing the entries of a file would do. Nothing is written until {@link McpJson#save}. */
public sealed interface Edit {
  /** The text would become another one; both are whole, with a byte order mark if there is one. */
  sealed interface Change extends Edit {
    /** What the file holds; empty if there is none. */
    String before();

    /** What it would hold. */
    String after();
  }

  /** No server of that name was listed: one more member, everything else stays. */
  record Added(String before, String after) implements Change {
    public Added {
      Objects.requireNonNull(before);
      Objects.requireNonNull(after);
    }
  }

  /** The server was listed otherwise: its value is another, everything else stays. */
  record Replaced(String before, String after) implements Change {
    public Replaced {
      Objects.requireNonNull(before);
      Objects.requireNonNull(after);
    }
  }

  /** The server was listed and no longer would be. */
  record Removed(String before, String after) implements Change {
    public Removed {
      Objects.requireNonNull(before);
      Objects.requireNonNull(after);
    }
  }

  /** Servers would be in another list. */
  record Moved(String before, String after) implements Change {
    public Moved {
      Objects.requireNonNull(before);
      Objects.requireNonNull(after);
    }
  }

  /** All is like this already, whatever the layout. */
  record Unchanged(String text) implements Edit {
    public Unchanged {
      Objects.requireNonNull(text);
    }
  }

  /**
   * The text cannot be edited safely.
   *
   * @param line the place of the reason, from 1
   * @param column from 1
   * @param message what is wrong, that nothing was changed, what to do
   */
  record Refused(int line, int column, String message) implements Edit {
    public Refused {
      Objects.requireNonNull(message);
    }
  }
}
