package dev.hotplug.app.watch;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars made for a test. */
final class Jars {
  private Jars() {}

  /** Writes a jar that holds {@code classes}. */
  static Path write(Path jar, String classPath, Class<?>... classes) throws IOException {
    Files.createDirectories(requireNonNull(jar.getParent()));
    var manifest = new Manifest();
    var attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, JarServer.class.getName());
    if (!classPath.isEmpty()) attributes.put(Attributes.Name.CLASS_PATH, classPath);
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (var type : classes) {
        var name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (var in = requireNonNull(type.getResourceAsStream("/" + name))) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  /** Writes other bytes in place, as many as there were. */
  static void ruin(Path jar) throws IOException {
    var garbage = new byte[(int) Files.size(jar)];
    Arrays.fill(garbage, (byte) 'x');
    Files.write(jar, garbage);
  }

  /** Leaves only the first half of it. */
  static void halve(Path jar) throws IOException {
    var whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
  }
}
