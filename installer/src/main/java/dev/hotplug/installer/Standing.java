package dev.hotplug.installer;

import dev.hotplug.installer.InstallOutcome.Failed;
import java.util.List;
import java.util.Optional;

/** What stands already where a server is to be installed. */
sealed interface Standing {
  /** Nothing that would be in the way. */
  record Free() implements Standing {}

  /** The very same, built. */
  record There(InstallRecord record) implements Standing {}

  /** Something else. */
  record Taken(Failed failed) implements Standing {}

  static Standing of(Plan plan, Installer.Parts parts) {
    var origin = new Listing.Origin(plan.url(), plan.commit(), plan.subdir());
    var hindrance = parts.listing().hindrance(plan.name(), origin);
    if (hindrance.isPresent())
      return new Taken(failed(hindrance.get().replaceFirst("\\.$", ""),
          "Mend that, or choose another server_name (--name)."));
    var record = new Ledger(parts.folders().ledger()).record(plan.name());
    return record.map(it -> beside(it, plan, parts)).orElseGet(Free::new);
  }

  private static Standing beside(InstallRecord record, Plan plan, Installer.Parts parts) {
    return switch (record.state()) {
      case INSTALLED, KEPT -> installed(record, plan, parts);
      case LINKED -> new Taken(failed(
          "\"" + plan.name() + "\" is linked to the folder " + record.url() + " already",
          "Uninstall it first, which leaves that folder as it is, or choose another server_name "
              + "(--name)."));
      case INSTALLING, UPDATING, SWITCHING, UNLISTING, DELETING -> new Taken(busy(plan.name()));
    };
  }

  private static Standing installed(InstallRecord record, Plan plan, Installer.Parts parts) {
    var home = Home.of(parts.folders().servers(), plan.name());
    if (!home.isWhole(record.commit())) return new Free();
    if (isTheSame(record, plan)) return new There(record);
    return new Taken(failed(
        "The files of \"" + plan.name() + "\" are there already, installed from " + record.url()
            + " at commit " + record.commit() + " and started as " + record.start()
            + ", which is another plan than this",
        "Uninstall it first (uninstall_mcp_server {\"server_name\": \"" + plan.name()
            + "\", \"delete_files\": true}; by hand: hotplug uninstall " + plan.name()
            + " --delete-files), or install this one under another server_name (--name)."));
  }

  private static boolean isTheSame(InstallRecord record, Plan plan) {
    return record.isOf(plan) && record.commit().equals(plan.commit())
        && record.now().build().equals(PlanHash.of(plan.steps()))
        && (plan.start().equals(record.start()) || plan.otherStarts().contains(record.start()));
  }

  /** Somebody is at it. */
  static Failed busy(String name) {
    return failed(
        "\"" + name + "\" is being installed, updated or uninstalled by somebody else right now",
        "Wait for its end, or choose another server_name (--name).");
  }

  private static Failed failed(String what, String nextStep) {
    return new Failed("detect", what + ". Nothing was run and nothing was changed.", List.of(),
        nextStep, Optional.empty());
  }
}
