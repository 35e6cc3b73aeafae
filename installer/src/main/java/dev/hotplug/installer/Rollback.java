package dev.hotplug.installer;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;

/** Goes back to the version before, which is kept as it was built. */
record Rollback(Installer.Parts parts, String name, Handover handover) {

  UpdateOutcome run() throws InterruptedException {
    try (var claim = Claims.on(parts.folders().servers(), name).orElse(null)) {
      if (claim == null) return UpdateAttempt.busy(name);
      var record = new Ledger(parts.folders().ledger()).record(name)
          .filter(it -> it.state() == InstallRecord.State.INSTALLED);
      return record.isEmpty() ? UpdateAttempt.busy(name) : back(record.get());
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      return new UpdateOutcome.Failed(
          Installer.unwritable(e, "Nothing was changed.", Optional.empty()));
    }
  }

  private UpdateOutcome back(InstallRecord record) {
    var home = Home.of(parts.folders().servers(), name);
    var former = record.former();
    if (former.isEmpty()) {
      return nothing(record, "\"" + name + "\" has no version to go back to: it was not updated "
          + "since it was installed");
    }
    if (!home.isWhole(former.get().commit())) {
      return nothing(record, "The version of commit " + former.get().commit()
          + " is not there any more: its files in " + home.folder() + " are missing");
    }
    return new Move(parts, record, handover).to(former.get(), List.of(), Optional.empty());
  }

  private static UpdateOutcome nothing(InstallRecord record, String what) {
    return UpdateAttempt.failed("rollback",
        what + ". Commit " + record.commit() + " stays installed.",
        "Name the commit that is wanted: update_mcp_server {\"server_name\": \"" + record.name()
            + "\", \"ref\": \"…\"} (by hand: hotplug update " + record.name() + " --ref …).");
  }
}
