package dev.hotplug.installer;

import java.nio.file.Path;
import java.util.List;

/** How taking out a server went. */
public sealed interface UninstallOutcome {
  /**
   * It is no longer installed.
   *
   * @param filesDeleted whether its files are gone, too
   * @param files the configurations that it was taken out of
   * @param stays what is still there, a sentence each
   */
  record Done(boolean filesDeleted, List<Path> files,
      List<String> stays) implements UninstallOutcome {
    public Done {
      files = List.copyOf(files);
      stays = List.copyOf(stays);
    }
  }

  /** There is no such server. */
  record Unknown(List<String> known) implements UninstallOutcome {
    public Unknown {
      known = List.copyOf(known);
    }
  }

  /** It was not done, or is not done yet; the reason says what is true now. */
  record Refused(String reason, String nextStep) implements UninstallOutcome {}
}
