package dev.hotplug.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What surrounds an installer, kept in memory: lists of servers and secrets. Nothing is run here;
 * whoever runs something gives the commands.
 */
final class Surroundings implements Listings, Secrets {
  private static final List<String> FETCH = List.of("fetch");

  static final Path FILE = Path.of("/project/.mcp.json");

  /** The files that cannot be read. */
  final Set<Path> damaged = new HashSet<>();

  /** The versions that somebody runs. */
  final Set<Path> running = new HashSet<>();

  /** What each file lists. */
  final Map<Path, Map<String, Listing.Origin>> lists = new HashMap<>();

  /** How each entry is written, by file and name. */
  final Map<Path, Map<String, Listing.Written>> written = new HashMap<>();

  /** What is kept for each server. */
  final Map<String, Map<String, String>> secrets = new TreeMap<>();

  private final Path folder;

  Surroundings(Path folder) {
    this.folder = folder;
  }

  Installer.Folders folders() {
    return new Installer.Folders(folder.resolve("servers"), folder.resolve("installed"),
        folder.resolve("installs"));
  }

  Installer.Parts parts() {
    return parts((_, _, _) -> {
      throw new AssertionError("nothing is to be run");
    }, (_, _) -> {
      throw new AssertionError("nothing is to be probed");
    });
  }

  Installer.Parts parts(Commands commands, Probe probe) {
    return new Installer.Parts(folders(), commands, probe, FETCH, GitUrl.Allow.REMOTE, this, this,
        running::contains, FILE, folder, Map.of(), InstantSource.fixed(Instant.EPOCH));
  }

  /** One that installs from repositories of this machine, and fetches in this very process. */
  Installer.Parts local(Commands commands, Probe probe, Map<String, String> environment) {
    return new Installer.Parts(folders(), (command, limits, output) -> {
      if (!command.line().equals(FETCH)) return commands.run(command, limits, output);
      int code = FetchProgram.run(command.environment(), output);
      return new Commands.Ending.Exited(code, List.of(), Duration.ZERO);
    }, probe, FETCH, GitUrl.Allow.LOCAL, this, this, running::contains, FILE, folder, environment,
        InstantSource.fixed(Instant.EPOCH));
  }

  @Override
  public Listing of(Path file) {
    return new Memory(file, damaged, lists.computeIfAbsent(file, _ -> new TreeMap<>()),
        written.computeIfAbsent(file, _ -> new TreeMap<>()));
  }

  @Override
  public String place(String server) {
    return "secrets of " + server;
  }

  @Override
  public void keep(String server, Map<String, String> values) {
    secrets.computeIfAbsent(server, _ -> new TreeMap<>()).putAll(values);
  }

  @Override
  public boolean forget(String server) {
    return secrets.remove(server) != null;
  }

  /** One list. */
  private record Memory(Path file, Set<Path> damaged, Map<String, Listing.Origin> entries,
      Map<String, Listing.Written> words) implements Listing {
    @Override
    public String place() {
      return file.toString();
    }

    @Override
    public Optional<String> hindrance(String name, Origin origin) {
      var there = entries.get(name);
      return there == null || isOf(there, origin) ? Optional.empty()
          : Optional.of("\"" + name + "\" stands there already");
    }

    @Override
    public Optional<String> put(Item item) {
      entries.put(item.name(), item.origin());
      if (!item.start().equals(item.before())) {
        words.put(item.name(), new Written("as installed", item.start()));
      }
      return Optional.empty();
    }

    @Override
    public Optional<Written> written(String name, Origin origin) {
      return Optional.ofNullable(entries.get(name))
          .filter(there -> isOf(there, origin))
          .map(_ -> words.get(name));
    }

    @Override
    public Optional<String> putBack(String name, Origin origin, Written former) {
      entries.put(name, origin);
      words.put(name, former);
      return Optional.empty();
    }

    @Override
    public Map<String, String> variables(String name) {
      return Map.of();
    }

    @Override
    public Removal remove(String name, Origin origin) {
      if (damaged.contains(file)) return new Removal.Failed(file + ":1:1: damaged.");
      var there = entries.get(name);
      return there != null && isOf(there, origin) && entries.remove(name, there)
          ? new Removal.Removed()
          : new Removal.Kept("\"" + name + "\" is not listed");
    }

    @Override
    public boolean lists(String name, Origin origin) throws IOException {
      if (damaged.contains(file)) throw new IOException(file + ":1:1: damaged.");
      var there = entries.get(name);
      return there != null && isOf(there, origin);
    }

    /** Whatever the commit. */
    private static boolean isOf(Origin one, Origin other) {
      return one.url().equals(other.url()) && one.subdir().equals(other.subdir());
    }
  }
}
