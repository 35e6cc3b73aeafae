package dev.hotplug.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A folder of a checkout, read without trusting it: no link is followed, nothing outside the root
 * is seen, no file over {@link #LARGEST_BYTES} is read. What cannot be read is not there, and
 * {@link #troubles} says why. Confined to the thread that detects.
 */
final class Folder {
  /** 1 MiB: far more than any marker file, and as much as a hostile one may cost. */
  static final int LARGEST_BYTES = 1 << 20;

  private static final int HEAD_BYTES = 4_096;

  /** 64 MiB, of all files together: a repository may be made of marker files. */
  private static final int MOST_BYTES = 64 << 20;

  /** A folder with more than this is no folder of sources; the rest of it is not seen. */
  private static final int MOST_ENTRIES = 10_000;

  private static final Pattern SLASH = Pattern.compile("/");

  private final Path root;
  private final String path;
  private final Reading reading;

  private Folder(Path root, String path, Reading reading) {
    this.root = root;
    this.path = path;
    this.reading = reading;
  }

  /** What all folders of a checkout share: how much may still be read, and what could not be. */
  private static final class Reading {
    private final Set<String> troubles = new LinkedHashSet<>();
    private int bytesLeft = MOST_BYTES;
  }

  /** The root of a checkout. */
  static Folder root(Path root) {
    return new Folder(root, "", new Reading());
  }

  /** Relative to the root, with slashes; empty for the root itself. */
  String path() {
    return path;
  }

  /** The last part of {@link #path()}; empty for the root, whose name is not the repository's. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  boolean isRoot() {
    return path.isEmpty();
  }

  /** What could not be read so far anywhere in the checkout, a clause each. */
  List<String> troubles() {
    return List.copyOf(reading.troubles);
  }

  /** Reports that {@code name} could not be used: {@code what} continues "package.json ". */
  void trouble(String name, String what) {
    reading.troubles.add(Plain.text(join(path, name)) + " " + what);
  }

  /** The folder above; empty for the root. */
  Optional<Folder> parent() {
    if (isRoot()) return Optional.empty();
    return Optional.of(at(path.substring(0, Math.max(0, path.lastIndexOf('/')))));
  }

  /** This folder, then each above it up to the root. */
  List<Folder> upwards() {
    var all = new ArrayList<Folder>();
    for (var at = Optional.of(this); at.isPresent(); at = at.get().parent()) all.add(at.get());
    return all;
  }

  /** The folder at {@code relative}, which may lead through {@code ..} but not out of the root. */
  Optional<Folder> sub(String relative) {
    return inside(relative)
        .filter(it -> attributesOf(it).map(BasicFileAttributes::isDirectory).orElse(false))
        .map(this::at);
  }

  /** Whether there is a regular file at {@code relative}, of any size. */
  boolean has(String relative) {
    return file(relative).isPresent();
  }

  /** What the regular file at {@code relative} holds, without its byte order mark. */
  Optional<String> text(String relative) {
    return file(relative).filter(this::isSmall).flatMap(it -> contents(it, LARGEST_BYTES));
  }

  /** How the regular file at {@code relative} begins: its first 4 KiB, of any size. */
  Optional<String> head(String relative) {
    return file(relative).flatMap(it -> contents(it, HEAD_BYTES));
  }

  /** {@code relative} as seen from the root, whether it is there or not; empty if it is outside. */
  Optional<String> inside(String relative) {
    var parts = new ArrayDeque<String>();
    if (!isRoot()) SLASH.splitAsStream(path).forEach(parts::addLast);
    if (relative.startsWith("/") || !Plain.isPlain(relative)) return Optional.empty();
    for (var part : SLASH.split(relative, -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) return refused(relative, "leads out of the repository");
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** The names of the regular files, sorted. */
  List<String> files() {
    return entries(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS));
  }

  /** The folders directly in here, sorted. */
  List<Folder> folders() {
    return entries(it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS)).stream()
        .map(it -> at(join(path, it)))
        .toList();
  }

  private Folder at(String other) {
    return new Folder(root, other, reading);
  }

  private Optional<String> file(String relative) {
    return inside(relative)
        .filter(it -> attributesOf(it).map(found -> isRegular(it, found)).orElse(false));
  }

  private boolean isRegular(String fromRoot, BasicFileAttributes found) {
    if (found.isRegularFile()) return true;
    at("").trouble(fromRoot,
        found.isSymbolicLink() ? "is a link; links are not followed" : "is no regular file");
    return false;
  }

  private boolean isSmall(String fromRoot) {
    var small = attributesOf(fromRoot).filter(it -> it.size() <= LARGEST_BYTES).isPresent();
    if (!small) at("").trouble(fromRoot, "is larger than 1 MiB; it is not read");
    return small;
  }

  /** None for what is not there, or lies behind a link. */
  private Optional<BasicFileAttributes> attributesOf(String fromRoot) {
    try {
      var at = root;
      var found = attributesOf(at);
      for (var part : SLASH.split(fromRoot, -1)) {
        if (!found.isDirectory()) return Optional.empty();
        at = at.resolve(part);
        found = attributesOf(at);
      }
      return Optional.of(found);
    } catch (NoSuchFileException | NotDirectoryException | InvalidPathException _) {
      return Optional.empty();
    } catch (IOException _) {
      return refused(fromRoot, "cannot be read");
    }
  }

  private static BasicFileAttributes attributesOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private Optional<String> contents(String fromRoot, int most) {
    try (var in = Files.newInputStream(root.resolve(fromRoot), LinkOption.NOFOLLOW_LINKS)) {
      var bytes = in.readNBytes(Math.min(most, reading.bytesLeft));
      reading.bytesLeft -= bytes.length;
      if (reading.bytesLeft == 0) return refused(fromRoot, "is not read: 64 MiB have been");
      var text = new String(bytes, StandardCharsets.UTF_8);
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (IOException _) {
      return refused(fromRoot, "cannot be read");
    }
  }

  private List<String> entries(Predicate<Path> wanted) {
    var names = new ArrayList<String>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(root.resolve(path))) {
      for (var entry : all) {
        var name = String.valueOf(entry.getFileName());
        if (Plain.isPlain(name) && wanted.test(entry)) names.add(name);
        if (names.size() == MOST_ENTRIES) break;
      }
    } catch (IOException | DirectoryIteratorException _) {
      trouble("", "cannot be listed");
    }
    names.sort(null);
    return names;
  }

  private <T> Optional<T> refused(String name, String what) {
    reading.troubles.add(Plain.text(name) + " " + what);
    return Optional.empty();
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
