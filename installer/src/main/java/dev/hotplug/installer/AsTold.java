package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** What to make of a checkout when its marker files are not to be read. */
final class AsTold {
  private AsTold() {}

  /** The server that {@code wishes} describe in {@code folder}. */
  static Detection detect(Folder folder, Wishes wishes) {
    if (wishes.serverFile().isEmpty()) {
      return new Detection.Nothing(
          "Nothing was looked for: auto_detect is off, and no server_file is given.", List.of(),
          "Give server_file (--server-file), or leave auto_detect on.");
    }
    var file = wishes.serverFile().get();
    if (!folder.has(file)) return missing(file);
    if (file.endsWith(".py")) return python(folder, file, wishes);
    if (!file.matches(".*\\.[cm]?[jt]s")) return unknown(file);
    return found("node", folder, file, List.of(), List.of("node"));
  }

  /** Nothing is started that is not there. */
  static Detection.Nothing missing(String file) {
    return new Detection.Nothing("There is no " + Plain.text(file) + " in the server's folder.",
        List.of(),
        "Give server_file (--server-file) relative to that folder, which is the repository's root "
            + "or subdir.");
  }

  private static Detection python(Folder folder, String file, Wishes wishes) {
    var requirements = wishes.requirementsFile();
    if (requirements.isEmpty()) {
      return found("python", folder, file, List.of(), List.of("python3"));
    }
    if (!folder.has(requirements.get())) return missing(requirements.get());
    var environment = Words.here(folder.inside(".venv").orElseThrow());
    var python = environment + "/bin/python";
    var steps = List.of(
        new Step(List.of("python3", "-m", "venv", environment), folder.path(), List.of()),
        new Step(List.of(python, "-m", "pip", "install", "--disable-pip-version-check", "-r",
            requirements.get()), folder.path(), List.of()));
    return found("python (pip)", folder, file, steps, List.of(python));
  }

  private static Detection found(String ecosystem, Folder folder, String file, List<Step> steps,
      List<String> program) {
    var path = folder.inside(file).orElseThrow();
    var name = Optional.of(folder.name())
        .filter(it -> !it.isEmpty())
        .orElseGet(() -> Plain.text(file));
    return new Detection.Found(
        new Recipe(ecosystem, folder.path(), name, steps, Words.of(program, Words.here(path)),
            List.of(), List.of(), List.of(), List.of(Plain.text(path) + ": asked for")));
  }

  private static Detection unknown(String file) {
    return new Detection.Nothing("Nothing is known that starts " + Plain.text(file) + ".",
        List.of("server_file: .js, .mjs, .cjs, .ts, .mts, .cts, .py"),
        "Give the file that the runtime starts, not a folder or a compiled program.");
  }
}
