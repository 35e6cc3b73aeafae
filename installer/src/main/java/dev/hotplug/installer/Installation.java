package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
  private final Scrub scrub;
  private final Progress progress;
  private final List<String> remarks = new ArrayList<>();

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
    this.scrub = job.scrub();
    this.progress = job.progress();
  }

  /** Ends an installation before its time. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;
    private final transient InstallOutcome.Failed failed;

    Stop(InstallOutcome.Failed failed) {
      super(failed.reason());
      this.failed = failed;
    }
  }

  /**
   * Installs what lies in {@code checkout}, which it takes away from there.
   *
   * @param staging for what the build leaves behind
   */
  InstallOutcome run(Checkout checkout, Staging staging) throws InterruptedException {
    boolean isDone = false;
    try {
      ledger.put(record(State.INSTALLING, plan.start(), List.of()));
      var outcome = install(checkout, staging);
      isDone = true;
      return outcome;
    } catch (Stop stop) {
      return stop.failed;
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return Installer.unwritable(e, log.place());
    } finally {
      if (!isDone) undo();
    }
  }

  private InstallOutcome install(Checkout checkout, Staging staging)
      throws IOException, InterruptedException, Stop {
    build(checkout, staging);
    home.tryOut(plan.commit());
    var answered = probe();
    home.settle(plan.commit());
    return list(answered);
  }

  private void build(Checkout checkout, Staging staging)
      throws IOException, InterruptedException, Stop {
    var version = home.version(plan.commit());
    FileTree.delete(home.folder());
    Files.createDirectories(home.folder());
    Files.move(checkout.folder(), version, StandardCopyOption.ATOMIC_MOVE);
    var own = Files.createDirectory(staging.at("home"));
    var temporary = Files.createDirectory(staging.at("tmp"));
    var userHome = parts.environment().get("HOME");
    if (userHome != null) RegistrySettings.copy(Path.of(userHome), own);
    var environment = new BuildEnvironment(parts.environment()).of(own, temporary, version);
    var built = new Build(parts.commands(), environment, log, progress).run(plan.steps());
    remarks.addAll(built.remarks());
    if (built.failure().isPresent()) {
      var failure = built.failure().get();
      throw failed(failure.step(), failure.reason(), failure.tail(), failure.nextStep());
    }
  }

  private Trial.Result.Answered probe() throws InterruptedException, Stop {
    var trial = new Trial(parts.probe(), home, parts.cwd(), log, progress);
    return switch (trial.run(plan, values.resolved())) {
      case Trial.Result.Answered answered -> answered;
      case Trial.Result.Silent(var diagnosis, var tail) -> throw failed("probe",
          plan.name() + " was built, but it " + diagnosis.reason() + ". It was not installed.",
          tail, diagnosis.nextStep());
    };
  }

  private InstallOutcome list(Trial.Result.Answered answered) throws IOException, Stop {
    progress.on("list", listing.place());
    if (!answered.start().equals(plan.start())) {
      remarks.add("It did not answer as " + plan.start() + " but as " + answered.start() + ".");
    }
    // An entry that stood there before is not ours to take out again.
    var ours = listing.lists(plan.name(), origin()) ? List.<Path>of()
        : List.of(parts.configuration());
    // From here on it may turn out to be complete, should we be killed.
    var tools = answered.answer().tools();
    var approved = ApprovedTools.of(tools, scrub::text);
    ledger.put(record(State.INSTALLING, answered.start(), ours).approving(approved));
    if (!values.secrets().isEmpty()) parts.secrets().keep(plan.name(), values.secrets());
    var fault = parts.put(new Listing.Item(plan.name(), answered.start(), values.written(),
        origin(), plan.exposure()));
    if (fault.isPresent()) {
      throw failed("list", fault.get(), List.of(),
          "Mend " + listing.place() + " and install it again.");
    }
    var done = record(State.INSTALLED, answered.start(), List.of(parts.configuration()))
        .approving(approved);
    ledger.put(done);
    log.add("installed");
    return new InstallOutcome.Done(Installer.installed(done, home), plan,
        List.copyOf(tools.keySet()), remarks);
  }

  private InstallRecord record(State state, List<String> start, List<Path> files) {
    return new InstallRecord(plan.name(), state, plan.url(), plan.subdir(), plan.commit(),
        PlanHash.of(plan.steps()), start, values.written(), files, !values.secrets().isEmpty(),
        Optional.empty());
  }

  private Listing.Origin origin() {
    return new Listing.Origin(plan.url(), plan.commit(), plan.subdir());
  }

  private Stop failed(String step, String reason, List<String> tail, String nextStep) {
    log.add(step + " failed: " + reason);
    return new Stop(new InstallOutcome.Failed(scrub.text(step), scrub.text(reason),
        scrub.lines(tail), nextStep, log.place()));
  }

  /** On a thread of its own, where no further interruption cuts it short. */
  private void undo() {
    CompletableFuture
        .runAsync(this::takeDown,
            task -> Thread.ofVirtual().name("undo-" + plan.name()).start(task))
        .join();
  }

  private void takeDown() {
    try {
      var record = ledger.record(plan.name());
      if (record.isPresent()) new Teardown(parts).undo(record.get());
    } catch (IOException e) {
      log.add("could not be undone, which the next start will try again: " + e.getMessage());
    }
  }
}
