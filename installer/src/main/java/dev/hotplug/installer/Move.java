package dev.hotplug.installer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way of a server to another version that is whole: switch, hand over, or be as before. Whoever
 * calls has the claim on the server.
 *
 * @param record the server as it is installed
 */
record Move(Installer.Parts parts, InstallRecord record, Handover handover) {

  /**
   * Goes to {@code version}. No interruption cuts it short.
   *
   * @param remarks what was to be known before, whole sentences
   * @param log where its build was written down; empty where it was not built now
   */
  UpdateOutcome to(Version version, List<String> remarks, Optional<String> log) {
    return OnItsOwn.done("switch-" + record.name(), () -> over(version, remarks, log));
  }

  private UpdateOutcome over(Version version, List<String> remarks, Optional<String> log) {
    var next = record.startedFrom(version);
    var home = Home.of(parts.folders().servers(), record.name());
    try {
      return switch (new Switch(parts).over(record, next, handover)) {
        case Switch.Result.Taken taken -> {
          var all = new ArrayList<>(remarks);
          all.addAll(taken.remarks());
          yield new UpdateOutcome.Done(Installer.installed(next, home), record.commit(),
              record.tools(), version.tools(), all);
        }
        case Switch.Result.Refused(var why, var left) ->
          new UpdateOutcome.Failed(refused(version, why, stays(left), log));
        case Switch.Result.Unwritten(var why, var left) ->
          new UpdateOutcome.Failed(Installer.unwritable(why, stays(left), log));
      };
    } catch (IOException e) {
      return new UpdateOutcome.Failed(
          Installer.unwritable(e, "What was begun is brought to its end at the next start.", log));
    }
  }

  /** @param left what is not as it was, whole sentences */
  private String stays(List<String> left) {
    var words = new ArrayList<>(List.of("Commit " + record.commit() + " stays installed."));
    words.addAll(left);
    return String.join(" ", words);
  }

  private static InstallOutcome.Failed refused(Version version, Handover.Refusal why, String stays,
      Optional<String> log) {
    return new InstallOutcome.Failed("load",
        "Commit " + version.commit() + " was not taken up: " + why.reason().replaceFirst("\\.$", "")
            + ". " + stays,
        why.tail(),
        "Mend what it misses, or take another version: update it again, or with ref (--ref).", log);
  }
}
