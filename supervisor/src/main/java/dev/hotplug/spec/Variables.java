package dev.hotplug.spec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where references like <code>${VAR}</code> are looked up. What the user keeps for one server
 * counts for that one alone, and before what all see.
 *
 * @param environment what all see: our own
 * @param folder where the user keeps values for single servers, as {@link EnvFile} reads them;
 *   empty for nowhere
 */
public record Variables(Map<String, String> environment, Optional<Path> folder) {
  public Variables {
    environment = Map.copyOf(environment);
    Objects.requireNonNull(folder);
  }
}
