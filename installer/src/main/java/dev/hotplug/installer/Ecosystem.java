package dev.hotplug.installer;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The kinds of servers that can be built, each with the names of the files that may start one. */
enum Ecosystem {
  NODE("[cm]?[jt]sx?"), //
  PYTHON("py"), //
  GO("go"), //
  RUST("rs"), //
  JAVA("xml|gradle|kts|java|kt"), //
  DOTNET("[cf]sproj|[cf]s"), //
  DENO("[cm]?[jt]sx?");

  private final Pattern starts;

  Ecosystem(String endings) {
    this.starts = Pattern.compile(".*\\.(" + endings + ")");
  }

  /** Whether {@code wishes} leave it open that the server is of this kind. */
  boolean isOpen(Wishes wishes) {
    if (wishes.requirementsFile().isPresent()) return this == PYTHON;
    return wishes.serverFile().filter(it -> !mayStart(it)).isEmpty();
  }

  /** A name without an ending that is known may be that of a bin or a script of any kind. */
  private boolean mayStart(String file) {
    return starts.matcher(file).matches()
        || Arrays.stream(values()).noneMatch(it -> it.starts.matcher(file).matches());
  }
}
