package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Installs MCP servers from git, for the user's own account, and lists them in a project. Nothing
 * of a repository is run before somebody has agreed to the plan, and an installation is there as a
 * whole or not at all. Thread-safe, also among processes.
 */
public final class Installer {
  private final Parts parts;
  private final Ledger ledger;

  /** An installer over {@code parts}. Nothing is read or written yet. */
  public Installer(Parts parts) {
    this.parts = parts;
    this.ledger = new Ledger(parts.folders().ledger());
  }

  /**
   * What an installer works with.
   *
   * @param fetcher the command that fetches a repository, the request in its environment: program
   *   and arguments
   * @param allow whether repositories of this machine may be installed from
   * @param configuration the file that lists what is installed, absolute; it need not exist
   * @param cwd where servers run
   * @param uses who runs what is installed
   * @param environment our own
   */
  public record Parts(Folders folders, Commands commands, Probe probe, List<String> fetcher,
      GitUrl.Allow allow, Listings listings, Secrets secrets, Uses uses, Path configuration,
      Path cwd, Map<String, String> environment, InstantSource clock) {
    public Parts {
      fetcher = List.copyOf(fetcher);
      environment = Map.copyOf(environment);
    }

    /** The list of the project. */
    Listing listing() {
      return listings.of(configuration);
    }

    /** The programs of this machine that builds may use. */
    Toolbox toolbox() {
      return new MachineToolbox(new BuildEnvironment(environment).path());
    }

    /** As {@link Listing#put} of the project's, when it is our turn. */
    Optional<String> put(Listing.Item item) throws IOException {
      return put(configuration, item);
    }

    /** The same for {@code file}. */
    Optional<String> put(Path file, Listing.Item item) throws IOException {
      try (var turn = Claims.turn(folders.servers(), file)) {
        return turn.take(() -> listings.of(file).put(item));
      }
    }
  }

  /**
   * Where things are kept, absolute; they need not exist.
   *
   * @param servers the installed servers, {@code $XDG_DATA_HOME/hotplug/servers}
   * @param ledger what is installed, {@code $XDG_STATE_HOME/hotplug/installed}
   * @param logs a log for each run, {@code $XDG_STATE_HOME/hotplug/installs}
   */
  public record Folders(Path servers, Path ledger, Path logs) {}

  /**
   * Installs a server, or says what it would do. Interrupting the caller cancels; then nothing is
   * left but the log.
   */
  public InstallOutcome install(InstallRequest request, Consent consent, Progress progress)
      throws InterruptedException {
    return new Attempt(parts, request, consent, progress).run();
  }

  /**
   * Lists a server whose folder somebody works in, as it is. Nothing of it is run; what is listed
   * is started as if the user had written the entry.
   */
  public LinkOutcome link(LinkRequest request) throws InterruptedException {
    try {
      return new Link(parts, request).run();
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return new LinkOutcome.Failed(
          "It could not be listed: " + e.getMessage() + ". Nothing was listed.", List.of(),
          "Mend that and link it again.");
    }
  }

  /** What an installation of a server that is installed would ask for now; empty for none. */
  public Optional<InstallRequest> renewal(UpdateRequest request) {
    return there(request.name()).map(record -> renewal(record, request.ref()));
  }

  private static InstallRequest renewal(InstallRecord record, Optional<String> ref) {
    var making = record.making();
    return new InstallRequest(record.url(), ref.or(record.now()::ref), making.submodules(),
        Optional.of(record.name()), making.wishes(), record.env(), making.exposure());
  }

  /**
   * Updates a server, or says what that would do. Interrupting the caller cancels; then the version
   * before is the one that is started, as before.
   */
  public UpdateOutcome update(UpdateRequest request, UpdateMeans means)
      throws InterruptedException {
    new Repair(parts).run();
    var record = there(request.name());
    if (record.isEmpty()) return unknownUpdate();
    if (record.get().state() != State.INSTALLED) return UpdateAttempt.busy(request.name());
    return new UpdateAttempt(parts, record.get(), renewal(record.get(), request.ref()), means)
        .run();
  }

  /** Has the version before be the one that is started. */
  public UpdateOutcome rollback(String name, Handover handover) throws InterruptedException {
    new Repair(parts).run();
    if (there(name).isEmpty()) return unknownUpdate();
    return new Rollback(parts, name, handover).run();
  }

  private Optional<InstallRecord> there(String name) {
    return ServerName.fault(name).isPresent() ? Optional.empty()
        : ledger.record(name).filter(record -> record.state().isThere());
  }

  private UpdateOutcome unknownUpdate() {
    return new UpdateOutcome.Unknown(
        records(record -> record.state().isThere()).stream().map(InstallRecord::name).toList());
  }

