package dev.hotplug.app.watch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * A folder in which a jar stands as it stands in its own, with all that its manifest's Class-Path
 * leads to, so that relative entries hold and no byte of a signed jar is changed. Jars of the
 * project are copied, since a build may rewrite them; all else is linked. Confined to one thread.
 *
 * @param folder below which every path is mirrored
 * @param project below which jars are copied; a real path
 */
record JarMirror(Path folder, Path project) {

  /** A jar that is not whole: most likely somebody is writing it. */
  static final class HalfWritten extends IOException {
    private static final long serialVersionUID = 1;

    HalfWritten(Path jar, String why) {
      super(jar + " is not a whole jar (" + why + ")");
    }
  }

  /**
   * Makes it; returns where {@code jar}, a real path, stands in it.
   *
   * @throws HalfWritten when the jar, or one of the project that it needs, is no jar at the moment
   */
  Path make(Path jar) throws IOException {
    var links = new LinkedHashSet<Path>();
    copy(jar);
    follow(jar, mirrored(jar), links, new HashSet<>(Set.of(jar)));
    // A server may look for its files beside its jar.
    links.add(parent(jar));
    // No link is made before all is copied: a copy below a link would land in the project.
    for (var link : links) link(link);
    return mirrored(jar);
  }

  /** Reaches all that {@code jar} needs; {@code readable} holds the same and is not written to. */
  private void follow(Path jar, Path readable, Set<Path> links, Set<Path> reached)
      throws IOException {
    for (var entry : classPath(jar, readable)) {
      if (!reached.add(entry)) continue;
      boolean isOurs = isJar(entry) && entry.startsWith(project);
      if (isOurs) copy(entry);
      else if (Files.exists(entry)) links.add(entry);
      if (isJar(entry)) follow(entry, isOurs ? mirrored(entry) : entry, links, reached);
    }
  }

  private static boolean isJar(Path entry) {
    return entry.toString().endsWith(".jar") && Files.isRegularFile(entry);
  }

  private void copy(Path jar) throws IOException {
    var copy = mirrored(jar);
    Files.createDirectories(parent(copy));
    var before = version(jar);
    Files.copy(jar, copy, StandardCopyOption.COPY_ATTRIBUTES);
    if (!before.equals(version(jar))) throw new HalfWritten(jar, "it is being written");
    try (var whole = new JarFile(copy.toFile())) {
      // Its directory of entries is the last that is written of a jar.
      var _ = whole.getManifest();
    } catch (ZipException e) {
      throw new HalfWritten(jar, String.valueOf(e.getMessage()));
    }
  }

  private static List<Object> version(Path jar) throws IOException {
    var now = Files.readAttributes(jar, BasicFileAttributes.class);
    return List.of(now.lastModifiedTime(), now.size());
  }

  /** The relative entries of a manifest; absolute ones lead to the originals. */
  private static List<Path> classPath(Path jar, Path readable) {
    try (var open = new JarFile(readable.toFile())) {
      var manifest = open.getManifest();
      var entries = manifest == null ? null
          : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (entries == null) return List.of();
      return Stream.of(entries.strip().split("\\s+"))
          .flatMap(entry -> relative(jar, entry).stream())
          .toList();
    } catch (IOException _) {
      // Java passes over what it cannot read, too.
      return List.of();
    }
  }

  private static Optional<Path> relative(Path jar, String entry) {
    try {
      var uri = new URI(entry);
      var path = uri.getRawPath();
      if (uri.isAbsolute() || path == null || path.isEmpty() || path.startsWith("/")) {
        return Optional.empty();
      }
      return Optional.of(Path.of(jar.toUri().resolve(path)).normalize());
    } catch (URISyntaxException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void link(Path original) throws IOException {
    var at = mirrored(original);
    if (isThroughLink(at)) return;
    if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
      try (var children = Files.newDirectoryStream(original)) {
        for (var child : children) link(child);
      }
    } else if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(parent(at));
      Files.createSymbolicLink(at, original);
    }
  }

  private boolean isThroughLink(Path at) {
    for (var above = at; !above.equals(folder); above = parent(above)) {
      if (Files.isSymbolicLink(above)) return true;
    }
    return false;
  }

  private Path mirrored(Path original) {
    return folder.resolve(original.subpath(0, original.getNameCount()));
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "no file is a root");
  }
}
