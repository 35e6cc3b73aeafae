package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One plan that somebody has agreed to, carried out: build, probe, switch, list. Whatever fails, or
 * whoever interrupts it, all is as it was before, but for the log. Has the claim on its name;
 * confined to its caller.
 */
final class Installation {
  private final Installer.Parts parts;
  private final Values values;
  private final Plan plan;
  private final Home home;
  private final Ledger ledger;
  private final Listing listing;
  private final RunLog log;
  private final Progress progress;
  private final InstallRequest request;
  private final Assembly assembly;

  /** What it works with beside {@code parts}. */
  record Job(InstallRequest request, Plan plan, Listing listing, RunLog log, Scrub scrub,
      Progress progress) {}

  Installation(Installer.Parts parts, Job job) {
    this.parts = parts;
    this.values = Values.of(job.request(), parts.environment());
    this.plan = job.plan();
    this.home = Home.of(parts.folders().servers(), plan.name());
    this.ledger = new Ledger(parts.folders().ledger());
    this.listing = job.listing();
    this.log = job.log();
    this.progress = job.progress();
    this.request = job.request();
    this.assembly = new Assembly(parts, plan, log, job.scrub(), progress, "It was not installed.");
  }

  /**
   * Installs what lies in {@code checkout}, which it takes away from there.
   *
   * @param staging for what the build leaves behind
   */
  InstallOutcome run(Checkout checkout, Staging staging) throws InterruptedException {
    boolean isDone = false;
    try {
      ledger.put(
          record(State.INSTALLING, Version.of(plan, request.ref(), plan.start(), home), List.of()));
      var outcome = install(checkout, staging);
      isDone = true;
      return outcome;
    } catch (Stop stop) {
      return stop.failed();
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return Installer.unwritable(e, "Nothing was installed.", log.place());
    } finally {
      if (!isDone) OnItsOwn.done("undo-" + plan.name(), this::takeDown);
    }
  }

  private InstallOutcome install(Checkout checkout, Staging staging)
      throws IOException, InterruptedException, Stop {
    FileTree.delete(home.folder());
    var made = assembly.make(checkout, staging, values.resolved());
    home.settle(plan.commit());
    return list(made);
  }

  private InstallOutcome list(Assembly.Made made) throws IOException, Stop {
    progress.on("list", listing.place());
    // An entry that stood there before is not ours to take out again.
    var ours = listing.lists(plan.name(), origin()) ? List.<Path>of()
        : List.of(parts.configuration());
    // From here on it may turn out to be complete, should we be killed.
    ledger.put(record(State.INSTALLING, made, ours));
    if (!values.secrets().isEmpty()) parts.secrets().keep(plan.name(), values.secrets());
    var fault = parts.put(new Listing.Item(plan.name(), made.start(), values.written(), origin(),
        plan.exposure(), List.of()));
    if (fault.isPresent()) {
      throw assembly.failed("list", fault.get(), List.of(),
          "Mend " + listing.place() + " and install it again.");
    }
    var done = record(State.INSTALLED, made, List.of(parts.configuration()));
    ledger.put(done);
    log.add("installed");
    return new InstallOutcome.Done(Installer.installed(done, home), plan,
        List.copyOf(made.tools().tools().keySet()), made.remarks());
  }

  private InstallRecord record(State state, Assembly.Made made, List<Path> files) {
    var version = Version.of(plan, request.ref(), made.start(), home).approving(made.tools());
    return record(state, version, files);
  }

  private InstallRecord record(State state, Version version, List<Path> files) {
    return new InstallRecord(plan.name(), state, plan.url(), plan.subdir(), version,
        Optional.empty(), Making.of(request), values.written(), files, !values.secrets().isEmpty());
  }

  private Listing.Origin origin() {
    return new Listing.Origin(plan.url(), plan.commit(), plan.subdir());
  }

  private boolean takeDown() {
    try {
      var record = ledger.record(plan.name());
      if (record.isPresent()) new Teardown(parts).undo(record.get());
      return true;
    } catch (IOException e) {
      log.add("could not be undone, which the next start will try again: " + e.getMessage());
      return false;
    }
  }
}
