package dev.hotplug.app.install;

import dev.hotplug.installer.ApprovedVersion;
import dev.hotplug.installer.Consent;
import dev.hotplug.installer.Freshness;
import dev.hotplug.installer.GitUrl;
import dev.hotplug.installer.Handover;
import dev.hotplug.installer.InstallOutcome;
import dev.hotplug.installer.InstallRequest;
import dev.hotplug.installer.Installed;
import dev.hotplug.installer.Installer;
import dev.hotplug.installer.LinkOutcome;
import dev.hotplug.installer.LinkRequest;
import dev.hotplug.installer.Listing;
import dev.hotplug.installer.Progress;
import dev.hotplug.installer.UninstallOutcome;
import dev.hotplug.installer.UpdateMeans;
import dev.hotplug.installer.UpdateOutcome;
import dev.hotplug.installer.UpdateRequest;
import dev.hotplug.spec.Configuration;
import dev.hotplug.spec.EnvFile;
import dev.hotplug.spec.McpJson;
import dev.hotplug.spec.Variables;
import dev.hotplug.upstream.StdioConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The installer, and those who use it right now: they are sent home when we end. Thread-safe. */
public final class Installing implements Installations, AutoCloseable {
  /** The program's own class, which knows {@code _fetch}. */
  private static final String MAIN = "dev.hotplug.app.Main";

  private final Installer installer;
  private final Path config;
  private final Path configuration;
  private final Path values;
  private final Set<Thread> working = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * The user's folders, absolute; they need not exist.
   *
   * @param servers as in {@link Installer.Folders}
   * @param state what we remember
   * @param config what the user settles
   * @param home empty where there is none
   */
  public record Folders(Path servers, Path state, Path config, Optional<Path> home) {}

  /**
   * What it works with.
   *
   * @param configuration the file that lists what is installed, absolute; it need not exist
   * @param reading reads that file and all others that count with it
   * @param cwd where a server runs whose entry names no folder
   * @param variables our own environment, and what the user keeps for single servers
   */
  public record Parts(Folders folders, StdioConnector connector, Path configuration,
      Supplier<Configuration> reading, Path cwd, Variables variables, GitUrl.Allow allowed) {}

  /** An installer over {@code parts}. Nothing is read or written yet. */
  public Installing(Parts parts) {
    var folders = parts.folders();
    this.values = folders.config().resolve("env");
    this.installer = new Installer(new Installer.Parts(
        new Installer.Folders(folders.servers(), folders.state().resolve("installed"),
            folders.state().resolve("installs")),
        new BuildCommands(parts.connector().commands()), new ServerProbe(parts.connector()),
        fetcher(), parts.allowed(), file -> listing(file, parts), new UserSecrets(values),
        new RunningProcesses(), parts.configuration(), parts.cwd(), parts.variables().environment(),
        InstantSource.system()));
    this.config = folders.config().resolve("config.json");
    this.configuration = parts.configuration();
  }

  /** A small JVM of our own kind: whatever a repository breaks is not ours. */
  private static List<String> fetcher() {
    var java = Path.of(property("java.home"), "bin", "java").toString();
    return List.of(java, "-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Xlog:disable", "-Xlog:all=error:stderr", "-cp", property("java.class.path"), MAIN,
        "_fetch");
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  /** A file of another project counts with those of that project. */
  private static Listing listing(Path file, Parts parts) {
    var folder = Objects.requireNonNull(file.getParent());
    Supplier<Configuration> reading = file.equals(parts.configuration()) ? parts.reading()
        : () -> McpJson.readProject(folder, parts.variables());
    return new ProjectListing(file, reading, parts.folders().home());
  }

  /** Brings to an end what those before us had to leave; what it cannot, a sentence each. */
  public List<String> repair() {
    var troubles = new ArrayList<>(installer.repair());
    try {
      McpJson.sweep(configuration);
      EnvFile.sweep(values);
    } catch (IOException e) {
      troubles.add("Temporary files that somebody was killed over are still there: " + e);
    }
    return troubles;
  }

  @Override
  public UserConfig policy() {
    return UserConfig.read(config);
  }

  @Override
  public InstallOutcome install(InstallRequest request, Consent consent, Progress progress)
      throws InterruptedException {
    return working(() -> installer.install(request, consent, progress));
  }

  @Override
  public Optional<InstallRequest> renewal(UpdateRequest request) {
    return installer.renewal(request);
  }

  @Override
  public UpdateOutcome update(UpdateRequest request, UpdateMeans means)
      throws InterruptedException {
    return working(() -> installer.update(request, means));
  }

  @Override
  public UpdateOutcome rollback(String name, Handover handover) throws InterruptedException {
    return working(() -> installer.rollback(name, handover));
  }

  @Override
  public List<Freshness> outdated() throws InterruptedException {
    return working(installer::outdated);
  }

  /** What somebody waits for, and is sent home from when we end. */
  private interface Work<T> {
    T done() throws InterruptedException;
  }

  private <T> T working(Work<T> work) throws InterruptedException {
    var thread = Thread.currentThread();
    working.add(thread);
    try {
      if (closed) throw new InterruptedException("Hotplug ends");
      return work.done();
    } finally {
      working.remove(thread);
    }
  }

  @Override
  public LinkOutcome link(LinkRequest request) throws InterruptedException {
    return installer.link(request);
  }

  @Override
  public List<Installed> installed() {
    return installer.installed();
  }

  @Override
  public List<Installed> kept() {
    return installer.kept();
  }

  @Override
  public Optional<ApprovedVersion> approved(String name) {
    return installer.approved(name);
  }

  @Override
  public Optional<String> approve(String name, ApprovedVersion version)
      throws InterruptedException {
    return installer.approve(name, version);
  }

  @Override
  public UninstallOutcome uninstall(String name, boolean deleteFiles, Runnable unlisted)
      throws InterruptedException {
    return installer.uninstall(name, deleteFiles, unlisted);
  }

  /**
   * Waits until those that were cancelled have taken back what they began, if that takes no longer.
   */
  public void awaitIdle(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (var thread : working) {
      var left = Duration.ofNanos(end - System.nanoTime());
      if (left.isPositive()) thread.join(left);
    }
  }

  /** Cancels all installations. Does not wait for them. */
  @Override
  public void close() {
    closed = true;
    working.forEach(Thread::interrupt);
  }
}
