package dev.hotplug.installer;

import java.util.List;
import java.util.Optional;

/** How it went to have another version of an installed server. */
public sealed interface UpdateOutcome {

  /**
   * Another version is started from now on.
   *
   * @param server as it is installed now
   * @param from the commit before
   * @param toolsBefore the tools of the version before; empty where nobody remembers
   * @param tools those of this version
   * @param remarks what the user should know, whole sentences
   */
  record Done(Installed server, String from, Optional<ApprovedTools> toolsBefore,
      Optional<ApprovedTools> tools, List<String> remarks) implements UpdateOutcome {
    public Done {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * There is nothing newer, and nothing was changed but what later updates follow.
   *
   * @param why what is there and what was changed, whole sentences
   */
  record Newest(Installed server, String why) implements UpdateOutcome {}

  /** Nothing of the new version was run, and nothing was changed: somebody has to agree first. */
  record NeedsConfirmation(Plan plan) implements UpdateOutcome {}

  /** The user has said no. Nothing of the new version was run, and nothing was changed. */
  record Declined(Plan plan) implements UpdateOutcome {}

  /** There is no such server. */
  record Unknown(List<String> known) implements UpdateOutcome {
    public Unknown {
      known = List.copyOf(known);
    }
  }

  /** It failed; the version before is the one that is started, as before. */
  record Failed(InstallOutcome.Failed why) implements UpdateOutcome {}
}
