package dev.hotplug.app.quarantine;

import dev.hotplug.app.install.Installations;
import dev.hotplug.app.install.Question;
import dev.hotplug.installer.ApprovedVersion;
import dev.hotplug.spec.ServerSpec;
import dev.hotplug.supervisor.ServerStatus;
import dev.hotplug.upstream.Connector;
import dev.hotplug.upstream.StderrTail;
import dev.hotplug.upstream.Upstream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Withholds the tools of installed servers as long as they are others than those somebody has
 * agreed to: a server may show harmless ones when it is installed, and others once it is trusted.
 * One that somebody works on is left alone. Thread-safe.
 */
public final class Quarantine {
  private final Supplier<Installations> installs;
  private final Optional<Path> servers;
  private final Predicate<ServerSpec> isWorkedOn;

  /** By server and generation: those that are not gone, and the last that was. */
  private final ConcurrentHashMap<String, ConcurrentSkipListMap<Long, GuardedUpstream>> guarded = new ConcurrentHashMap<>();

  /**
   * One that holds nothing back yet.
   *
   * @param installs gives what is installed, which begins with the first use of it
   * @param servers the folder of the installed servers; empty where there is none
   * @param isWorkedOn whether the user has said that a server's files are edited
   */
  public Quarantine(Supplier<Installations> installs, Optional<Path> servers,
      Predicate<ServerSpec> isWorkedOn) {
    this.installs = installs;
    this.servers = servers;
    this.isWorkedOn = isWorkedOn;
  }

  /** What opens as {@code inner} does, and guards the installed ones. */
  public Connector around(Connector inner) {
    return new GuardedConnector(inner, this);
  }

  /** Whether anything can be held back of a server; to be asked for each call. */
  public boolean guards(String server) {
    return guarded.containsKey(server);
  }

  /**
   * What is held back of the generation that {@code status} is about; empty for nothing, and where
   * none serves: the next one is judged by what it has then.
   */
  public Optional<Held> held(ServerStatus status) {
    return status.serves() ? held(status.name(), status.generation()) : Optional.empty();
  }

  /** Whether what is known of the tools in {@code status} is nothing that somebody agreed to. */
  public boolean hides(ServerStatus status) {
    if (status.serves()) return held(status).isPresent();
    var generations = guarded.get(status.name());
    return generations != null
        && generations.values().stream().anyMatch(it -> it.held().isPresent());
  }

  /** What is held back of one generation; empty for nothing. */
  public Optional<Held> held(String server, long generation) {
    return Optional.ofNullable(guarded.get(server))
        .flatMap(generations -> Optional.ofNullable(generations.get(generation)))
        .flatMap(GuardedUpstream::held);
  }

  /**
   * Who has to agree to what is held back.
   *
   * @param confirm the hash that was handed back; empty for none
   * @param question null for a client that cannot ask its user
   */
  public Approval approval(Optional<String> confirm, @Nullable Question question) {
    return new Approval(installs.get().policy(), confirm, question);
  }

  /**
   * Agrees to the tools of {@code held}, in the name of whoever wants that.
   *
   * @return empty when they are free, else what went wrong and what to do, sentences
   */
  public Optional<String> approve(Held held) throws InterruptedException {
    return installs.get().approve(held.installed(), held.now());
  }

  /** Opened by {@code inner}, guarded if it is installed. */
  Upstream open(Connector inner, ServerSpec spec, long generation, StderrTail log) {
    var installed = installedName(spec).filter(_ -> !isWorkedOn.test(spec));
    var approved = installed.flatMap(name -> installs.get().approved(name));
    var upstream = inner.open(spec, generation, log);
    if (installed.isEmpty() || approved.isEmpty()) {
      guarded.remove(spec.name());
      return upstream;
    }
    var name = installed.get();
    var guard = new GuardedUpstream(upstream, spec, name, approved.get(),
        () -> installs.get().approved(name).map(ApprovedVersion::tools));
    var generations = guarded.computeIfAbsent(spec.name(), _ -> new ConcurrentSkipListMap<>());
    generations.values().removeIf(GuardedUpstream::isClosed);
    generations.put(generation, guard);
    return guard;
  }

  /** By the files it starts from: an entry may have any name. */
  private Optional<String> installedName(ServerSpec spec) {
    if (servers.isEmpty() || !(spec instanceof ServerSpec.Stdio stdio)) return Optional.empty();
    return Stream.concat(Stream.of(stdio.command()), stdio.args().stream())
        .map(word -> word.substring(word.indexOf('=') + 1))
        .flatMap(word -> below(servers.get(), word).stream())
        .findFirst();
  }

  private static Optional<String> below(Path folder, String word) {
    try {
      var path = Path.of(word).normalize();
      return path.startsWith(folder) && path.getNameCount() > folder.getNameCount()
          ? Optional.of(path.getName(folder.getNameCount()).toString())
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
