package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;

/**
 * Walks through what a selection takes of a folder. A link to a file is taken like a file, a link
 * to a folder is not entered, so loops of links end nowhere; nothing is opened but folders.
 */
final class SourceTree {
  /** What is told of a walk. */
  interface Visitor {
    /** A folder that is listed next. */
    default void folder(Path folder) throws IOException {}

    /** A regular file that is taken. */
    void file(Path file) throws IOException;

    /** A link to a regular file that is taken. */
    default void link(Path link) throws IOException {
      file(link);
    }

    /** A folder that is there and may not be read, and so is left out. */
    default void unreadable(Path folder) {}
  }

  private final Root.Selection selection;
  private final Visitor visitor;
  private final ArrayDeque<Path> ahead = new ArrayDeque<>();

  private SourceTree(Root.Selection selection, Visitor visitor) {
    this.selection = selection;
    this.visitor = visitor;
  }

  /**
   * Walks from {@code start}, which is entered whatever the selection says, and a link to a folder
   * as well. What vanishes on the way is left out.
   *
   * @throws IOException from the visitor, but those that say that a folder is gone or may not be
   *   read
   */
  static void walk(Path start, Root.Selection selection, Visitor visitor) throws IOException {
    new SourceTree(selection, visitor).walk(start);
  }

  private void walk(Path start) throws IOException {
    ahead.push(start);
    while (!ahead.isEmpty()) {
      var folder = ahead.pop();
      try {
        visitor.folder(folder);
        list(folder);
      } catch (AccessDeniedException _) {
        visitor.unreadable(folder);
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Gone since it was listed: whoever watches its parent is told.
      }
    }
  }

  private void list(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var entry : entries) {
        visit(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void visit(Path entry) throws IOException {
    BasicFileAttributes what;
    try {
      what = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException _) {
      return;
    }
    if (what.isDirectory()) {
      if (selection.enters(entry)) ahead.push(entry);
    } else if (what.isRegularFile()) {
      if (selection.takes(entry)) visitor.file(entry);
    } else if (what.isSymbolicLink() && selection.takes(entry) && Files.isRegularFile(entry)) {
      visitor.link(entry);
    }
  }
}
