package dev.hotplug.app.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What is never watched, unless a glob begins in it: nobody writes a server's sources there. */
final class Never {
  /** Where package managers put what others wrote. */
  private static final Set<String> PACKAGES = Set.of("node_modules", "site-packages",
      "dist-packages", "bower_components", ".m2", ".cargo", ".npm", ".pnpm-store", ".yarn");
  private static final Set<String> ENVIRONMENTS = Set.of(".venv", "venv", ".tox", ".nox", ".direnv",
      ".pixi");
  private static final Set<String> TOOLS = Set.of(".git", ".hg", ".svn", ".jj", "__pycache__",
      ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints", ".eggs",
      ".gradle", ".idea", ".vscode", ".vs", ".cache", ".parcel-cache", ".turbo", ".next", ".nuxt",
      ".svelte-kit", ".nyc_output", ".bundle", ".bloop", ".metals", ".terraform");
  private static final Set<Path> SYSTEM = Set.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"),
      Path.of("/run"), Path.of("/etc"), Path.of("/usr"), Path.of("/bin"), Path.of("/sbin"),
      Path.of("/lib"), Path.of("/lib64"), Path.of("/boot"), Path.of("/snap"), Path.of("/nix"),
      Path.of("/System"), Path.of("/Library"), Path.of("/Applications"));
  /** Folders that hold what has nothing to do with each other. */
  private static final Set<Path> SHARED = Set.of(Path.of("/"), Path.of("/tmp"),
      Path.of("/private/tmp"), Path.of("/var"), Path.of("/var/tmp"), Path.of("/home"),
      Path.of("/Users"), Path.of("/opt"), Path.of("/srv"), Path.of("/mnt"), Path.of("/root"));
  /** What editors write beside the file that is edited, and what says that a build was made. */
  private static final PathMatcher PASSING = FileSystems.getDefault()
      .getPathMatcher("glob:{*.swp,*.swo,*.swx,*~,.#*,#*#,4913,*.tmp,*.temp,*.bak,*.orig,"
          + "*.crswap,*___jb_tmp___,*___jb_old___,.goutputstream-*,.DS_Store,*.tsbuildinfo,*.pyc}");

  private Never() {}

  /** Whether nothing in that folder is watched. */
  static boolean folder(Path folder) {
    var name = Names.name(folder);
    return PACKAGES.contains(name) || ENVIRONMENTS.contains(name) || TOOLS.contains(name)
        || SYSTEM.contains(folder);
  }

  /** Whether that file only passes by. */
  static boolean file(Path file) {
    return PASSING.matches(file.getFileName());
  }

  /** Whether a file was installed, so that nobody edits it. */
  static boolean installed(Path file) {
    return SYSTEM.stream().anyMatch(file::startsWith)
        || StreamSupport.stream(file.spliterator(), false)
            .map(Path::toString)
            .anyMatch(name -> PACKAGES.contains(name) || ENVIRONMENTS.contains(name));
  }

  /** Whether a folder is too wide to be one project, so that what is below it is not watched. */
  static boolean tooWide(Path folder) {
    return tooWide(folder, home());
  }

  /**
   * The same for the user whose files are in {@code home}, by whatever name a folder is reached.
   */
  static boolean tooWide(Path folder, Path home) {
    return isWide(folder, home) || isWide(real(folder), real(home));
  }

  private static boolean isWide(Path folder, Path home) {
    return SHARED.contains(folder) || SYSTEM.contains(folder) || home.startsWith(folder);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      // What is missing is no link either.
      return folder;
    }
  }

  /** The folder of the user who runs this. */
  static Path home() {
    return Path.of(Objects.requireNonNull(System.getProperty("user.home"))).normalize();
  }
}
