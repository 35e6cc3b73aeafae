package dev.hotplug.app.watch;

import dev.hotplug.spec.Build;
import dev.hotplug.spec.Dev;
import dev.hotplug.spec.Options;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.spec.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of the test's own, and the server that runs in it. */
record Tried(Path folder) {
  /** Makes empty files; those whose names end in a slash are folders. */
  Tried with(String... names) {
    for (var name : names) {
      if (name.endsWith("/")) {
        mkdirs(folder.resolve(name));
      } else {
        file(name, "");
      }
    }
    return this;
  }

  Tried file(String name, String text) {
    var file = folder.resolve(name);
    mkdirs(Names.parent(file));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static void mkdirs(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServerSpec.Stdio spec(String... words) {
    return new ServerSpec.Stdio("n", words[0], List.of(words).subList(1, words.length), Map.of(),
        null, Options.DEFAULT);
  }

  static Dev dev(Watch watch, List<String> ignore, Build build) {
    var usual = Dev.DEFAULT;
    return new Dev(watch, ignore, build, usual.debounce(), usual.smoke(), usual.replay());
  }

  Sources sources(boolean builds, String... words) {
    return WatchRules.of(spec(words), folder, Dev.DEFAULT, builds);
  }

  /** The names of the files in the folder that are watched, sorted and separated by blanks. */
  String watched(Sources sources) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile)
          .filter(sources::takes)
          .map(it -> folder.relativize(it).toString())
          .sorted()
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
