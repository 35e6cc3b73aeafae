package dev.hotplug.installer;

import dev.hotplug.installer.InstallRecord.State;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Map;

/**
 * One update that somebody has agreed to, carried out: build beside, probe, switch, hand over.
 * Whatever fails, or whoever interrupts it, the version before is the one that is started. Whoever
 * calls has the claim on the server.
 *
 * @param record the server as it is installed
 */
record Update(Installer.Parts parts, InstallRecord record, InstallRequest request,
    UpdateMeans means) {

  /** Builds what lies in {@code checkout}, which it takes away from there, and switches to it. */
  UpdateOutcome run(Plan plan, Checkout checkout, Staging staging)
      throws IOException, InterruptedException {
    var variables = variables();
    var scrub = new Scrub(variables.values());
    try (var log = RunLog.begin(parts.folders().logs(), record.name(), parts.clock().instant(),
        scrub)) {
      log.add(plan.url() + " from " + record.commit() + " to " + plan.commit());
      var assembly = new Assembly(parts, plan, log, scrub, means.progress(), stays());
      return made(assembly, checkout, staging, variables);
    }
  }

  private UpdateOutcome made(Assembly assembly, Checkout checkout, Staging staging,
      Map<String, String> variables) throws IOException, InterruptedException {
    boolean isMade = false;
    try {
      ledger().put(record.in(State.UPDATING));
      makeRoom(assembly, staging);
      var made = assembly.make(checkout, staging, variables);
      isMade = true;
      var version = Version.of(assembly.plan(), request.ref(), made.start(), home())
          .approving(made.tools());
      return new Move(parts, record, means.handover()).to(version, made.remarks(),
          assembly.log().place());
    } catch (Stop stop) {
      return new UpdateOutcome.Failed(stop.failed());
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return new UpdateOutcome.Failed(Installer.unwritable(e, stays(), assembly.log().place()));
    } finally {
      if (!isMade) OnItsOwn.done("undo-" + record.name(), () -> undone(assembly.log()));
    }
  }

  /** An older version of that commit may still lie there, because somebody ran it. */
  private void makeRoom(Assembly assembly, Staging staging) throws IOException, Stop {
    var version = home().version(assembly.plan().commit());
    if (!Files.exists(version, LinkOption.NOFOLLOW_LINKS)) return;
    if (parts.uses().isRunFrom(version)) {
      throw assembly.failed("build",
          "Somebody still runs that very version, from " + version + ". " + stays(), List.of(),
          "Unload the server wherever it runs, and update it then.");
    }
    home().delete(version, staging);
  }

  private boolean undone(RunLog log) {
    try {
      new Switch(parts).end(record);
      return true;
    } catch (IOException e) {
      log.add("could not be undone, which the next start will try again: " + e.getMessage());
      return false;
    }
  }

  /** As the server's entry gives them, wherever it is listed. */
  private Map<String, String> variables() {
    for (var file : record.files()) {
      var variables = parts.listings().of(file).variables(record.name());
      if (!variables.isEmpty()) return variables;
    }
    return Map.of();
  }

  private String stays() {
    return "Commit " + record.commit() + " stays installed.";
  }

  private Ledger ledger() {
    return new Ledger(parts.folders().ledger());
  }

  private Home home() {
    return Home.of(parts.folders().servers(), record.name());
  }
}
