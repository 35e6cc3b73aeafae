package dev.hotplug.app.watch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Reads the command lines of Java and of the tools that build with it. */
final class JavaLines {
  static final Map<String, CommandLine.Launcher> LAUNCHERS = Map.of("java", (line, _) -> java(line),
      "mvn", (line, _) -> project(line), "mvnd", (line, _) -> project(line), "gradle",
      (line, _) -> project(line), "jbang", (line, _) -> java(line));

  private static final Set<String> VALUED = Set.of("-cp", "-classpath", "--class-path", "-p",
      "--module-path", "--add-modules", "--add-opens", "--add-exports", "--add-reads",
      "--enable-native-access", "--source", "--limit-modules", "--upgrade-module-path");

  private JavaLines() {}

  private static Started project(Line line) {
    var folder = line.value("-f", "--file", "-p", "--project-dir")
        .map(line::path)
        .map(it -> it.toFile().isDirectory() ? it : it.getParent());
    return new Started.Project(Language.JAVA, folder.orElse(line.folder()));
  }

  private static Started java(Line line) {
    var jar = line.value("-jar").map(line::path);
    if (jar.isPresent()) return jar(jar.get());
    var main = line.operands(VALUED);
    if (main.filter(it -> it.first().endsWith(".java")).isPresent()) {
      return new Started.Script(Language.JAVA, main.get().path(main.get().first()));
    }
    var parts = classPath(line);
    return parts.isEmpty() ? new Started.Foreign("its class path holds nothing of this project")
        : new Started.Artefact(Language.JAVA, parts);
  }

  private static Started jar(Path jar) {
    if (Never.installed(jar)) return new Started.Foreign(jar.getFileName() + " is installed");
    var parts = new ArrayList<Path>();
    parts.add(jar);
    parts.addAll(named(jar));
    return new Started.Artefact(Language.JAVA, parts);
  }

  /** The class path in a jar's manifest. */
  private static List<Path> named(Path jar) {
    if (!jar.toFile().isFile()) return List.of();
    try (var file = new JarFile(jar.toFile())) {
      return Optional.ofNullable(file.getManifest())
          .map(it -> it.getMainAttributes().getValue(Attributes.Name.CLASS_PATH))
          .map(it -> local(jar, List.of(it.strip().split("\\s+"))))
          .orElse(List.of());
    } catch (IOException _) {
      // Half a jar: whoever builds it is not done, and the jar itself is watched.
      return List.of();
    }
  }

  private static List<Path> local(Path jar, List<String> entries) {
    return entries.stream()
        .filter(it -> !it.isEmpty())
        .filter(it -> it.startsWith("file:") || !it.contains(":"))
        .map(it -> jar.resolveSibling(it.replaceFirst("^file:(//)?", "")).normalize())
        .filter(it -> !Never.installed(it))
        .toList();
  }

  private static List<Path> classPath(Line line) {
    var paths = new ArrayList<String>();
    line.value("-cp", "-classpath", "--class-path").ifPresent(paths::add);
    line.value("-p", "--module-path").ifPresent(paths::add);
    return paths.stream()
        .flatMap(it -> List.of(it.split(File.pathSeparator, -1)).stream())
        .map(line::path)
        .filter(it -> !Never.installed(it))
        .distinct()
        .toList();
  }
}
