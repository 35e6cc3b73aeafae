package dev.hotplug.installer;

/** Ends an installation or an update before its time. */
final class Stop extends Exception {
  private static final long serialVersionUID = 1;
  private final transient InstallOutcome.Failed failed;

  Stop(InstallOutcome.Failed failed) {
    super(failed.reason());
    this.failed = failed;
  }

  InstallOutcome.Failed failed() {
    return failed;
  }
}
