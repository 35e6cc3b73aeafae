package dev.hotplug.app.install;

import dev.hotplug.installer.Listing;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.Edit;
import dev.hotplug.spec.Entry;
import dev.hotplug.spec.InstallSource;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.ServerList;
import dev.hotplug.spec.ServerSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The servers of a project in its {@code .mcp.json}. An entry counts as the one that was put as
 * long as its {@code hotplug.source} names the same folder of the same repository, of whatever
 * commit, and whatever else somebody has changed in it. Thread-safe.
 */
public final class ProjectListing implements Listing {
  /** So often somebody else may change the file just as we do. */
  private static final int MOST_TRIES = 5;

  private final Path file;
  private final Supplier<Configuration> reading;
  private final InstalledEntry entries;

  /**
   * The listing in {@code file}, which need not exist.
   *
   * @param reading reads that file and all others that count with it
   * @param home the user's; empty where there is none
   */
  public ProjectListing(Path file, Supplier<Configuration> reading, Optional<Path> home) {
    this.file = file.toAbsolutePath();
    this.reading = reading;
    this.entries = new InstalledEntry(home);
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public Optional<String> hindrance(String name, Origin origin) {
    if (McpJson.put(file, ServerList.HOTPLUG_SERVERS, name, "{}") instanceof Edit.Refused why) {
      return Optional.of(words(why));
    }
    var configuration = reading.get();
    if (configuration.unusable().contains(name)) {
      return Optional
          .of("An entry \"" + name + "\" that cannot be used stands in the configuration "
              + "already: " + problem(name, configuration) + ".");
    }
    return configuration.entry(name)
        .filter(entry -> !isHere(entry) || !isOf(entry, origin))
        .map(ProjectListing::taken);
  }

  private static String taken(Entry entry) {
    return "The name \"" + entry.name() + "\" is taken by an entry in " + entry.list() + " of "
        + entry.file() + origin(entry) + ".";
  }

  private static String problem(String name, Configuration configuration) {
    return configuration.problems()
        .stream()
        .map(Object::toString)
        .filter(problem -> problem.contains("\"" + name + "\""))
        .findFirst()
        .map(
            problem -> problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem)
        .orElse("it is no object with a command");
  }

  private static String origin(Entry entry) {
    return entry.source()
        .map(source -> ", installed from " + source.url()
            + source.subdir().map(subdir -> ", folder " + subdir).orElse(""))
        .orElse("");
  }

  @Override
  public Optional<String> put(Item item) {
    try {
      var here = here(item.name());
      var other = here.filter(entry -> !isOf(entry, item.origin()));
      if (other.isPresent()) return other.map(entry -> taken(entry) + " Nothing was changed.");
      var list = here.map(Entry::list).orElse(usual(item.exposure()));
      return saved(() -> McpJson.put(file, list, item.name(), old -> entries.of(item, old)));
    } catch (IOException | UncheckedIOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Where an entry goes that stands nowhere yet. */
  private static ServerList usual(Exposure exposure) {
    return switch (exposure) {
      case HOTPLUG -> ServerList.HOTPLUG_SERVERS;
      case CLIENT -> ServerList.MCP_SERVERS;
    };
  }

  @Override
  public Map<String, String> variables(String name) {
    return stdio(name).map(ServerSpec.Stdio::env).orElse(Map.of());
  }

  private Optional<ServerSpec.Stdio> stdio(String name) {
    return reading.get()
        .entry(name)
        .filter(this::isHere)
        .map(Entry::spec)
        .filter(ServerSpec.Stdio.class::isInstance)
        .map(ServerSpec.Stdio.class::cast);
  }

  @Override
  public Optional<Written> written(String name, Origin origin) {
    try {
      return here(name).filter(entry -> isOf(entry, origin))
          .flatMap(entry -> McpJson.entry(file, entry.list(), name))
          .map(text -> new Written(text, start(name)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private List<String> start(String name) {
    return stdio(name).map(spec -> {
      var words = new ArrayList<>(List.of(spec.command()));
      words.addAll(spec.args());
      return List.copyOf(words);
    }).orElse(List.of());
  }

  @Override
  public Optional<String> putBack(String name, Origin origin, Written former) {
    try {
      var list = here(name).filter(entry -> isOf(entry, origin)).map(Entry::list);
      return list.isEmpty() ? Optional.empty()
          : saved(() -> McpJson.put(file, list.get(), name, _ -> former.text()));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Removal remove(String name, Origin origin) {
    try {
      return removed(name, origin);
    } catch (IOException e) {
      return new Removal.Failed(String.valueOf(e.getMessage()));
    }
  }

  private Removal removed(String name, Origin origin) throws IOException {
    var entry = here(name);
    if (entry.isEmpty())
      return new Removal.Kept("There is no entry \"" + name + "\" in " + file + ".");
    if (!isOf(entry.get(), origin)) {
      return new Removal.Kept("The entry \"" + name + "\" in " + file + " is not the one that was "
          + (origin.isLink() ? "linked to " + origin.url() + ": its cwd is another one."
              : "installed from " + origin.url() + ": its hotplug.source says "
                  + entry.get().source().map(InstallSource::url).orElse("nothing") + "."));
    }
    return saved(() -> McpJson.remove(file, entry.get().list(), name))
        .<Removal>map(Removal.Failed::new)
        .orElseGet(Removal.Removed::new);
  }

  @Override
  public boolean lists(String name, Origin origin) throws IOException {
    return here(name).filter(entry -> isOf(entry, origin)).isPresent();
  }

  /**
   * The entry of that name in our own file; what its references stand for does not matter.
   *
   * @throws IOException if nobody can tell; the message says where the file is damaged
   */
  private Optional<Entry> here(String name) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
    var read = McpJson.read(List.of(file), Map.of());
    var entry = read.entry(name);
    if (entry.isPresent()) return entry;
    if (read.unusable().contains(name)) throw new IOException(problem(name, read) + ".");
    if (read.damaged().contains(file)) throw new IOException(damage(read));
    return Optional.empty();
  }

  /** Where an edit would say it, its words: they say that nothing was changed. */
  private String damage(Configuration read) {
    return McpJson.move(file, List.of(), ServerList.MCP_SERVERS, ServerList.HOTPLUG_SERVERS,
        List.of()) instanceof Edit.Refused why ? words(why) : read.problems().getFirst().toString();
  }

  private boolean isHere(Entry entry) {
    return entry.file().equals(file);
  }

  private static boolean isOf(Entry entry, Origin origin) {
    return origin.isLink() ? isLink(entry, Path.of(origin.url())) : isFrom(entry, origin);
  }

  private static boolean isLink(Entry entry, Path folder) {
    return entry.source().isEmpty() && entry.spec() instanceof ServerSpec.Stdio stdio
        && folder.equals(stdio.cwd());
  }

  private static boolean isFrom(Entry entry, Origin origin) {
    return entry.source()
        .filter(
            source -> source.url().equals(origin.url()) && source.subdir().equals(origin.subdir()))
        .isPresent();
  }

  /**
   * Makes the edit and writes it, anew where the file was changed in between.
   *
   * @return empty when it is done, else what is wrong
   */
  private Optional<String> saved(Supplier<Edit> edit) {
    Optional<String> fault = Optional.empty();
    for (int i = 0; i < MOST_TRIES; i++) {
      switch (edit.get()) {
        case Edit.Unchanged _ -> {
          return Optional.empty();
        }
        case Edit.Refused why -> {
          return Optional.of(words(why));
        }
        case Edit.Change change -> fault = written(change);
      }
      if (fault.isEmpty()) break;
    }
    return fault;
  }

  private Optional<String> written(Edit.Change change) {
    try {
      McpJson.save(file, change);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private String words(Edit.Refused why) {
    return file + ":" + why.line() + ":" + why.column() + ": " + why.message();
  }
}
