package dev.hotplug.installer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at what somebody asks for, but for the URL, before anything is fetched.
 *
 * @param environment our own
 * @param cwd where servers run
 */
record RequestCheck(InstallRequest request, Map<String, String> environment, Path cwd) {
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What is wrong, what is true now and what to do instead; empty if nothing is. */
  Optional<String> fault() {
    return request.name()
        .flatMap(ServerName::fault)
        .map(name -> "The server cannot be called that: " + name
            + ". Nothing was fetched. Choose another server_name (--name).")
        .or(() -> request.ref().flatMap(GitRef::refusal))
        .or(() -> path("subdir", request.wishes().subdir()))
        .or(() -> path("server_file", request.wishes().serverFile()))
        .or(() -> path("requirements_file", request.wishes().requirementsFile()))
        .or(this::variable)
        .or(this::value)
        .or(this::reference)
        .or(this::folder);
  }

  private static Optional<String> path(String argument, Optional<String> path) {
    return path.flatMap(given -> Subdir.refusal(argument, given));
  }

  private Optional<String> variable() {
    return request.env()
        .keySet()
        .stream()
        .filter(name -> !VARIABLE.matcher(name).matches())
        .findFirst()
        .map(name -> "\"" + name + "\" is no name of a variable. Nothing was fetched. Names have "
            + "letters, digits and underscores.");
  }

  private Optional<String> value() {
    return request.env()
        .entrySet()
        .stream()
        .filter(each -> each.getValue().indexOf('\0') >= 0)
        .findFirst()
        .map(each -> "The value of " + each.getKey() + " has a NUL character in it, which no "
            + "variable can have. Nothing was fetched.");
  }

  private Optional<String> folder() {
    return Files.isDirectory(cwd) ? Optional.empty()
        : Optional.of("There is no folder " + cwd + ", where servers would run. Nothing was "
            + "fetched. Name the project's (--project).");
  }

  /** A server whose entry refers to nothing could be installed, and never loaded. */
  private Optional<String> reference() {
    return Values.of(request, environment)
        .unset()
        .map(name -> "The variable " + name + " refers to one that is not set where Hotplug runs. "
            + "Nothing was fetched. Set it there, or give its value (env_vars, --env).");
  }
}
