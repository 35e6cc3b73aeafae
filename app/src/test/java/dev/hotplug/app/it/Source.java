package dev.hotplug.app.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The source of a scripted server: a file of its modes, to be edited like code. */
record Source(Path file) {

  static Source in(Path folder, String name, String... modes) throws IOException {
    var source = new Source(folder.resolve(name + ".modes"));
    source.edit(modes);
    return source;
  }

  void edit(String... modes) throws IOException {
    Files.write(file, List.of(modes));
  }

  /** Starts the server that is written there at that time. */
  Entry entry() {
    return Entry.torture("source=" + file);
  }
}
