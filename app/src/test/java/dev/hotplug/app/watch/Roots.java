package dev.hotplug.app.watch;

import java.nio.file.Path;
import java.util.List;

/** What tests watch. */
final class Roots {
  private Roots() {}

  /** All Python files, but what is in a {@code node_modules}. */
  static Root python(Path folder) {
    return of(folder, ".py");
  }

  /** All files whose name ends so, but what is in a {@code node_modules}. */
  static Root of(Path folder, String ending) {
    return new Root(folder, new Root.Selection() {
      @Override
      public boolean enters(Path below) {
        return !below.endsWith("node_modules") && !below.endsWith(".git");
      }

      @Override
      public boolean takes(Path file) {
        return file.toString().endsWith(ending);
      }
    }, List.of("*" + ending));
  }

  /** One file, and no folder but its own. */
  static Root one(Path folder, String name) {
    var file = folder.resolve(name);
    return new Root(folder, new Root.Selection() {
      @Override
      public boolean enters(Path below) {
        return false;
      }

      @Override
      public boolean takes(Path other) {
        return other.equals(file);
      }
    }, List.of(name));
  }

  static Sources sources(Root root) {
    return new Sources(List.of(root), "a test");
  }
}
