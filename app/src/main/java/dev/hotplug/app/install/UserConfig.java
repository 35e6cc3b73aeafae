package dev.hotplug.app.install;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotplug.installer.InstallRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the user has settled about installing, in {@code $XDG_CONFIG_HOME/hotplug/config.json}. No
 * project can say anything of it.
 *
 * @param trust whose repositories need nobody's word any more
 * @param confirm whose word the others need
 * @param problems what is wrong with the file, a sentence each
 */
public record UserConfig(Trust trust, Confirm confirm, List<String> problems) {
  /** Whose word an installation needs. */
  public enum Confirm {
    /** Whoever calls hands the plan's hash back; where the client can ask the user, it is asked. */
    HASH,
    /** The user's own: by the client's question or on the command line. */
    USER
  }

  /** What holds where nothing was settled. */
  public static final UserConfig DEFAULT = new UserConfig(new Trust(List.of()), Confirm.HASH,
      List.of());

  private static final String INSTALL = "install";
  private static final Set<String> KNOWN = Set.of("trust", "confirm");

  public UserConfig {
    problems = List.copyOf(problems);
  }

  /** What the user has agreed to beforehand of what is wanted. */
  public ByTrust trusted(InstallRequest request) {
    return new ByTrust(trust, request);
  }

  /**
   * Reads {@code file}. What is wrong in it is a problem and no exception, and nothing that is
   * wrong makes anything easier: a file that cannot be read leaves all to the user.
   */
  static UserConfig read(Path file) {
    try {
      return of(new ObjectMapper().readTree(Files.readAllBytes(file)), file);
    } catch (NoSuchFileException _) {
      return DEFAULT;
    } catch (JacksonException e) {
      return closed(file + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return closed(file + " cannot be read: " + e.getMessage());
    }
  }

  private static UserConfig closed(String problem) {
    return new UserConfig(new Trust(List.of()), Confirm.USER, List.of(problem
        + ". Until that is mended nobody is trusted, and only the user can agree to a plan."));
  }

  private static UserConfig of(JsonNode root, Path file) {
    var install = root.path(INSTALL);
    if (!root.isObject() || !(install.isMissingNode() || install.isObject())) {
      return closed(file + ": it must be an object, and \"install\" in it, too");
    }
    var problems = new ArrayList<String>();
    install.fieldNames().forEachRemaining(name -> {
      if (!KNOWN.contains(name)) problems.add(file + ": install." + name + " is not known.");
    });
    return new UserConfig(new Trust(trust(install.path("trust"), file, problems)),
        confirm(install.path("confirm"), file, problems), problems);
  }

  private static List<String> trust(JsonNode list, Path file, List<String> problems) {
    var places = new ArrayList<String>();
    if (!list.isMissingNode() && !list.isArray()) {
      problems.add(file + ": install.trust must be a list. Nobody is trusted.");
    }
    for (var place : list) {
      if (place.isTextual() && Trust.isPlace(place.textValue())) places.add(place.textValue());
      else
        problems.add(file + ": install.trust holds " + place + ", which is neither a host nor "
            + "a host and a path, such as \"github.com/acme\". It is left out.");
    }
    return places;
  }

  private static Confirm confirm(JsonNode word, Path file, List<String> problems) {
    if (word.isMissingNode() || word.asText().equals("hash")) return Confirm.HASH;
    if (!word.asText().equals("user")) {
      problems.add(file + ": install.confirm is " + word
          + ", and must be \"user\" or \"hash\". It is taken as \"user\".");
    }
    return Confirm.USER;
  }
}