  /** Of all that are installed, by name, whether there is something newer. Asks their remotes. */
  public List<Freshness> outdated() throws InterruptedException {
    return new Outdated(parts).of(records(record -> record.state().isThere()));
  }

  /** All that are installed or linked, by name. */
  public List<Installed> installed() {
    return in(state -> state.isThere() || state == State.LINKED);
  }

  /** Those that were uninstalled and of which the files stay, by name. */
  public List<Installed> kept() {
    return in(state -> state == State.KEPT);
  }

  private List<Installed> in(Predicate<State> state) {
    return records(record -> state.test(record.state())).stream()
        .map(record -> installed(record, home(record)))
        .toList();
  }

  /** The tools of a server that somebody has agreed to; empty where nobody knows of any. */
  public Optional<ApprovedVersion> approved(String name) {
    if (ServerName.fault(name).isPresent()) return Optional.empty();
    return ledger.record(name)
        .flatMap(it -> it.tools().map(tools -> new ApprovedVersion(it.commit(), tools)));
  }

  /**
   * Keeps in mind that somebody has agreed to the tools of {@code version} of an installed server.
   *
   * @return empty when it is done, else what went wrong and what to do, sentences
   */
  public Optional<String> approve(String name, ApprovedVersion version)
      throws InterruptedException {
    try (var claim = Claims.on(parts.folders().servers(), name).orElse(null)) {
      if (claim == null) {
        return Optional.of("\"" + name + "\" is being installed or uninstalled right now. Nothing "
            + "was changed. Approve its tools when that is over.");
      }
      var record = ledger.record(name);
      if (record.isEmpty()) {
        return Optional.of("\"" + name + "\" is not installed any more. Nothing was changed.");
      }
      if (!record.get().commit().equals(version.commit())) {
        return Optional.of("These are the tools of commit " + version.commit() + ", and \"" + name
            + "\" is at " + record.get().commit() + " by now. Nothing was approved. Reload it, "
            + "which starts that one, and look at its tools.");
      }
      ledger.put(record.get().approving(version.tools()));
      return Optional.empty();
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return Optional.of("That its tools were approved could not be written: " + e.getMessage()
          + ". They are held back as before. Mend that and approve them again.");
    }
  }

  /**
   * Takes a server out of the configurations that list it and of the list of those installed.
   *
   * @param deleteFiles whether its folder and its variables go, too
   * @param unlisted is run when nothing lists it any more, and returns when nobody runs it any
   *   more; only then anything is deleted
   */
  public UninstallOutcome uninstall(String name, boolean deleteFiles, Runnable unlisted)
      throws InterruptedException {
    if (ServerName.fault(name).isPresent()) return unknown();
    try (var claim = Claims.on(parts.folders().servers(), name).orElse(null)) {
      if (claim == null) return busy(name);
      var record = ledger.record(name);
      if (record.isEmpty()) return unknown();
      var stays = new Teardown(parts).takeOut(record.get(), deleteFiles, unlisted);
      return new UninstallOutcome.Done(deleteFiles && record.get().state() != State.LINKED,
          record.get().files(), stays);
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return new UninstallOutcome.Refused(
          "\"" + name + "\" could not be taken out: " + e.getMessage()
              + ". What was begun is brought to its end at the next start.",
          "Mend that and uninstall it again.");
    }
  }

  private static UninstallOutcome busy(String name) {
    return new UninstallOutcome.Refused(
        "\"" + name
            + "\" is being installed, updated or uninstalled right now. Nothing was changed.",
        "Cancel that, or wait for its end, and uninstall it then.");
  }

  private UninstallOutcome unknown() {
    return new UninstallOutcome.Unknown(
        records(_ -> true).stream().map(InstallRecord::name).toList());
  }

  /**
   * Undoes or completes what was interrupted when a Hotplug was killed.
   *
   * @return what could not be mended, a sentence each
   */
  public List<String> repair() {
    return new Repair(parts).run();
  }

  private List<InstallRecord> records(Predicate<InstallRecord> wanted) {
    try {
      return ledger.records().stream().filter(wanted).toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private Home home(InstallRecord record) {
    return Home.of(parts.folders().servers(), record.name());
  }

  static Installed installed(InstallRecord record, Home home) {
    var folder = record.state() == State.LINKED ? Path.of(record.url()) : home.folder();
    return new Installed(record.name(), record.url(), record.subdir(), record.commit(), folder,
        record.start(), List.copyOf(record.env().keySet()), record.files());
  }

  /**
   * What is said where the disk fails us.
   *
   * @param left what is true now, a sentence
   */
  static InstallOutcome.Failed unwritable(IOException e, String left, Optional<String> log) {
    return new InstallOutcome.Failed("write",
        "A file could not be written: " + e.getMessage() + ". " + left, List.of(),
        "Mend that and do it again.", log);
  }
}
